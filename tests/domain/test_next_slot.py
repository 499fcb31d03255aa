"""The list of doctors knows who can be seen soonest."""

from datetime import timedelta

from domain.doctors.models import NEVER
from domain.slots.next_slot import pass_time
from tests.clinic import Clinic


async def test_a_doctors_next_slot_is_the_earliest_free_one(clinic: Clinic):
    doctor = await clinic.doctor()
    await clinic.slot(doctor, timedelta(days=2))
    first = await clinic.slot(doctor, timedelta(days=1))
    assert (await clinic.row("doctors", doctor.id)).next_slot_at == first.starts_at


async def test_a_slot_that_began_is_not_the_next_one_any_more(clinic: Clinic):
    doctor = await clinic.doctor()
    await clinic.slot(doctor, timedelta(days=1))
    later = await clinic.slot(doctor, timedelta(days=2))
    await clinic.database.write(lambda tx: pass_time(tx, clinic.now + timedelta(days=1)))
    assert (await clinic.row("doctors", doctor.id)).next_slot_at == later.starts_at


async def test_a_doctor_without_free_slots_comes_last(clinic: Clinic):
    doctor = await clinic.doctor()
    assert (await clinic.row("doctors", doctor.id)).next_slot_at == NEVER
