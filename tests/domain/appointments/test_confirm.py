"""The doctor answers, and says how it ended."""

from datetime import timedelta

import pytest

from domain.appointments.errors import StatusConflict, TooEarly
from tests.clinic import Clinic
from tests.domain.appointments.visits import Visit, asked

MOMENT = timedelta(microseconds=1)


async def test_a_confirmed_visit_does_not_lapse(clinic: Clinic):
    visit = await asked(clinic)
    lapses_at = (await visit.row()).expires_at
    await visit.confirm(lapses_at - MOMENT)
    row = await visit.row()
    assert (row.status, row.confirmed_at, row.expires_at) == ("CONFIRMED", lapses_at - MOMENT, None)


@pytest.mark.parametrize("answer", [Visit.confirm, Visit.decline])
async def test_a_request_that_lapsed_cannot_be_answered_even_before_anybody_wrote_it_down(
    clinic: Clinic, answer
):
    visit = await asked(clinic)
    with pytest.raises(StatusConflict) as refusal:
        await answer(visit, (await visit.row()).expires_at)
    assert refusal.value.status == "EXPIRED"
    assert (await visit.row()).status == "PENDING"


@pytest.mark.parametrize("answer", [Visit.confirm, Visit.decline])
async def test_a_late_request_can_be_answered_until_the_visit_begins(clinic: Clinic, answer):
    visit, other = await asked(clinic, timedelta(hours=1)), await asked(clinic, timedelta(hours=1))
    await answer(other, visit.slot.starts_at - MOMENT)
    with pytest.raises(StatusConflict):
        await answer(visit, visit.slot.starts_at)


@pytest.mark.parametrize("end", [Visit.complete, Visit.miss])
async def test_nobody_knows_how_a_visit_ends_before_it_begins(clinic: Clinic, end):
    visit = await asked(clinic)
    await visit.confirm()
    with pytest.raises(TooEarly) as refusal:
        await end(visit, visit.slot.starts_at - MOMENT)
    assert refusal.value.not_before == visit.slot.starts_at
    await end(visit, visit.slot.starts_at)
    assert (await visit.row()).closed_by == "DOCTOR"
