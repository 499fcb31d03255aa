"""A doctor replaces the weekly template; slots follow it. It is Tuesday, 09:00 in São Paulo, 12:00 UTC."""

from datetime import date, timedelta
from typing import Any

import pytest

from domain.availability.rules import WeeklyRule
from domain.doctors.models import NEVER, Doctor
from domain.errors import InvalidInput
from domain.slots.add_absence import add_absence
from domain.slots.set_availability import set_availability
from domain.slots.withdraw import withdraw_slot
from tests.clinic import Clinic
from tests.domain.slots.agenda import HORIZON, agenda, book, do, follow, hold, hours, mornings, overlaps, told


async def test_slots_are_published_up_to_the_horizon_as_soon_as_the_template_is_set(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    slots = await agenda(clinic, doctor)
    assert await hours(clinic, doctor, 1) == ["12:00", "13:00", "14:00"]
    assert len(slots) == 13 * 3 + 2  # today, the visit at nine has begun
    assert {(s.status, s.origin, s.ends_at - s.starts_at) for s in slots} == {
        ("FREE", "TEMPLATE", timedelta(minutes=50))
    }
    row = await clinic.row("doctors", doctor.id)
    assert row.published_until == date(2026, 12, 1) + timedelta(days=HORIZON)
    assert row.next_slot_at == slots[0].starts_at == clinic.now + timedelta(hours=1)


async def test_every_slot_that_comes_is_told_of_once(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    slots = await agenda(clinic, doctor)
    assert sorted(await told(clinic, doctor)) == sorted(("SlotPublished", slot.id) for slot in slots)


async def test_an_identical_template_sent_again_changes_nothing(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    rules = "SELECT * FROM availability_rules WHERE doctor_id = $1 ORDER BY id"
    before = [await agenda(clinic, doctor), await clinic.fetch(rules, doctor.id), await told(clinic, doctor)]
    await follow(clinic, doctor, mornings()[::-1])
    after = [await agenda(clinic, doctor), await clinic.fetch(rules, doctor.id), await told(clinic, doctor)]
    assert before == after


async def test_slots_that_the_new_template_does_not_contain_exactly_are_withdrawn(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    first = await agenda(clinic, doctor)
    longer_on_sundays = mornings("10:00", "12:00")[:-1] + mornings("10:00", "12:00", 55, 5)[-1:]
    await follow(clinic, doctor, longer_on_sundays)
    gone = await agenda(clinic, doctor, "WITHDRAWN")
    assert {slot.withdrawn_for for slot in gone} == {"TEMPLATE"}
    assert len(gone) == 13 + 2 * 2  # nine o'clock on thirteen days, and the other two of both Sundays
    kept = {slot.id for slot in first} - {slot.id for slot in gone}
    assert kept < {slot.id for slot in await agenda(clinic, doctor)}
    assert {kind for kind, slot in await told(clinic, doctor) if slot in {s.id for s in gone}} == {
        "SlotPublished",
        "SlotWithdrawn",
    }


async def test_an_empty_template_withdraws_every_free_slot_of_the_old_one(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    await follow(clinic, doctor, [])
    assert await agenda(clinic, doctor) == []
    assert (await clinic.row("doctors", doctor.id)).next_slot_at == NEVER


async def test_slots_that_are_booked_held_or_extra_are_never_touched(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    booked, held, lapsed = (await agenda(clinic, doctor))[:3]
    extra = await clinic.slot(doctor, timedelta(days=3, hours=6))
    await book(clinic, booked)
    await hold(clinic, held)
    await hold(clinic, lapsed, timedelta())
    await follow(clinic, doctor, [])
    assert [slot.id for slot in await agenda(clinic, doctor)] == [booked.id, held.id, extra.id]
    gone = await clinic.row("slots", lapsed.id)
    assert (gone.status, gone.held_by, gone.held_until) == ("WITHDRAWN", None, None)


async def test_what_has_begun_stays_as_it_was(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    first = (await agenda(clinic, doctor))[0]
    clinic.now = first.starts_at
    await follow(clinic, doctor, [])
    assert [slot.id for slot in await agenda(clinic, doctor)] == [first.id]


async def test_new_visits_leave_out_what_overlaps_a_live_slot(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    booked = next(s for s in await agenda(clinic, doctor) if s.starts_at == clinic.now + timedelta(days=1))
    await book(clinic, booked)  # 12:00 to 12:50 UTC
    await follow(clinic, doctor, mornings("09:30", "12:30"))
    assert await hours(clinic, doctor, 1) == ["12:00", "13:30", "14:30"]
    assert await hours(clinic, doctor, 2) == ["12:30", "13:30", "14:30"]
    assert await overlaps(clinic, doctor) == 0


async def test_new_visits_leave_out_absences(clinic: Clinic):
    doctor = await clinic.doctor()
    away = clinic.now + timedelta(days=1, minutes=50), clinic.now + timedelta(days=1, minutes=70)
    await do(clinic, add_absence, doctor.id, *away, None)
    await follow(clinic, doctor, mornings())
    assert await hours(clinic, doctor, 1) == ["12:00", "14:00"]


async def test_new_visits_leave_out_what_the_doctor_withdrew_by_hand(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    by_hand = next(s for s in await agenda(clinic, doctor) if s.starts_at > clinic.now + timedelta(days=1))
    await do(clinic, withdraw_slot, doctor.id, by_hand.id)
    await follow(clinic, doctor, mornings())
    assert await hours(clinic, doctor, 1) == ["12:00", "14:00"]
    await follow(clinic, doctor, mornings("09:30", "12:30"))
    assert await hours(clinic, doctor, 1) == ["14:30"]


async def test_a_template_that_comes_back_brings_its_own_slots_back(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    before = await agenda(clinic, doctor)
    await follow(clinic, doctor, mornings("09:30", "12:30"))
    await follow(clinic, doctor, mornings())
    assert await agenda(clinic, doctor) == before
    assert [kind for kind, slot in await told(clinic, doctor) if slot == before[0].id] == [
        "SlotPublished",
        "SlotWithdrawn",
        "SlotPublished",
    ]


async def test_a_farther_horizon_of_old_still_follows_the_template(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings(), horizon_days=20)
    await follow(clinic, doctor, mornings("09:30", "12:30"), horizon_days=5)
    assert await hours(clinic, doctor, 19) == ["12:30", "13:30", "14:30"]


async def test_the_template_is_in_the_doctors_time_zone(clinic: Clinic):
    doctor = await clinic.doctor(time_zone="America/Manaus")
    await follow(clinic, doctor, mornings())
    assert await hours(clinic, doctor, 1) == ["13:00", "14:00", "15:00"]


async def test_the_slots_of_other_doctors_stay(clinic: Clinic):
    one, other = await clinic.doctor(), await clinic.doctor()
    await follow(clinic, one, mornings())
    await follow(clinic, other, mornings())
    await follow(clinic, one, [])
    assert len(await agenda(clinic, other)) == 41


async def test_a_template_that_cannot_be_kept_changes_nothing(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    before = await agenda(clinic, doctor)
    with pytest.raises(InvalidInput):
        await follow(clinic, doctor, mornings() * 2)
    assert await agenda(clinic, doctor) == before


async def test_sixty_days_of_twenty_visits_take_as_many_statements_as_a_week_of_three(clinic: Clinic):
    few = await _statements(clinic, await clinic.doctor(), mornings(), 7)
    busy = await clinic.doctor()
    many = await _statements(clinic, busy, mornings("08:00", "18:00", 25, 5), 60)
    assert few == many <= 12
    assert len(await agenda(clinic, busy)) == 59 * 20 + 17  # today, what starts after nine o'clock


async def _statements(clinic: Clinic, doctor: Doctor, rules: list[WeeklyRule], horizon: int) -> int:
    async def work(tx: Any) -> int:
        counting: Any = Counting(tx)
        await set_availability(counting, doctor.id, rules, horizon, clinic.now)
        return int(counting.statements)

    return await clinic.database.write(work)


class Counting:
    """A transaction that counts what it is asked."""

    def __init__(self, tx: Any) -> None:
        self.add, self.trace, self._tx, self.statements = tx.add, tx.trace, tx, 0

    async def rows(self, *arguments: Any, **binds: Any) -> list[Any]:
        self.statements += 1
        return list(await self._tx.rows(*arguments, **binds))

    async def run(self, *arguments: Any, **binds: Any) -> int:
        self.statements += 1
        return int(await self._tx.run(*arguments, **binds))
