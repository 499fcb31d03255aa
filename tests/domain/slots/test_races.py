"""Many at once: a slot goes to one patient, and a doctor's slots never overlap."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from domain.availability.rules import Visit
from domain.slots.add_absence import add_absence
from domain.slots.errors import SlotNotFound, SlotsOverlap, SlotTaken
from domain.slots.fill_horizon import fill_horizon
from domain.slots.hold import hold_slot
from domain.slots.lapse_holds import lapse_holds
from domain.slots.publish import publish_slots
from domain.slots.release import release_slot
from domain.slots.remove_absence import remove_absence
from domain.slots.set_availability import set_availability
from domain.slots.withdraw import withdraw_slot
from domain.transaction import Transaction
from tests.clinic import Clinic
from tests.domain.slots.agenda import HORIZON, agenda, do, follow, mornings, overlaps, told

OWN_LOCKS = text("SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


async def at_once(*tries: Awaitable[Any]) -> Counter[str]:
    """How often each came out: `done`, or a refusal's name."""
    results = await asyncio.gather(*tries, return_exceptions=True)
    return Counter(type(r).__name__ if isinstance(r, BaseException) else "done" for r in results)


@pytest.mark.parametrize("use_case", ["set", "fill", "publish", "withdraw", "away", "back", "hold"])
async def test_what_makes_or_takes_slots_does_it_under_the_doctors_lock(clinic: Clinic, use_case: str):
    doctor, patient = await clinic.doctor(), await clinic.patient()
    slot = await clinic.slot(doctor)
    day = clinic.now + 2 * DAY, clinic.now + 3 * DAY
    absence = await do(clinic, add_absence, doctor.id, *day, None)
    use_cases: dict[str, Callable[[Transaction], Awaitable[Any]]] = {
        "set": lambda tx: set_availability(tx, doctor.id, mornings(), HORIZON, clinic.now),
        "fill": lambda tx: fill_horizon(tx, doctor.id, HORIZON, clinic.now),
        "publish": lambda tx: publish_slots(tx, doctor.id, [Visit(day[0], day[0] + HOUR)], clinic.now),
        "withdraw": lambda tx: withdraw_slot(tx, doctor.id, slot.id, clinic.now),
        "away": lambda tx: add_absence(tx, doctor.id, *day, None, clinic.now),
        "back": lambda tx: remove_absence(tx, doctor.id, absence, HORIZON, clinic.now),
        "hold": lambda tx: hold_slot(tx, patient.id, slot.id, clinic.now),
    }

    async def locked(tx: Transaction) -> int:
        await use_cases[use_case](tx)
        return len(await tx.rows(OWN_LOCKS))

    assert await clinic.database.write(locked) == (2 if use_case == "hold" else 1)


async def test_thirty_patients_race_to_hold_one_slot_and_one_does(clinic: Clinic):
    doctor = await clinic.doctor()
    slot = await clinic.slot(doctor)
    patients = [await clinic.patient() for _ in range(30)]
    came_out = await at_once(*(do(clinic, hold_slot, patient.id, slot.id) for patient in patients))
    assert came_out == {"done": 1, "SlotTaken": 29}
    assert len(await told(clinic, doctor)) == 1


async def test_one_patient_who_holds_many_slots_at_once_keeps_one(clinic: Clinic):
    patient = await clinic.patient()
    doctors = [await clinic.doctor() for _ in range(5)]
    slots = [slot for doctor in doctors for slot in await clinic.slots(doctor, 3)]
    assert await at_once(*(do(clinic, hold_slot, patient.id, slot.id) for slot in slots)) == {"done": 15}
    held = await clinic.fetch("SELECT id, doctor_id FROM slots WHERE held_by = $1", patient.id)
    assert len(held) == 1
    kinds = Counter([kind for doctor in doctors for kind, _ in await told(clinic, doctor)])
    assert kinds == {"SlotHeld": 15, "SlotReleased": 14}


async def test_patients_who_swap_lapsed_holds_do_not_wait_in_a_circle(clinic: Clinic):
    pairs = [(await clinic.slot(await clinic.doctor()), await clinic.patient()) for _ in range(8)]
    for slot, patient in pairs:
        await do(clinic, hold_slot, patient.id, slot.id)
    for _ in range(5):
        clinic.now += HOUR / 6
        pairs = [(pairs[n - 1][0], patient) for n, (_, patient) in enumerate(pairs)]
        came_out = await at_once(*(do(clinic, hold_slot, patient.id, slot.id) for slot, patient in pairs))
        assert came_out == {"done": 8}


async def test_a_template_that_changes_while_patients_hold_leaves_no_overlap_and_no_error(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    slots = (await agenda(clinic, doctor))[:20]
    patients = [await clinic.patient() for _ in range(20)]
    templates = [mornings("09:00", "12:00", 50 - n % 5, 10) for n in range(10)]
    changing = [follow(clinic, doctor, template) for template in templates]
    holding = [do(clinic, hold_slot, p.id, slot.id) for p, slot in zip(patients, slots, strict=True)]
    mixed = [work for pair in zip(holding[::2], holding[1::2], changing, strict=True) for work in pair]
    came_out = await at_once(*mixed)
    assert set(came_out) <= {"done", SlotNotFound.__name__}
    assert came_out["done"] >= 10
    assert await overlaps(clinic, doctor) == 0


async def test_doctors_who_publish_overlapping_slots_at_once_publish_one_of_them(clinic: Clinic):
    doctor = await clinic.doctor()
    start = clinic.now + DAY
    times = [Visit(start + n * HOUR / 20, start + n * HOUR / 20 + HOUR) for n in range(10)]
    came_out = await at_once(*(do(clinic, publish_slots, doctor.id, [time]) for time in times))
    assert came_out == {"done": 1, SlotsOverlap.__name__: 9}
    assert await overlaps(clinic, doctor) == 0


async def test_a_slot_is_held_or_withdrawn_never_both(clinic: Clinic):
    doctor = await clinic.doctor()
    slots = await clinic.slots(doctor, 10)
    patients = [await clinic.patient() for _ in slots]
    holding = [do(clinic, hold_slot, p.id, slot.id) for p, slot in zip(patients, slots, strict=True)]
    taking_back = [do(clinic, withdraw_slot, doctor.id, slot.id) for slot in slots]
    await at_once(*(work for pair in zip(holding, taking_back, strict=True) for work in pair))
    rows = await agenda(clinic, doctor, "FREE", "WITHDRAWN")
    assert all((row.status == "WITHDRAWN") != (row.held_by is not None) for row in rows)


async def test_a_doctor_does_everything_at_once_while_patients_come_and_go(clinic: Clinic):
    doctor = await clinic.doctor()
    await follow(clinic, doctor, mornings())
    slots = (await agenda(clinic, doctor))[:12]
    patients = [await clinic.patient() for _ in slots]
    absence = await do(clinic, add_absence, doctor.id, clinic.now + DAY, clinic.now + 2 * DAY, None)
    odd = clinic.now + 3 * DAY + HOUR / 2
    came_out = await at_once(
        *(do(clinic, hold_slot, p.id, slot.id) for p, slot in zip(patients, slots, strict=True)),
        follow(clinic, doctor, mornings("09:30", "12:30")),
        do(clinic, publish_slots, doctor.id, [Visit(odd, odd + HOUR)]),
        do(clinic, remove_absence, doctor.id, absence, HORIZON),
        do(clinic, withdraw_slot, doctor.id, slots[-1].id),
        do(clinic, add_absence, doctor.id, clinic.now + 4 * DAY, clinic.now + 5 * DAY, None),
        do(clinic, fill_horizon, doctor.id, HORIZON + 7),
        do(clinic, lapse_holds),
        follow(clinic, doctor, mornings()),
        *(do(clinic, release_slot, p.id, slot.id) for p, slot in zip(patients, slots, strict=True)),
        *(do(clinic, hold_slot, p.id, slot.id) for p, slot in zip(patients, slots[::-1], strict=True)),
    )
    assert set(came_out) <= {"done", SlotNotFound.__name__, SlotTaken.__name__, SlotsOverlap.__name__}
    assert await overlaps(clinic, doctor) == 0
