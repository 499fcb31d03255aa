"""A doctor publishes extra slots by hand."""

from datetime import timedelta

import pytest

from domain.availability.rules import Visit
from domain.errors import Invalid, InvalidInput
from domain.slots.add_absence import add_absence
from domain.slots.errors import SlotInThePast, SlotsOverlap
from domain.slots.publish import publish_slots
from domain.slots.withdraw import withdraw_slot
from tests.clinic import Clinic
from tests.domain.slots.agenda import agenda, book, do, follow, mornings, told

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def at(clinic: Clinic, start: timedelta, length: timedelta = timedelta(minutes=50)) -> Visit:
    """A time, counted from now."""
    return Visit(clinic.now + start, clinic.now + start + length)


async def wrong_with(clinic: Clinic, *slots: Visit) -> list[Invalid]:
    doctor = await clinic.doctor()
    with pytest.raises(InvalidInput) as refusal:
        await do(clinic, publish_slots, doctor.id, slots)
    assert await agenda(clinic, doctor) == []
    return refusal.value.fields


async def test_extra_slots_are_published_in_the_order_given(clinic: Clinic):
    doctor = await clinic.doctor()
    times = [at(clinic, DAY + 2 * HOUR), at(clinic, DAY), at(clinic, DAY + HOUR)]
    ids = await do(clinic, publish_slots, doctor.id, times)
    slots = {slot.id: slot for slot in await agenda(clinic, doctor)}
    assert [(slots[id].starts_at, slots[id].ends_at) for id in ids] == times
    assert {(slot.status, slot.origin) for slot in slots.values()} == {("FREE", "EXTRA")}
    assert await told(clinic, doctor) == [("SlotPublished", id) for id in ids]
    assert (await clinic.row("doctors", doctor.id)).next_slot_at == clinic.now + DAY


async def test_two_hundred_slots_at_once_are_taken_and_one_more_is_not(clinic: Clinic):
    times = [at(clinic, DAY + n * HOUR) for n in range(201)]
    doctor = await clinic.doctor()
    assert len(await do(clinic, publish_slots, doctor.id, times[:200])) == 200
    assert await wrong_with(clinic, *times) == [("slots", "too_many")]


async def test_no_slots_are_no_input(clinic: Clinic):
    assert await wrong_with(clinic) == [("slots", "required")]


async def test_all_that_is_wrong_is_said_at_once(clinic: Clinic):
    assert await wrong_with(
        clinic,
        at(clinic, DAY, timedelta(minutes=4)),
        at(clinic, 2 * DAY, 8 * HOUR + timedelta(minutes=1)),
        at(clinic, 3 * DAY, timedelta()),
        at(clinic, 4 * DAY, -HOUR),
        at(clinic, 5 * DAY + timedelta(seconds=1), 8 * HOUR - timedelta(seconds=1)),
        at(clinic, 6 * DAY, timedelta(minutes=50, microseconds=1)),
        at(clinic, 366 * DAY + timedelta(minutes=1)),
        at(clinic, 7 * DAY + HOUR, 2 * HOUR),
        at(clinic, 7 * DAY, 2 * HOUR),
        at(clinic, 7 * DAY + 3 * HOUR),
    ) == [
        ("slots.0.endsAt", "visit_minutes"),
        ("slots.1.endsAt", "visit_minutes"),
        ("slots.2.endsAt", "end_before_start"),
        ("slots.3.endsAt", "end_before_start"),
        ("slots.4.startsAt", "whole_minutes"),
        ("slots.5.endsAt", "whole_minutes"),
        ("slots.6.startsAt", "too_far"),
        ("slots.7", "overlap"),
    ]


async def test_the_bounds_themselves_are_taken(clinic: Clinic):
    doctor = await clinic.doctor()
    times = [at(clinic, DAY, timedelta(minutes=5)), at(clinic, 2 * DAY, 8 * HOUR), at(clinic, 366 * DAY)]
    assert len(await do(clinic, publish_slots, doctor.id, times)) == 3


@pytest.mark.parametrize("start", [timedelta(), -HOUR, -400 * DAY])
async def test_a_slot_starts_ahead_of_now(clinic: Clinic, start: timedelta):
    doctor = await clinic.doctor()
    with pytest.raises(SlotInThePast):
        await do(clinic, publish_slots, doctor.id, [at(clinic, DAY), at(clinic, start)])
    assert await agenda(clinic, doctor) == []


async def test_slots_in_the_way_are_named_and_nothing_is_published(clinic: Clinic):
    doctor = await clinic.doctor()
    free, booked, _ = await clinic.slots(doctor, 3)
    await book(clinic, booked)
    with pytest.raises(SlotsOverlap) as refusal:
        await do(clinic, publish_slots, doctor.id, [at(clinic, 3 * DAY), at(clinic, DAY, 90 * HOUR / 60)])
    assert refusal.value.conflicts == [free.id, booked.id]
    assert len(await agenda(clinic, doctor)) == 3


async def test_slots_that_touch_others_are_not_in_their_way(clinic: Clinic):
    doctor = await clinic.doctor()
    await clinic.slots(doctor, 2)
    assert await do(clinic, publish_slots, doctor.id, [at(clinic, DAY + HOUR * 5 / 6, HOUR / 6)])


async def test_slots_of_other_doctors_are_not_in_the_way(clinic: Clinic):
    await clinic.slot(await clinic.doctor())
    doctor = await clinic.doctor()
    assert await do(clinic, publish_slots, doctor.id, [at(clinic, DAY)])


async def test_a_withdrawn_slot_does_not_stand_in_the_way(clinic: Clinic):
    doctor = await clinic.doctor()
    slot = await clinic.slot(doctor)
    await do(clinic, withdraw_slot, doctor.id, slot.id)
    [again] = await do(clinic, publish_slots, doctor.id, [at(clinic, DAY)])
    assert again != slot.id


async def test_a_doctor_who_is_away_may_still_publish_by_hand(clinic: Clinic):
    doctor = await clinic.doctor()
    await do(clinic, add_absence, doctor.id, clinic.now, clinic.now + 2 * DAY, None)
    assert await do(clinic, publish_slots, doctor.id, [at(clinic, DAY)])


async def test_the_template_makes_room_for_an_extra_slot(clinic: Clinic):
    doctor = await clinic.doctor()
    await do(clinic, publish_slots, doctor.id, [at(clinic, DAY + HOUR / 2)])
    await follow(clinic, doctor, mornings())
    starts = [slot.starts_at - clinic.now - DAY for slot in await agenda(clinic, doctor)]
    assert [start for start in starts if timedelta() <= start < 3 * HOUR] == [HOUR / 2, 2 * HOUR]
