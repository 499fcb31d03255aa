"""Keep another weekly template; what that does to slots is domain/slots/set_availability.py."""

from collections.abc import Sequence
from uuid import UUID

from domain.availability.models import AvailabilityRule
from domain.availability.queries import FORGET_RULES
from domain.availability.rules import WeeklyRule
from domain.availability.weekly_rules import weekly_rules
from domain.transaction import Transaction


async def replace_rules(tx: Transaction, doctor_id: UUID, rules: Sequence[WeeklyRule]) -> None:
    """Under the doctor's lock; the same template again leaves its rows as they are."""
    if sorted(rules) == sorted(await weekly_rules(tx, doctor_id)):
        return
    await tx.run(FORGET_RULES, doctor_id=doctor_id)
    for rule in rules:
        tx.add(AvailabilityRule(doctor_id=doctor_id, **rule._asdict()))
