"""A patient books."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from domain.appointments.book import Booking, book_appointment
from domain.appointments.errors import IdempotencyMismatch, PatientBusy
from domain.errors import InvalidInput
from domain.slots.errors import SlotInThePast, SlotNotFound, SlotTaken
from domain.terms import Terms
from tests.clinic import Clinic
from tests.domain.appointments.visits import asked


async def test_a_booking_is_pending_at_the_doctors_present_fee(clinic: Clinic):
    visit = await asked(clinic, reason="  Dor de cabeça ")
    row = await visit.row()
    assert (row.status, row.reason, row.fee_cents) == ("PENDING", "Dor de cabeça", visit.doctor.fee_cents)
    assert (row.starts_at, row.ends_at) == (visit.slot.starts_at, visit.slot.ends_at)
    assert (row.created_at, row.expires_at) == (clinic.now, clinic.now + timedelta(hours=22))
    assert (row.slot_id, row.doctor_id, row.patient_id) == (visit.slot.id, visit.doctor.id, visit.patient.id)
    assert await visit.slot_status() == "BUSY"


async def test_a_booking_is_told_with_ids_alone(clinic: Clinic):
    visit = await asked(clinic, reason="Dor de cabeça")
    event = (await clinic.fetch("SELECT * FROM events WHERE appointment_id = $1", visit.id))[0]
    assert (event.kind, event.at) == ("AppointmentBooked", clinic.now)
    assert (event.doctor_id, event.patient_id, event.slot_id) == (
        visit.doctor.id,
        visit.patient.id,
        visit.slot.id,
    )


async def test_only_a_doctors_own_next_slot_moves_the_doctor_in_the_list(clinic: Clinic):
    doctor = await clinic.doctor()
    first, second, third = await clinic.slots(doctor, 3)
    await clinic.book(second, await clinic.patient())
    assert (await clinic.row("doctors", doctor.id)).next_slot_at == first.starts_at
    await clinic.book(first, await clinic.patient())
    assert (await clinic.row("doctors", doctor.id)).next_slot_at == third.starts_at


async def test_a_next_slot_that_has_passed_is_moved_on_by_a_booking(clinic: Clinic):
    doctor = await clinic.doctor()
    passed = await clinic.slot(doctor, timedelta(hours=1))
    booked = await clinic.slot(doctor, timedelta(hours=5))
    left = await clinic.slot(doctor, timedelta(hours=6))
    await clinic.book(booked, await clinic.patient(), now=passed.ends_at)
    assert (await clinic.row("doctors", doctor.id)).next_slot_at == left.starts_at


async def test_a_booking_takes_four_statements_and_a_fifth_for_the_doctors_next_slot(clinic: Clinic):
    doctor, patient = await clinic.doctor(), await clinic.patient()
    first, second = await clinic.slots(doctor, 2)
    assert await statements_of(clinic, patient.id, Booking(second.id, "Dor", str(uuid4()))) == 4
    assert await statements_of(clinic, patient.id, Booking(first.id, "Dor", str(uuid4()))) == 5


async def test_a_slot_that_is_not_there_cannot_be_booked(clinic: Clinic):
    patient = await clinic.patient()
    withdrawn = await clinic.slot(await clinic.doctor())
    await alter_slot(clinic, withdrawn.id, "status = 'WITHDRAWN', withdrawn_for = 'DOCTOR'")
    unverified = await clinic.slot(await clinic.doctor(verified_at=None))
    for slot_id in (uuid4(), None, withdrawn.id, unverified.id):
        with pytest.raises(SlotNotFound):
            await book(clinic, patient.id, Booking(slot_id))


@pytest.mark.parametrize("before", [timedelta(0), timedelta(days=1)])
async def test_a_slot_that_began_cannot_be_booked(clinic: Clinic, before: timedelta):
    slot = await clinic.slot(await clinic.doctor(), -before)
    with pytest.raises(SlotInThePast):
        await clinic.book(slot, await clinic.patient())


async def test_a_taken_slot_names_the_doctor_for_alternatives(clinic: Clinic):
    visit = await asked(clinic)
    for patient in (await clinic.patient(), visit.patient):
        with pytest.raises(SlotTaken) as refusal:
            await clinic.book(visit.slot, patient)
        assert refusal.value.doctor_id == visit.doctor.id


async def test_a_hold_keeps_others_out_until_it_lapses(clinic: Clinic):
    holder, other = await clinic.patient(), await clinic.patient()
    slot = await clinic.slot(await clinic.doctor())
    until = clinic.now + timedelta(minutes=5)
    await alter_slot(clinic, slot.id, "held_by = $2, held_until = $3", holder.id, until)
    with pytest.raises(SlotTaken):
        await clinic.book(slot, other, until - timedelta(seconds=1))
    await clinic.book(slot, other, until)
    row = await clinic.row("slots", slot.id)
    assert (row.status, row.held_by, row.held_until) == ("BUSY", None, None)


async def test_who_holds_a_slot_books_it_and_the_hold_is_over(clinic: Clinic):
    holder, slot = await clinic.patient(), await clinic.slot(await clinic.doctor())
    await alter_slot(
        clinic, slot.id, "held_by = $2, held_until = $3", holder.id, clinic.now + timedelta(minutes=5)
    )
    await clinic.book(slot, holder)
    assert (await clinic.row("slots", slot.id)).held_by is None


@pytest.mark.parametrize("minutes", [-49, -10, 0, 10, 49])
async def test_a_patient_is_in_one_place_at_a_time(clinic: Clinic, minutes: int):
    visit = await asked(clinic)
    slot = await clinic.slot(await clinic.doctor(), timedelta(days=1, minutes=minutes))
    with pytest.raises(PatientBusy) as refusal:
        await clinic.book(slot, visit.patient)
    assert refusal.value.appointment_id == visit.id
    assert (await clinic.row("slots", slot.id)).status == "FREE"


@pytest.mark.parametrize("minutes", [-50, 50])
async def test_one_visit_may_begin_when_another_ends(clinic: Clinic, minutes: int):
    visit = await asked(clinic)
    slot = await clinic.slot(await clinic.doctor(), timedelta(days=1, minutes=minutes))
    assert await clinic.book(slot, visit.patient)


async def test_a_cancelled_visit_is_not_in_the_way(clinic: Clinic):
    visit = await asked(clinic)
    await visit.cancel()
    slot = await clinic.slot(await clinic.doctor(), timedelta(days=1, minutes=10))
    assert await clinic.book(slot, visit.patient)
    assert await clinic.book(visit.slot, await clinic.patient())


async def test_a_taken_slot_is_told_before_a_busy_patient(clinic: Clinic):
    visit, other = await asked(clinic), await asked(clinic)
    with pytest.raises(SlotTaken):
        await clinic.book(other.slot, visit.patient)


async def test_the_same_request_books_once_whatever_came_after(clinic: Clinic):
    key = str(uuid4())
    visit = await asked(clinic, reason="Dor", idempotency_key=key)
    again: dict[str, Any] = {"reason": " Dor\r\n", "idempotency_key": key}
    assert await clinic.book(visit.slot, visit.patient, **again) == visit.id
    assert await clinic.book(visit.slot, visit.patient, visit.slot.ends_at, **again) == visit.id
    await visit.cancel()
    await alter_slot(clinic, visit.slot.id, "status = 'WITHDRAWN', withdrawn_for = 'DOCTOR'")
    assert await clinic.book(visit.slot, visit.patient, **again) == visit.id
    assert len(await visit.steps()) == 2


async def test_a_key_is_for_one_input(clinic: Clinic):
    key = str(uuid4())
    visit = await asked(clinic, reason="Dor", idempotency_key=key)
    other = await clinic.slot(visit.doctor, timedelta(days=2))
    for slot_id, reason in (
        (visit.slot.id, "Febre"),
        (visit.slot.id, None),
        (other.id, "Dor"),
        (uuid4(), "Dor"),
    ):
        with pytest.raises(IdempotencyMismatch):
            await book(clinic, visit.patient.id, Booking(slot_id, reason, key))
    with pytest.raises(IdempotencyMismatch):
        await book(clinic, visit.patient.id, Booking(None, "Dor", key))


async def test_a_key_is_a_patients_own(clinic: Clinic):
    key = str(uuid4())
    visit, other = await asked(clinic, idempotency_key=key), await asked(clinic, idempotency_key=key)
    assert visit.id != other.id


async def test_a_refused_request_leaves_its_key_unused(clinic: Clinic):
    key = str(uuid4())
    taken = await asked(clinic)
    patient, free = await clinic.patient(), await clinic.slot(taken.doctor, timedelta(days=2))
    with pytest.raises(SlotTaken):
        await clinic.book(taken.slot, patient, idempotency_key=key)
    assert await clinic.book(free, patient, idempotency_key=key)


async def test_all_that_is_wrong_is_named_at_once(clinic: Clinic):
    slot, patient = await clinic.slot(await clinic.doctor()), await clinic.patient()
    with pytest.raises(InvalidInput) as refusal:
        await clinic.book(slot, patient, reason="no", idempotency_key="short")
    assert refusal.value.fields == [("idempotencyKey", "idempotency_key"), ("reason", "too_short")]


async def book(clinic: Clinic, patient_id: Any, request: Booking) -> Any:
    return await clinic.database.write(
        lambda tx: book_appointment(tx, patient_id, request, Terms(), clinic.now)
    )


async def statements_of(clinic: Clinic, patient_id: Any, request: Booking) -> int:
    """How many statements a booking runs between its BEGIN and its COMMIT."""
    asked: list[str] = []

    async def work(tx: Any) -> None:
        connection = tx._connection

        async def heard(sql: str, values: Any) -> Any:
            asked.append(sql)
            return await type(connection).rows(connection, sql, values)

        connection.rows = heard
        await book_appointment(tx, patient_id, request, Terms(), clinic.now)
        await tx.flush()
        del connection.rows

    await clinic.database.write(work)
    return len(asked)


async def alter_slot(clinic: Clinic, slot_id: Any, change: str, *values: Any) -> None:
    async with clinic.database._writer.acquire() as connection:
        await connection.execute(f"UPDATE slots SET {change} WHERE id = $1", slot_id, *values)
