"""The periodic jobs, each with a clock that a test sets."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfoNotFoundError

import pytest

from domain.availability.models import Weekday
from domain.availability.rules import WeeklyRule
from domain.event_log import number_events
from domain.slots.fill_horizon import fill_horizon
from domain.slots.hold import hold_slot
from domain.slots.set_availability import set_availability
from domain.terms import Terms
from tests.clinic import Clinic
from workers.jobs.expire_requests import expire_requests
from workers.jobs.fill_horizons import fill_horizons
from workers.jobs.prune import prune
from workers.jobs.watch_the_clock import watch_the_clock
from workers.resources import Resources

WEEK = [WeeklyRule(day, time(9), time(12)) for day in Weekday]


def at(clinic: Clinic, instant: datetime, terms: Terms | None = None) -> dict[str, Any]:
    """A job's context at that time."""
    return {"resources": Resources(clinic.database, terms or Terms(), lambda: instant)}


async def works_every_day(clinic: Clinic, doctor_id: UUID) -> None:
    """Three visits a day, published ten days ahead."""
    await clinic.database.write(lambda tx: set_availability(tx, doctor_id, WEEK, 10, clinic.now))


@pytest.mark.usefixtures("empty")
async def test_requests_that_lapsed_while_no_worker_ran_are_closed_and_their_slots_free(clinic: Clinic):
    doctor = await clinic.doctor()
    slots = await clinic.slots(doctor, 3, timedelta(days=10))
    for slot in slots:
        await clinic.book(slot, await clinic.patient())
    assert await expire_requests(at(clinic, clinic.now + timedelta(hours=23))) == 0
    assert await expire_requests(at(clinic, clinic.now + timedelta(days=3))) == 3
    rows = await clinic.fetch(
        "SELECT a.status, s.status AS slot FROM appointments a JOIN slots s ON s.id = slot_id"
    )
    assert {(row.status, row.slot) for row in rows} == {("EXPIRED", "FREE")}


@pytest.mark.usefixtures("empty")
async def test_the_horizon_is_filled_after_downtime_for_every_doctor(clinic: Clinic):
    doctors = [await clinic.doctor() for _ in range(3)]
    for doctor in doctors:
        await works_every_day(clinic, doctor.id)
    later = at(clinic, clinic.now + timedelta(days=7), Terms(horizon_days=10))
    assert await fill_horizons(later) == 3 * 7 * 3
    assert await fill_horizons(later) == 0


@pytest.mark.usefixtures("empty")
async def test_one_doctors_trouble_does_not_keep_the_others_days_from_being_published(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
):
    troubled, healthy = await clinic.doctor(), await clinic.doctor()
    for doctor in (troubled, healthy):
        await works_every_day(clinic, doctor.id)

    async def fill(tx, doctor_id, *known):
        if doctor_id == troubled.id:
            raise ZoneInfoNotFoundError(doctor_id)
        return await fill_horizon(tx, doctor_id, *known)

    monkeypatch.setattr("workers.jobs.fill_horizons.fill_horizon", fill)
    assert await fill_horizons(at(clinic, clinic.now + timedelta(days=1), Terms(horizon_days=10))) == 3


@pytest.mark.usefixtures("empty")
async def test_a_hold_lapses_and_a_doctor_whose_slot_began_moves_on(clinic: Clinic):
    doctor, patient = await clinic.doctor(), await clinic.patient()
    first, second = await clinic.slots(doctor, 2)
    await clinic.database.write(lambda tx: hold_slot(tx, patient.id, first.id, clinic.now))
    assert await watch_the_clock(at(clinic, clinic.now + timedelta(minutes=4))) == 0
    assert await watch_the_clock(at(clinic, clinic.now + timedelta(minutes=5))) == 1
    assert await watch_the_clock(at(clinic, first.starts_at)) == 1
    assert (await clinic.row("doctors", doctor.id)).next_slot_at == second.starts_at


@pytest.mark.usefixtures("empty")
async def test_keys_that_nobody_repeats_any_more_are_forgotten_and_their_appointments_stay(clinic: Clinic):
    doctor, patient = await clinic.doctor(), await clinic.patient()
    slot = await clinic.slot(doctor, timedelta(days=50))
    await clinic.book(slot, patient, idempotency_key="a-key-of-mine")
    assert await prune(at(clinic, clinic.now + timedelta(days=29))) == 0
    assert await prune(at(clinic, clinic.now + timedelta(days=31))) == 1
    assert len(await clinic.fetch("SELECT 1 FROM appointments")) == 1


@pytest.mark.usefixtures("empty")
async def test_events_are_kept_for_seven_days_and_the_newest_for_ever(clinic: Clinic):
    doctor, patient = await clinic.doctor(), await clinic.patient()
    for slot in await clinic.slots(doctor, 3, timedelta(days=20)):
        await clinic.book(slot, patient)
    published = await clinic.database.write(lambda tx: number_events(tx, 100))
    assert await prune(at(clinic, clinic.now + timedelta(days=6))) == 0
    assert await prune(at(clinic, clinic.now + timedelta(days=8))) == len(published) - 1
    kept = await clinic.fetch("SELECT position FROM events")
    assert [row.position for row in kept] == [published[-1].position]
