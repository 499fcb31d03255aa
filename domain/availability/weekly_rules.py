"""The doctor's weekly template as it stands."""

from uuid import UUID

from domain.availability.models import Weekday
from domain.availability.queries import RULES
from domain.availability.rules import WeeklyRule
from domain.transaction import Transaction


async def weekly_rules(tx: Transaction, doctor_id: UUID) -> list[WeeklyRule]:
    """In no particular order."""
    return [
        WeeklyRule(Weekday(row.weekday), row.starts_at, row.ends_at, row.visit_minutes, row.gap_minutes)
        for row in await tx.rows(RULES, doctor_id=doctor_id)
    ]
