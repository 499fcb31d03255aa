"""A doctor's template, laid out over the days that slots are published for."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from domain.availability.rules import Visit, WeeklyRule, day_in, visits
from domain.availability.weekly_rules import weekly_rules
from domain.slots.queries import PRACTICE
from domain.transaction import Transaction


@dataclass(frozen=True)
class Template:
    """The weekly rules, and how far ahead they are followed."""

    rules: list[WeeklyRule]
    time_zone: str
    today: date
    published_until: date
    """Slots exist before this day; today, if the doctor never had a template."""
    until: date
    """Slots are to exist before this day."""

    def visits(self, from_day: date, now: datetime) -> list[Visit]:
        """The visits from a day up to the horizon that are ahead."""
        days = visits(self.rules, self.time_zone, from_day, self.until)
        return [visit for visit in days if visit.starts_at > now]


async def template_of(tx: Transaction, doctor_id: UUID, horizon_days: int, now: datetime) -> Template:
    """Read it under the doctor's lock. A horizon that was farther once stays where it was."""
    [practice] = await tx.rows(PRACTICE, doctor_id=doctor_id)
    today = day_in(practice.time_zone, now)
    published_until = max(practice.published_until or today, today)
    until = max(published_until, today + timedelta(days=horizon_days))
    rules = await weekly_rules(tx, doctor_id)
    return Template(rules, practice.time_zone, today, published_until, until)
