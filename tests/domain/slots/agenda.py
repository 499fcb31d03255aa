"""What stands in a doctor's agenda, and what was told of it."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

from domain.availability.models import Weekday
from domain.availability.rules import WeeklyRule
from domain.doctors.models import Doctor
from domain.slots.models import Slot
from domain.slots.set_availability import set_availability
from tests.clinic import Clinic

T = TypeVar("T")
HORIZON = 14


def mornings(starts: str = "09:00", ends: str = "12:00", visit: int = 50, gap: int = 10) -> list[WeeklyRule]:
    """The same hours on every day of the week."""
    first, last = time.fromisoformat(starts), time.fromisoformat(ends)
    return [WeeklyRule(weekday, first, last, visit, gap) for weekday in Weekday]


async def do(clinic: Clinic, use_case: Callable[..., Awaitable[T]], *arguments: Any) -> T:
    """Run a use case in a transaction of its own, now."""
    return await clinic.database.write(lambda tx: use_case(tx, *arguments, clinic.now))


async def follow(
    clinic: Clinic, doctor: Doctor, rules: Sequence[WeeklyRule], horizon_days: int = HORIZON
) -> None:
    """The doctor sets the weekly template."""
    await do(clinic, set_availability, doctor.id, rules, horizon_days)


async def agenda(clinic: Clinic, doctor: Doctor, *statuses: str) -> list[Any]:
    """The doctor's slots in those statuses, or the live ones, soonest first."""
    return await clinic.fetch(
        "SELECT * FROM slots WHERE doctor_id = $1 AND status = ANY($2) ORDER BY starts_at, id",
        doctor.id,
        list(statuses or ("FREE", "BUSY")),
    )


async def hours(clinic: Clinic, doctor: Doctor, day: int) -> list[str]:
    """When the live slots of a day start, in UTC; days are counted from today."""
    wanted = (clinic.now + timedelta(days=day)).date()
    return [f"{s.starts_at:%H:%M}" for s in await agenda(clinic, doctor) if s.starts_at.date() == wanted]


async def told(clinic: Clinic, doctor: Doctor) -> list[tuple[str, UUID]]:
    """The doctor's events, in order: what happened, to which slot."""
    rows = await clinic.fetch("SELECT kind, slot_id FROM events WHERE doctor_id = $1 ORDER BY id", doctor.id)
    return [(row.kind, row.slot_id) for row in rows]


async def overlaps(clinic: Clinic, doctor: Doctor) -> int:
    """Pairs of live slots that overlap: there are none, ever."""
    rows = await clinic.fetch(
        "SELECT count(*) AS pairs FROM slots a JOIN slots b ON a.doctor_id = b.doctor_id AND a.id < b.id"
        " AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at"
        " WHERE a.doctor_id = $1 AND a.status <> 'WITHDRAWN' AND b.status <> 'WITHDRAWN'",
        doctor.id,
    )
    return int(rows[0].pairs)


async def change(clinic: Clinic, slot_id: UUID, sql: str, *values: Any) -> None:
    """Bring a slot into the middle of a story."""
    async with clinic.database._writer.acquire() as connection:
        await connection.execute(f"UPDATE slots SET {sql} WHERE id = $1", slot_id, *values)


async def book(clinic: Clinic, slot: Slot | Any) -> None:
    """As booking leaves the slot."""
    await change(clinic, slot.id, "status = 'BUSY', held_by = NULL, held_until = NULL")


async def hold(clinic: Clinic, slot: Slot | Any, until: timedelta | datetime = timedelta(minutes=5)) -> UUID:
    """A new patient holds it; the patient's id."""
    patient = await clinic.patient()
    lapses = clinic.now + until if isinstance(until, timedelta) else until
    await change(clinic, slot.id, "held_by = $2, held_until = $3", patient.id, lapses)
    return patient.id
