"""A patient keeps a free slot while filling in the form, lets go of it, or forgets it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from domain.slots.add_absence import add_absence
from domain.slots.errors import SlotInThePast, SlotNotFound, SlotTaken
from domain.slots.hold import hold_slot
from domain.slots.lapse_holds import lapse_holds
from domain.slots.release import release_slot
from domain.slots.withdraw import withdraw_slot
from tests.clinic import Clinic
from tests.domain.slots.agenda import book, do, hold, told

FIVE_MINUTES = timedelta(minutes=5)


async def test_a_hold_keeps_the_slot_for_five_minutes(clinic: Clinic):
    doctor, patient = await clinic.doctor(), await clinic.patient()
    slot = await clinic.slot(doctor)
    assert await do(clinic, hold_slot, patient.id, slot.id) == clinic.now + FIVE_MINUTES
    row = await clinic.row("slots", slot.id)
    assert (row.status, row.held_by, row.held_until) == ("FREE", patient.id, clinic.now + FIVE_MINUTES)
    assert await told(clinic, doctor) == [("SlotHeld", slot.id)]


async def test_the_event_of_a_hold_does_not_say_whose_it_is(clinic: Clinic):
    doctor, patient = await clinic.doctor(), await clinic.patient()
    slot = await clinic.slot(doctor)
    await do(clinic, hold_slot, patient.id, slot.id)
    [event] = await clinic.fetch("SELECT patient_id FROM events WHERE slot_id = $1", slot.id)
    assert event.patient_id is None


async def test_a_held_slot_is_taken_for_others_until_the_hold_lapses(clinic: Clinic):
    doctor, one, other = await clinic.doctor(), await clinic.patient(), await clinic.patient()
    slot = await clinic.slot(doctor)
    await do(clinic, hold_slot, one.id, slot.id)
    clinic.now += FIVE_MINUTES - timedelta(seconds=1)
    with pytest.raises(SlotTaken) as refusal:
        await do(clinic, hold_slot, other.id, slot.id)
    assert refusal.value.doctor_id == doctor.id
    clinic.now += timedelta(seconds=1)
    await do(clinic, hold_slot, other.id, slot.id)
    assert (await clinic.row("slots", slot.id)).held_by == other.id


async def test_holding_again_what_one_holds_renews_it(clinic: Clinic):
    doctor, patient = await clinic.doctor(), await clinic.patient()
    slot = await clinic.slot(doctor)
    await do(clinic, hold_slot, patient.id, slot.id)
    clinic.now += timedelta(minutes=4)
    assert await do(clinic, hold_slot, patient.id, slot.id) == clinic.now + FIVE_MINUTES
    assert (await clinic.row("slots", slot.id)).held_until == clinic.now + FIVE_MINUTES
    assert await told(clinic, doctor) == [("SlotHeld", slot.id)]


async def test_a_new_hold_ends_the_one_before_also_with_another_doctor(clinic: Clinic):
    one, other, patient = await clinic.doctor(), await clinic.doctor(), await clinic.patient()
    first, second = await clinic.slot(one), await clinic.slot(other)
    await do(clinic, hold_slot, patient.id, first.id)
    await do(clinic, hold_slot, patient.id, second.id)
    assert (await clinic.row("slots", first.id)).held_by is None
    assert (await clinic.row("slots", second.id)).held_by == patient.id
    assert await told(clinic, one) == [("SlotHeld", first.id), ("SlotReleased", first.id)]
    assert await told(clinic, other) == [("SlotHeld", second.id)]


async def test_a_hold_that_lapsed_long_ago_does_not_keep_its_patient_from_another(clinic: Clinic):
    doctor, patient = await clinic.doctor(), await clinic.patient()
    first, second = await clinic.slots(doctor, 2)
    await do(clinic, hold_slot, patient.id, first.id)
    clinic.now += timedelta(hours=1)
    await do(clinic, hold_slot, patient.id, second.id)
    assert (await clinic.row("slots", first.id)).held_by is None
    assert await told(clinic, doctor) == [("SlotHeld", first.id), ("SlotHeld", second.id)]


async def test_a_refused_hold_leaves_the_one_before(clinic: Clinic):
    doctor, patient = await clinic.doctor(), await clinic.patient()
    mine, booked = await clinic.slots(doctor, 2)
    await book(clinic, booked)
    await do(clinic, hold_slot, patient.id, mine.id)
    for slot, refusal in (booked.id, SlotTaken), (uuid4(), SlotNotFound):
        with pytest.raises(refusal):
            await do(clinic, hold_slot, patient.id, slot)
    assert (await clinic.row("slots", mine.id)).held_by == patient.id


async def test_what_is_unknown_withdrawn_or_of_an_unverified_doctor_is_not_found(clinic: Clinic):
    doctor, patient = await clinic.doctor(), await clinic.patient()
    withdrawn = await clinic.slot(doctor)
    await do(clinic, withdraw_slot, doctor.id, withdrawn.id)
    unverified = await clinic.slot(await clinic.doctor(verified_at=None))
    for id in uuid4(), withdrawn.id, unverified.id:
        with pytest.raises(SlotNotFound):
            await do(clinic, hold_slot, patient.id, id)


@pytest.mark.parametrize("booked", [False, True])
async def test_a_slot_that_has_begun_is_in_the_past(clinic: Clinic, booked: bool):
    patient = await clinic.patient()
    slot = await clinic.slot(await clinic.doctor())
    if booked:
        await book(clinic, slot)
    clinic.now = slot.starts_at
    with pytest.raises(SlotInThePast):
        await do(clinic, hold_slot, patient.id, slot.id)


async def test_a_hold_ends_when_the_doctor_is_away(clinic: Clinic):
    doctor, patient = await clinic.doctor(), await clinic.patient()
    slot = await clinic.slot(doctor)
    await do(clinic, hold_slot, patient.id, slot.id)
    await do(clinic, add_absence, doctor.id, clinic.now, clinic.now + timedelta(days=2), None)
    with pytest.raises(SlotNotFound):
        await do(clinic, hold_slot, patient.id, slot.id)
    with pytest.raises(SlotNotFound):
        await do(clinic, release_slot, patient.id, slot.id)


async def test_a_hold_does_not_move_the_doctor_in_the_list(clinic: Clinic):
    doctor, patient = await clinic.doctor(), await clinic.patient()
    first, _ = await clinic.slots(doctor, 2)
    await do(clinic, hold_slot, patient.id, first.id)
    assert (await clinic.row("doctors", doctor.id)).next_slot_at == first.starts_at


async def test_a_released_slot_is_free_for_everybody_at_once(clinic: Clinic):
    doctor, one, other = await clinic.doctor(), await clinic.patient(), await clinic.patient()
    slot = await clinic.slot(doctor)
    await do(clinic, hold_slot, one.id, slot.id)
    await do(clinic, release_slot, one.id, slot.id)
    assert (await told(clinic, doctor))[-1] == ("SlotReleased", slot.id)
    await do(clinic, hold_slot, other.id, slot.id)


async def test_only_ones_own_hold_can_be_released(clinic: Clinic):
    doctor, one, other = await clinic.doctor(), await clinic.patient(), await clinic.patient()
    held, free = await clinic.slots(doctor, 2)
    await do(clinic, hold_slot, one.id, held.id)
    for id in held.id, free.id, uuid4():
        with pytest.raises(SlotNotFound):
            await do(clinic, release_slot, other.id, id)
    clinic.now += FIVE_MINUTES
    with pytest.raises(SlotNotFound):  # it lapsed
        await do(clinic, release_slot, one.id, held.id)


async def test_holds_that_lapsed_are_written_down_and_told_of_once(clinic: Clinic, empty: None):
    doctor = await clinic.doctor()
    lapsed, held, _ = await clinic.slots(doctor, 3)
    await hold(clinic, lapsed)
    await hold(clinic, held, timedelta(minutes=6))
    clinic.now += FIVE_MINUTES
    assert await do(clinic, lapse_holds) == 1
    assert await do(clinic, lapse_holds) == 0
    assert await told(clinic, doctor) == [("SlotReleased", lapsed.id)]
    assert (await clinic.row("slots", held.id)).held_by is not None
