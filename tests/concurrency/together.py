"""Run things at once, and look afterwards whether the clinic still makes sense."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Iterable
from datetime import datetime
from itertools import pairwise
from typing import Any, Final
from uuid import UUID

from domain.appointments.events import CHANGES
from domain.appointments.models import AppointmentStatus
from domain.appointments.rules import TRANSITIONS
from domain.errors import DomainError
from tests.clinic import Clinic


async def at_once(*works: Awaitable[Any]) -> list[Any]:
    """Each one's answer or refusal, in order; anything else that is raised fails the test."""
    outcomes = await asyncio.gather(*works, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, BaseException) and not isinstance(outcome, DomainError):
            raise outcome
    return list(outcomes)


def kinds(outcomes: Iterable[Any]) -> dict[type, int]:
    """How many ids there are, and how many refusals of each kind."""
    return Counter(UUID if isinstance(outcome, UUID) else type(outcome) for outcome in outcomes)


NEVER_SEEN: Final = {
    "a slot with two live appointments": "SELECT slot_id FROM live GROUP BY slot_id HAVING count(*) > 1",
    "a slot ahead that is busy for nobody, or not busy for somebody": """
        SELECT s.id FROM slots s, clock WHERE s.starts_at > clock.now
        AND (s.status = 'BUSY') <> EXISTS (SELECT FROM live WHERE live.slot_id = s.id)""",
    "a live appointment whose slot is not busy": """
        SELECT live.id FROM live JOIN slots s ON s.id = live.slot_id WHERE s.status <> 'BUSY'""",
    "a busy slot that is held": "SELECT id FROM slots WHERE status = 'BUSY' AND held_by IS NOT NULL",
    "a patient in two places": """
        SELECT a.id FROM live a JOIN live b ON b.patient_id = a.patient_id AND b.id <> a.id
        AND tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)""",
    "a slot on offer while the doctor is away": """
        SELECT s.id FROM slots s JOIN absences a ON a.doctor_id = s.doctor_id, clock
        WHERE s.status = 'FREE' AND s.starts_at > clock.now
        AND tstzrange(a.starts_at, a.ends_at) && tstzrange(s.starts_at, s.ends_at)""",
    "a doctor in two places": """
        SELECT a.id FROM slots a JOIN slots b ON b.doctor_id = a.doctor_id AND b.id <> a.id
        AND tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)
        WHERE 'WITHDRAWN' NOT IN (a.status, b.status)""",
    "an appointment that is not where its slot is": """
        SELECT a.id FROM appointments a JOIN slots s ON s.id = a.slot_id
        WHERE (a.starts_at, a.ends_at, a.doctor_id) <> (s.starts_at, s.ends_at, s.doctor_id)""",
    "a doctor whose next slot is another": """
        SELECT d.id FROM doctors d, clock WHERE d.next_slot_at > clock.now AND d.next_slot_at <> coalesce((
            SELECT min(s.starts_at) FROM slots s
            WHERE s.doctor_id = d.id AND s.status = 'FREE' AND s.starts_at > clock.now
        ), '9999-01-01T00:00:00Z')""",
    "a moved appointment that nothing replaces, or two things": """
        SELECT a.id FROM appointments a
        WHERE (SELECT count(*) FROM appointments n WHERE n.rescheduled_from_id = a.id)
            <> (a.closed_by IS NOT DISTINCT FROM 'SYSTEM' AND a.status = 'CANCELLED')::int""",
}
"""What each is called, and the statement that would find it."""
AT: Final = """
    WITH clock AS (SELECT $1::timestamptz AS now),
    live AS (SELECT * FROM appointments WHERE status IN ('PENDING', 'CONFIRMED'))"""


async def must_make_sense(clinic: Clinic, now: datetime) -> None:
    """Every promise of product.md that a look at the tables can judge."""
    for what, sql in NEVER_SEEN.items():
        assert await clinic.fetch(AT + sql, now) == [], what
    for appointment in await clinic.fetch("SELECT id, status, rescheduled_from_id FROM appointments"):
        steps = await clinic.fetch(
            "SELECT * FROM appointment_steps WHERE appointment_id = $1 ORDER BY id", appointment.id
        )
        assert_chain(steps, appointment.status)
        events = await clinic.fetch(
            "SELECT kind FROM events WHERE appointment_id = $1 ORDER BY id", appointment.id
        )
        assert [event.kind for event in events] == list(told(steps, appointment.rescheduled_from_id))


def assert_chain(steps: list[Any], status: str) -> None:
    """A history begins with PENDING, goes on where it stood, by the table, and ends where it stands."""
    assert (steps[0].from_status, steps[0].to_status) == (None, "PENDING")
    for before, after in pairwise(steps):
        assert after.from_status == before.to_status
        assert after.party in TRANSITIONS[after.from_status, after.to_status]
    assert steps[-1].to_status == status


KINDS: Final = {kind.value: event.__name__ for event, kind in CHANGES.items()}


def told(steps: Iterable[Any], moved_from: object) -> Iterable[str]:
    """The events that a history must have left; of two that a move makes, one."""
    for step in steps:
        if step.to_status == AppointmentStatus.PENDING:
            yield KINDS["RESCHEDULED" if moved_from else "BOOKED"]
        elif (step.party, step.to_status) != ("SYSTEM", "CANCELLED"):
            yield KINDS[step.to_status]
