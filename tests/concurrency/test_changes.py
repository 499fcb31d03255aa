"""Both parties and the clock change a visit at once."""

import random
from collections.abc import Awaitable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from domain.appointments.errors import StatusConflict
from domain.appointments.expire import expire_requests
from domain.slots.errors import SlotTaken
from tests.clinic import Clinic
from tests.concurrency.together import at_once, kinds, must_make_sense
from tests.domain.appointments.visits import asked

pytestmark = pytest.mark.usefixtures("empty")
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize("seed", range(40))
async def test_one_of_cancel_confirm_reschedule_and_expire_wins(clinic: Clinic, seed: int):
    visit = await asked(clinic)
    slot = await clinic.slot(visit.doctor, timedelta(days=3))
    lapses_at = (await visit.row()).expires_at
    before = lapses_at - MOMENT
    steps: list[Awaitable[Any]] = [
        visit.cancel(before),
        visit.confirm(before),
        visit.reschedule(slot.id, before),
        visit.decline(before),
        expire_requests(clinic.database, lapses_at),
    ]
    random.Random(seed).shuffle(steps)
    outcomes = await at_once(*steps)
    refusals = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert {type(refusal) for refusal in refusals} == {StatusConflict}
    assert (await visit.row()).status in {"CANCELLED", "DECLINED", "EXPIRED"}
    assert 2 <= len(refusals) <= 4
    await must_make_sense(clinic, before)


@pytest.mark.parametrize("seed", range(20))
async def test_a_request_is_answered_or_lapses(clinic: Clinic, seed: int):
    visit = await asked(clinic)
    lapses_at = (await visit.row()).expires_at
    steps: list[Awaitable[Any]] = [
        visit.confirm(lapses_at - MOMENT),
        expire_requests(clinic.database, lapses_at),
    ]
    random.Random(seed).shuffle(steps)
    await at_once(*steps)
    assert len(await visit.steps()) == 2
    assert await visit.slot_status() == {"CONFIRMED": "BUSY", "EXPIRED": "FREE"}[(await visit.row()).status]


async def test_two_workers_expire_each_request_once(clinic: Clinic):
    visits = [await asked(clinic) for _ in range(30)]
    lapses_at = (await visits[0].row()).expires_at
    counts = await at_once(*(expire_requests(clinic.database, lapses_at, limit=10) for _ in range(3)))
    assert sum(counts) == 30
    await must_make_sense(clinic, lapses_at)


async def test_a_visit_moves_to_one_place(clinic: Clinic):
    for _ in range(10):
        visit = await asked(clinic)
        slots = await clinic.slots(visit.doctor, 4, timedelta(days=3))
        outcomes = await at_once(*(visit.reschedule(slot.id) for slot in slots))
        assert kinds(outcomes) == {UUID: 1, StatusConflict: 3}
    await must_make_sense(clinic, clinic.now)


async def test_who_moves_to_a_slot_and_who_books_it_do_not_both_have_it(clinic: Clinic):
    for _ in range(10):
        visit, patient = await asked(clinic), await clinic.patient()
        slot = await clinic.slot(visit.doctor, timedelta(days=3))
        outcomes = await at_once(visit.reschedule(slot.id), clinic.book(slot, patient))
        assert kinds(outcomes) == {UUID: 1, SlotTaken: 1}
    await must_make_sense(clinic, clinic.now)


async def test_two_patients_of_a_doctor_can_swap_only_through_a_free_slot(clinic: Clinic):
    one = await asked(clinic)
    slot = await clinic.slot(one.doctor, timedelta(days=2))
    other = await clinic.book(slot, await clinic.patient())
    outcomes = await at_once(one.reschedule(slot.id), one.reschedule(slot.id))
    assert kinds(outcomes) == {SlotTaken: 2}
    assert (await clinic.row("appointments", other)).status == "PENDING"
    await must_make_sense(clinic, clinic.now)
