"""A doctor is away, and is not after all."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from domain.availability.errors import AbsenceNotFound
from domain.availability.rules import Visit
from domain.errors import InvalidInput
from domain.slots.add_absence import add_absence
from domain.slots.publish import publish_slots
from domain.slots.remove_absence import remove_absence
from domain.slots.withdraw import withdraw_slot
from tests.clinic import Clinic
from tests.domain.slots.agenda import HORIZON, agenda, book, do, follow, hold, hours, mornings, overlaps, told

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


async def away(clinic: Clinic, doctor_id: UUID, start: timedelta, end: timedelta) -> UUID:
    """An absence, counted from now."""
    return await do(clinic, add_absence, doctor_id, clinic.now + start, clinic.now + end, None)


async def back(clinic: Clinic, doctor_id: UUID, absence_id: UUID) -> None:
    await do(clinic, remove_absence, doctor_id, absence_id, HORIZON)


async def test_free_slots_inside_or_overlapping_are_withdrawn(clinic: Clinic):
    doctor = await clinic.doctor()
    slots = await clinic.slots(doctor, 4)  # 24:00, 25:00, 26:00, 27:00 from now
    await away(clinic, doctor.id, DAY + timedelta(minutes=49), DAY + 2 * HOUR + timedelta(minutes=1))
    rows = [await clinic.row("slots", slot.id) for slot in slots]
    assert [row.status for row in rows] == ["WITHDRAWN", "WITHDRAWN", "WITHDRAWN", "FREE"]
    assert {row.withdrawn_for for row in rows[:3]} == {"ABSENCE"}
    assert sorted(await told(clinic, doctor)) == sorted(("SlotWithdrawn", slot.id) for slot in slots[:3])
    assert (await clinic.row("doctors", doctor.id)).next_slot_at == slots[3].starts_at


async def test_an_absence_that_only_touches_a_slot_leaves_it(clinic: Clinic):
    doctor = await clinic.doctor()
    await clinic.slots(doctor, 2)
    await away(clinic, doctor.id, DAY + timedelta(minutes=50), DAY + HOUR)
    assert len(await agenda(clinic, doctor)) == 2


async def test_booked_slots_stay_for_the_doctor_to_decide_on(clinic: Clinic):
    doctor = await clinic.doctor()
    slot = await clinic.slot(doctor)
    await book(clinic, slot)
    await away(clinic, doctor.id, timedelta(), 3 * DAY)
    assert (await clinic.row("slots", slot.id)).status == "BUSY"


async def test_a_hold_is_no_booking_and_ends(clinic: Clinic):
    doctor = await clinic.doctor()
    slot = await clinic.slot(doctor)
    await hold(clinic, slot)
    await away(clinic, doctor.id, timedelta(), 3 * DAY)
    row = await clinic.row("slots", slot.id)
    assert (row.status, row.held_by, row.held_until) == ("WITHDRAWN", None, None)


async def test_what_has_begun_stays_as_it_was(clinic: Clinic):
    doctor = await clinic.doctor()
    slot = await clinic.slot(doctor)
    clinic.now = slot.starts_at
    await away(clinic, doctor.id, -HOUR, HOUR)
    assert (await clinic.row("slots", slot.id)).status == "FREE"


async def test_the_absence_is_kept_with_its_note(clinic: Clinic):
    doctor = await clinic.doctor()
    id = await do(clinic, add_absence, doctor.id, clinic.now, clinic.now + DAY, " Congresso\r\nem Natal ")
    row = await clinic.row("absences", id)
    assert (row.doctor_id, row.starts_at, row.ends_at) == (doctor.id, clinic.now, clinic.now + DAY)
    assert row.note == "Congresso\nem Natal"


async def test_an_absence_that_cannot_be_kept_withdraws_nothing(clinic: Clinic):
    doctor = await clinic.doctor()
    await clinic.slot(doctor)
    with pytest.raises(InvalidInput):
        await do(clinic, add_absence, doctor.id, clinic.now, clinic.now + 400 * DAY, None)
    assert len(await agenda(clinic, doctor)) == 1


async def test_the_slots_of_other_doctors_stay(clinic: Clinic):
    doctor, other = await clinic.doctor(), await clinic.doctor()
    await clinic.slot(other)
    await away(clinic, doctor.id, timedelta(), 3 * DAY)
    assert len(await agenda(clinic, other)) == 1


async def test_a_removed_absence_gives_every_slot_back(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    await clinic.slot(doctor, DAY + 6 * HOUR)
    before = await agenda(clinic, doctor)
    absence = await away(clinic, doctor.id, DAY, 3 * DAY)
    gone = {slot.id for slot in before} - {slot.id for slot in await agenda(clinic, doctor)}
    assert len(gone) == 7
    await back(clinic, doctor.id, absence)
    assert await agenda(clinic, doctor) == before
    assert await clinic.row("absences", absence) is None
    assert {id for kind, id in (await told(clinic, doctor))[-7:] if kind == "SlotPublished"} == gone
    assert (await clinic.row("doctors", doctor.id)).next_slot_at == before[0].starts_at


async def test_the_visits_that_return_are_those_of_the_template_as_it_is_now(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    absence = await away(clinic, doctor.id, DAY, 2 * DAY)
    await follow(clinic, doctor, mornings("09:30", "12:30"))
    assert await hours(clinic, doctor, 1) == []
    await back(clinic, doctor.id, absence)
    assert await hours(clinic, doctor, 1) == ["12:30", "13:30", "14:30"]


async def test_nothing_outside_the_absence_returns(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    by_hand = next(s for s in await agenda(clinic, doctor) if s.starts_at > clinic.now + DAY)
    await do(clinic, withdraw_slot, doctor.id, by_hand.id)
    absence = await away(clinic, doctor.id, 2 * DAY, 3 * DAY)
    await back(clinic, doctor.id, absence)
    assert await hours(clinic, doctor, 1) == ["12:00", "14:00"]


async def test_what_was_withdrawn_by_hand_stays_withdrawn(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    extra = await clinic.slot(doctor, DAY + 6 * HOUR)
    by_hand = next(s for s in await agenda(clinic, doctor) if s.starts_at > clinic.now + DAY)
    for slot in extra, by_hand:
        await do(clinic, withdraw_slot, doctor.id, slot.id)
    absence = await away(clinic, doctor.id, DAY, 2 * DAY)
    await back(clinic, doctor.id, absence)
    assert await hours(clinic, doctor, 1) == ["12:00", "14:00"]


async def test_what_another_absence_covers_stays_withdrawn(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    extra = await clinic.slot(doctor, DAY + 6 * HOUR)
    one = await away(clinic, doctor.id, DAY, 2 * DAY)
    other = await away(clinic, doctor.id, DAY + 2 * HOUR, 2 * DAY)
    await back(clinic, doctor.id, one)
    assert await hours(clinic, doctor, 1) == ["12:00", "13:00"]
    await back(clinic, doctor.id, other)
    assert await hours(clinic, doctor, 1) == ["12:00", "13:00", "14:00", "18:00"]
    assert (await clinic.row("slots", extra.id)).status == "FREE"


async def test_what_overlaps_a_live_slot_stays_withdrawn(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    await clinic.slot(doctor, DAY + 6 * HOUR)
    absence = await away(clinic, doctor.id, DAY, 2 * DAY)
    for start in DAY + HOUR / 2, DAY + 6 * HOUR + HOUR / 2:
        time = clinic.now + start
        await do(clinic, publish_slots, doctor.id, [Visit(time, time + HOUR)])
    await back(clinic, doctor.id, absence)
    assert await hours(clinic, doctor, 1) == ["12:30", "14:00", "18:30"]
    assert await overlaps(clinic, doctor) == 0


async def test_of_two_extra_slots_that_overlap_the_one_published_last_returns(clinic: Clinic):
    doctor = await clinic.doctor()
    await clinic.slot(doctor, DAY)
    one = await away(clinic, doctor.id, timedelta(), DAY + HOUR)
    time = clinic.now + DAY + HOUR / 2
    [last] = await do(clinic, publish_slots, doctor.id, [Visit(time, time + HOUR)])
    other = await away(clinic, doctor.id, timedelta(), 2 * DAY)
    await back(clinic, doctor.id, one)
    assert await agenda(clinic, doctor) == []
    await back(clinic, doctor.id, other)
    assert [slot.id for slot in await agenda(clinic, doctor)] == [last]


async def test_an_extra_slot_that_has_begun_does_not_return(clinic: Clinic):
    doctor = await clinic.doctor()
    slot = await clinic.slot(doctor)
    absence = await away(clinic, doctor.id, timedelta(), 2 * DAY)
    clinic.now = slot.starts_at
    await back(clinic, doctor.id, absence)
    assert await agenda(clinic, doctor) == []


async def test_an_absence_that_is_unknown_or_anothers_is_not_found(clinic: Clinic):
    doctor, other = await clinic.doctor(), await clinic.doctor()
    absence = await away(clinic, other.id, timedelta(), DAY)
    for id in uuid4(), absence:
        with pytest.raises(AbsenceNotFound):
            await back(clinic, doctor.id, id)
    assert await clinic.row("absences", absence)


async def test_an_absence_is_removed_once(clinic: Clinic):
    doctor = await clinic.doctor()
    absence = await away(clinic, doctor.id, timedelta(), DAY)
    await back(clinic, doctor.id, absence)
    with pytest.raises(AbsenceNotFound):
        await back(clinic, doctor.id, absence)
