"""From what happened to what people are told."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.appointments.events import CHANGES
from domain.event_log import number_events
from domain.events import EventRow
from domain.notifications.models import NotificationKind
from tests.clinic import Clinic
from tests.domain.appointments.visits import Visit, asked
from workers.reactions import REACTIONS, react

FAR = timedelta(days=5)


def test_every_event_of_an_appointment_is_in_the_table_and_every_message_follows_from_one():
    assert set(REACTIONS) == set(CHANGES)
    assert sorted(kind for kinds in REACTIONS.values() for kind in kinds) == sorted(NotificationKind)


@pytest.mark.usefixtures("empty")
async def test_booking_tells_both_and_twice_is_once(clinic: Clinic):
    visit = await asked(clinic, FAR)
    assert await relay(clinic) == 2
    rows = await told(clinic)
    assert [(row.kind, row.account_id) for row in rows] == [
        ("DOCTOR_BOOKED", visit.doctor.id),
        ("PATIENT_RECEIVED", visit.patient.id),
    ]
    assert {row.due_at for row in rows} == {clinic.now}
    assert await clinic.database.write(lambda tx: react(tx, [event_of(visit)] * 2, clinic.now)) == 0


@pytest.mark.usefixtures("empty")
async def test_confirming_tells_the_patient_now_a_day_and_an_hour_before(clinic: Clinic):
    visit = await asked(clinic, FAR)
    await visit.confirm()
    await relay(clinic)
    due = {row.kind: row.due_at for row in await told(clinic) if row.kind.startswith("PATIENT")}
    assert due == {
        "PATIENT_RECEIVED": clinic.now,
        "PATIENT_CONFIRMED": clinic.now,
        "PATIENT_REMINDER_DAY": visit.slot.starts_at - timedelta(hours=24),
        "PATIENT_REMINDER_HOUR": visit.slot.starts_at - timedelta(hours=1),
    }


@pytest.mark.usefixtures("empty")
async def test_a_reminder_whose_moment_passed_while_nobody_listened_is_not_made(clinic: Clinic):
    visit = await asked(clinic, FAR)
    await visit.confirm()
    await relay(clinic, visit.slot.starts_at - timedelta(hours=23))
    kinds = [row.kind for row in await told(clinic)]
    assert "PATIENT_REMINDER_HOUR" in kinds
    assert "PATIENT_REMINDER_DAY" not in kinds


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize(
    ("step", "kinds"),
    [
        (Visit.decline, ["PATIENT_DECLINED"]),
        (Visit.cancel, ["DOCTOR_CANCELLED", "PATIENT_CANCELLED"]),
        (Visit.expire, ["PATIENT_EXPIRED"]),
    ],
)
async def test_each_end_of_a_request_is_told(clinic: Clinic, step: Any, kinds: list[str]):
    visit = await asked(clinic)
    await step(visit)
    await relay(clinic)
    assert sorted({row.kind for row in await told(clinic)} - {"DOCTOR_BOOKED", "PATIENT_RECEIVED"}) == kinds


@pytest.mark.usefixtures("empty")
async def test_a_visit_that_took_place_is_not_talked_about(clinic: Clinic):
    visit = await asked(clinic, FAR)
    await visit.confirm()
    await visit.complete()
    assert await relay(clinic, visit.slot.ends_at) == 3


@pytest.mark.usefixtures("empty")
async def test_moving_a_visit_tells_both_of_the_new_one(clinic: Clinic):
    visit = await asked(clinic, FAR)
    new = await visit.reschedule((await clinic.slot(visit.doctor, FAR + timedelta(days=1))).id)
    await relay(clinic)
    moved = [(row.kind, row.appointment_id) for row in await told(clinic) if "RESCHEDULED" in row.kind]
    assert moved == [("DOCTOR_RESCHEDULED", new), ("PATIENT_RESCHEDULED", new)]


async def relay(clinic: Clinic, now: datetime | None = None) -> int:
    """As workers/relay.py does: number, and react, in one transaction."""

    async def work(tx: Any) -> int:
        return await react(tx, await number_events(tx, 100), now or clinic.now)

    return await clinic.database.write(work)


async def told(clinic: Clinic) -> list[Any]:
    return await clinic.fetch("SELECT * FROM notifications ORDER BY kind")


def event_of(visit: Visit) -> EventRow:
    return EventRow(
        kind="AppointmentBooked",
        at=visit.clinic.now,
        doctor_id=visit.doctor.id,
        patient_id=visit.patient.id,
        appointment_id=visit.id,
    )
