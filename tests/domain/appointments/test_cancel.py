"""A visit is called off."""

from datetime import timedelta

import pytest

from domain.appointments.errors import StatusConflict, TooLate
from domain.appointments.models import Party
from domain.errors import InvalidInput
from domain.terms import Terms
from tests.clinic import Clinic
from tests.domain.appointments.visits import asked

MOMENT = timedelta(microseconds=1)
WINDOW = Terms().change_window


@pytest.mark.parametrize(("by", "window"), [(Party.PATIENT, WINDOW), (Party.DOCTOR, timedelta(0))])
async def test_each_party_cancels_until_its_deadline(clinic: Clinic, by: Party, window: timedelta):
    visit, other = await asked(clinic), await asked(clinic)
    await visit.confirm()
    await other.confirm()
    deadline = visit.slot.starts_at - window
    await other.cancel(deadline - MOMENT, by)
    assert (await other.row()).closed_by == by
    with pytest.raises(TooLate) as refusal:
        await visit.cancel(deadline, by)
    assert refusal.value.deadline == deadline
    assert (await visit.row()).status == "CONFIRMED"


@pytest.mark.parametrize("by", [Party.PATIENT, Party.DOCTOR])
async def test_a_request_can_be_cancelled_before_it_is_answered(clinic: Clinic, by: Party):
    visit = await asked(clinic)
    await visit.cancel(by=by)
    assert (await visit.row()).status == "CANCELLED"
    assert await visit.slot_status() == "FREE"


async def test_the_change_window_is_the_operators(clinic: Clinic):
    visit = await asked(clinic)
    with pytest.raises(TooLate):
        await visit.cancel(terms=Terms(change_window=timedelta(days=2)))


async def test_a_lapsed_request_cannot_be_cancelled(clinic: Clinic):
    visit = await asked(clinic)
    with pytest.raises(StatusConflict) as refusal:
        await visit.cancel((await visit.row()).expires_at)
    assert refusal.value.status == "EXPIRED"


@pytest.mark.parametrize(
    ("why", "problem"), [(" no ", "too_short"), ("  ", "required"), ("x" * 501, "too_long")]
)
async def test_a_reason_is_needed(clinic: Clinic, why: str, problem: str):
    visit = await asked(clinic)
    for step in (visit.cancel, visit.decline):
        with pytest.raises(InvalidInput) as refusal:
            await step(why=why)
        assert refusal.value.fields == [("reason", problem)]


async def test_a_cancelled_visit_makes_the_doctor_available_sooner(clinic: Clinic):
    visit = await asked(clinic)
    later = await clinic.slot(visit.doctor, timedelta(days=2))
    assert (await clinic.row("doctors", visit.doctor.id)).next_slot_at == later.starts_at
    await visit.cancel()
    assert (await clinic.row("doctors", visit.doctor.id)).next_slot_at == visit.slot.starts_at
