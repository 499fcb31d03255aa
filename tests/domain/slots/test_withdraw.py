"""A doctor takes a free slot back."""

from datetime import timedelta
from uuid import uuid4

import pytest

from domain.doctors.models import NEVER
from domain.slots.errors import SlotNotFound, SlotTaken
from domain.slots.withdraw import withdraw_slot
from tests.clinic import Clinic
from tests.domain.slots.agenda import book, do, hold, told


async def test_a_free_slot_is_withdrawn_and_told_of(clinic: Clinic):
    doctor = await clinic.doctor()
    slot = await clinic.slot(doctor)
    await do(clinic, withdraw_slot, doctor.id, slot.id)
    row = await clinic.row("slots", slot.id)
    assert (row.status, row.withdrawn_for) == ("WITHDRAWN", "DOCTOR")
    assert await told(clinic, doctor) == [("SlotWithdrawn", slot.id)]
    assert (await clinic.row("doctors", doctor.id)).next_slot_at == NEVER


async def test_a_booked_slot_is_taken(clinic: Clinic):
    doctor = await clinic.doctor()
    slot = await clinic.slot(doctor)
    await book(clinic, slot)
    with pytest.raises(SlotTaken) as refusal:
        await do(clinic, withdraw_slot, doctor.id, slot.id)
    assert refusal.value.doctor_id == doctor.id


async def test_a_held_slot_is_taken_until_the_hold_lapses(clinic: Clinic):
    doctor = await clinic.doctor()
    slot = await clinic.slot(doctor)
    await hold(clinic, slot)
    with pytest.raises(SlotTaken):
        await do(clinic, withdraw_slot, doctor.id, slot.id)
    clinic.now += timedelta(minutes=5)
    await do(clinic, withdraw_slot, doctor.id, slot.id)
    assert (await clinic.row("slots", slot.id)).held_by is None


async def test_what_is_unknown_withdrawn_begun_or_anothers_is_not_found(clinic: Clinic):
    doctor = await clinic.doctor()
    withdrawn, begun, booked_and_begun = await clinic.slots(doctor, 3)
    anothers = await clinic.slot(await clinic.doctor())
    await book(clinic, booked_and_begun)
    await do(clinic, withdraw_slot, doctor.id, withdrawn.id)
    before = await told(clinic, doctor)
    clinic.now = booked_and_begun.starts_at
    for id in uuid4(), withdrawn.id, begun.id, booked_and_begun.id, anothers.id:
        with pytest.raises(SlotNotFound):
            await do(clinic, withdraw_slot, doctor.id, id)
    assert await told(clinic, doctor) == before
