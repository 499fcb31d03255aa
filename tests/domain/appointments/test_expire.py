"""Requests that nobody answered."""

from datetime import timedelta

from domain.appointments.expire import expire_requests
from domain.availability.models import Absence
from domain.transaction import Transaction
from tests.clinic import Clinic
from tests.domain.appointments.visits import asked

MOMENT = timedelta(microseconds=1)


async def test_a_request_lapses_at_its_time_and_not_before(clinic: Clinic, empty: None):
    visit = await asked(clinic)
    lapses_at = (await visit.row()).expires_at
    assert await expire_requests(clinic.database, lapses_at - MOMENT) == 0
    assert await expire_requests(clinic.database, lapses_at) == 1
    assert await expire_requests(clinic.database, lapses_at) == 0
    row = await visit.row()
    assert (row.status, row.closed_by, row.closed_reason) == ("EXPIRED", "SYSTEM", None)
    assert await visit.steps() == [
        ("PATIENT", None, "PENDING", None),
        ("SYSTEM", "PENDING", "EXPIRED", None),
    ]
    assert await visit.events() == ["AppointmentBooked", "AppointmentExpired"]
    assert await visit.slot_status() == "FREE"


async def test_after_any_downtime_all_that_is_overdue_lapses_in_one_go(clinic: Clinic, empty: None):
    visits = [await asked(clinic) for _ in range(7)]
    await visits[0].confirm()
    back_again = clinic.now + timedelta(days=40)
    assert await expire_requests(clinic.database, back_again, limit=2) == 6
    assert [(await visit.row()).status for visit in visits] == ["CONFIRMED"] + ["EXPIRED"] * 6


async def test_a_slot_that_began_meanwhile_is_not_offered_again(clinic: Clinic, empty: None):
    visit = await asked(clinic)
    await expire_requests(clinic.database, visit.slot.starts_at)
    assert (await visit.row()).status == "EXPIRED"
    assert await visit.slot_status() == "BUSY"


async def test_a_freed_slot_during_an_absence_is_withdrawn(clinic: Clinic, empty: None):
    visit = await asked(clinic)
    absence = Absence(doctor_id=visit.doctor.id, starts_at=clinic.now, ends_at=clinic.now + timedelta(days=9))

    async def work(tx: Transaction) -> None:
        tx.add(absence)

    await clinic.database.write(work)
    await expire_requests(clinic.database, clinic.now + timedelta(hours=22))
    slot = await clinic.row("slots", visit.slot.id)
    assert (slot.status, slot.withdrawn_for) == ("WITHDRAWN", "ABSENCE")
