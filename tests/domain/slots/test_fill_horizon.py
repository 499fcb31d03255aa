"""The nightly job keeps the horizon full."""

from datetime import timedelta

from domain.slots.add_absence import add_absence
from domain.slots.fill_horizon import fill_horizon
from domain.slots.list_behind import list_doctors_behind
from domain.slots.withdraw import withdraw_slot
from tests.clinic import Clinic
from tests.domain.slots.agenda import HORIZON, agenda, do, follow, hours, mornings, told


async def test_a_night_later_one_more_day_is_published(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    clinic.now += timedelta(days=1)
    assert await do(clinic, fill_horizon, doctor.id, HORIZON) == 3
    assert await hours(clinic, doctor, HORIZON - 1) == ["12:00", "13:00", "14:00"]
    assert await hours(clinic, doctor, HORIZON) == []


async def test_filling_twice_publishes_once(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    clinic.now += timedelta(days=1)
    await do(clinic, fill_horizon, doctor.id, HORIZON)
    before = await told(clinic, doctor)
    assert await do(clinic, fill_horizon, doctor.id, HORIZON) == 0
    assert await told(clinic, doctor) == before


async def test_days_of_downtime_are_caught_up_with(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    clinic.now += timedelta(days=10)
    assert await do(clinic, fill_horizon, doctor.id, HORIZON) == 10 * 3


async def test_downtime_longer_than_the_horizon_publishes_nothing_in_the_past(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    clinic.now += timedelta(days=30)
    assert await do(clinic, fill_horizon, doctor.id, HORIZON) == 13 * 3 + 2
    assert await hours(clinic, doctor, -1) == []
    assert (await clinic.row("doctors", doctor.id)).next_slot_at == clinic.now + timedelta(hours=1)


async def test_what_was_taken_back_on_days_that_were_published_stays_so(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    last = (await agenda(clinic, doctor))[-1]
    await do(clinic, withdraw_slot, doctor.id, last.id)
    clinic.now += timedelta(days=1)
    await do(clinic, fill_horizon, doctor.id, HORIZON)
    assert await hours(clinic, doctor, HORIZON - 2) == ["12:00", "13:00"]


async def test_a_day_that_comes_within_the_horizon_during_an_absence_stays_empty(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    away = clinic.now + timedelta(days=HORIZON - 1), clinic.now + timedelta(days=HORIZON + 5)
    await do(clinic, add_absence, doctor.id, *away, None)
    clinic.now += timedelta(days=1)
    assert await do(clinic, fill_horizon, doctor.id, HORIZON) == 0


async def test_a_longer_horizon_is_filled(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    assert await do(clinic, fill_horizon, doctor.id, HORIZON + 2) == 6


async def test_a_doctor_without_a_template_gets_no_slots(clinic: Clinic):
    doctor = await clinic.doctor()
    assert await do(clinic, fill_horizon, doctor.id, HORIZON) == 0


async def test_doctors_behind_are_listed_in_batches_until_they_are_filled(clinic: Clinic, empty: None):
    doctors = sorted([await clinic.doctor() for _ in range(5)], key=lambda doctor: doctor.id)
    await clinic.doctor(name="Without a template")
    for doctor in doctors:
        await follow(clinic, doctor, mornings())
    assert await do(clinic, _behind) == []
    clinic.now += timedelta(days=1)
    assert await do(clinic, _behind) == [doctor.id for doctor in doctors]
    batch = await clinic.database.write(
        lambda tx: list_doctors_behind(tx, HORIZON, clinic.now, after=doctors[1].id, most=2)
    )
    assert batch == [doctors[2].id, doctors[3].id]
    await do(clinic, fill_horizon, doctors[0].id, HORIZON)
    assert await do(clinic, _behind) == [doctor.id for doctor in doctors[1:]]


async def test_a_doctor_is_behind_once_the_day_changes_on_the_doctors_calendar(clinic: Clinic, empty: None):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    midnight = clinic.now + timedelta(hours=15)  # 03:00 UTC, midnight in São Paulo
    clinic.now = midnight - timedelta(seconds=1)
    assert await do(clinic, _behind) == []
    clinic.now = midnight
    assert await do(clinic, _behind) == [doctor.id]


async def _behind(tx, now):
    return await list_doctors_behind(tx, HORIZON, now)
