"""Many book at once."""

import asyncio
from datetime import timedelta
from time import perf_counter
from uuid import UUID, uuid4

import pytest

from domain.appointments.errors import IdempotencyMismatch, PatientBusy
from domain.slots.errors import SlotTaken
from tests.clinic import Clinic
from tests.concurrency.together import at_once, kinds, must_make_sense

pytestmark = pytest.mark.usefixtures("empty")


async def test_of_200_patients_who_race_for_a_slot_one_has_it(clinic: Clinic):
    slot = await clinic.slot(await clinic.doctor())
    patients = await asyncio.gather(*(clinic.patient() for _ in range(200)))
    began = perf_counter()
    outcomes = await at_once(*(clinic.book(slot, patient) for patient in patients))
    assert perf_counter() - began < 5
    assert kinds(outcomes) == {UUID: 1, SlotTaken: 199}
    await must_make_sense(clinic, clinic.now)


async def test_of_two_visits_that_overlap_a_patient_has_one(clinic: Clinic):
    patient, doctors = await clinic.patient(), [await clinic.doctor(), await clinic.doctor()]
    for day in range(50):
        one, other = [
            await clinic.slot(doctor, timedelta(days=1 + day, minutes=20 * late))
            for late, doctor in enumerate(doctors)
        ]
        outcomes = await at_once(clinic.book(one, patient), clinic.book(other, patient))
        booked = next(outcome for outcome in outcomes if isinstance(outcome, UUID))
        refused = next(outcome for outcome in outcomes if isinstance(outcome, PatientBusy))
        assert refused.appointment_id == booked
    await must_make_sense(clinic, clinic.now)


async def test_a_key_used_50_times_at_once_books_once(clinic: Clinic):
    slot, patient, key = await clinic.slot(await clinic.doctor()), await clinic.patient(), str(uuid4())
    outcomes = await at_once(
        *(clinic.book(slot, patient, reason="Dor", idempotency_key=key) for _ in range(50))
    )
    assert len(set(outcomes)) == 1
    assert [row.id for row in await clinic.fetch("SELECT id FROM appointments")] == [outcomes[0]]
    await must_make_sense(clinic, clinic.now)


async def test_a_key_used_at_once_for_slots_of_many_doctors_books_one(clinic: Clinic):
    patient, key = await clinic.patient(), str(uuid4())
    slots = [await clinic.slot(await clinic.doctor(), timedelta(days=1 + day)) for day in range(10)]
    outcomes = await at_once(*(clinic.book(slot, patient, idempotency_key=key) for slot in slots * 2))
    assert kinds(outcomes) == {UUID: 2, IdempotencyMismatch: 18}
    assert len(await clinic.fetch("SELECT FROM appointments")) == 1
    await must_make_sense(clinic, clinic.now)


async def test_bookings_of_one_doctor_wait_for_each_other_and_all_succeed(clinic: Clinic):
    doctor = await clinic.doctor()
    slots = await clinic.slots(doctor, 40)
    patients = await asyncio.gather(*(clinic.patient() for _ in slots))
    outcomes = await at_once(*map(clinic.book, slots, patients))
    assert kinds(outcomes) == {UUID: 40}
    await must_make_sense(clinic, clinic.now)
