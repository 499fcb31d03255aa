"""Every step from every status: the seven times seven of an appointment's life."""

from datetime import timedelta
from itertools import product

import pytest

from domain.appointments.errors import AppointmentNotFound, StatusConflict
from domain.appointments.models import AppointmentStatus
from domain.appointments.rules import TRANSITIONS
from tests.clinic import Clinic
from tests.domain.appointments.visits import STEPS, WHY, Visit, asked, stands

S = AppointmentStatus
FOLLOW = {
    S.PENDING: {S.CONFIRMED, S.DECLINED, S.EXPIRED, S.CANCELLED},
    S.CONFIRMED: {S.CANCELLED, S.COMPLETED, S.NO_SHOW},
}
"""What product.md draws."""
FREES = {S.DECLINED, S.EXPIRED, S.CANCELLED}
TOLD = {
    S.CONFIRMED: "AppointmentConfirmed",
    S.DECLINED: "AppointmentDeclined",
    S.EXPIRED: "AppointmentExpired",
    S.CANCELLED: "AppointmentCancelled",
    S.COMPLETED: "AppointmentCompleted",
    S.NO_SHOW: "AppointmentMissed",
}
ALL = [(before, after) for before, after in product(S, S) if after is not S.PENDING]
ALLOWED = [(before, after) for before, after in ALL if after in FOLLOW.get(before, ())]
REFUSED = [pair for pair in ALL if pair not in ALLOWED]


def test_the_table_is_what_the_product_draws():
    assert set(TRANSITIONS) == set(ALLOWED)


@pytest.mark.parametrize(("before", "after"), ALLOWED)
async def test_a_step_of_the_table_is_taken_kept_and_told(clinic: Clinic, before: S, after: S):
    visit = await stands(clinic, before)
    await STEPS[after](visit)
    assert (await visit.row()).status == after
    assert [step[1:3] for step in await visit.steps()][-1] == (before, after)
    assert (await visit.events())[-1] == TOLD[after]
    assert await visit.slot_status() == ("FREE" if after in FREES else "BUSY")


@pytest.mark.parametrize(("before", "after"), [pair for pair in REFUSED if pair[1] is not S.EXPIRED])
async def test_any_other_step_is_refused_and_leaves_no_trace(clinic: Clinic, before: S, after: S):
    visit = await stands(clinic, before)
    known = await everything_of(visit)
    with pytest.raises(StatusConflict) as refusal:
        await take_early(visit, after)
    assert refusal.value.status == before
    assert await everything_of(visit) == known


@pytest.mark.parametrize("before", [before for before, after in REFUSED if after is S.EXPIRED])
async def test_time_alone_changes_only_requests(clinic: Clinic, before: S):
    visit = await stands(clinic, before)
    known = await everything_of(visit)
    await visit.expire()
    assert await everything_of(visit) == known


@pytest.mark.parametrize("before", [status for status in S if status not in FOLLOW])
async def test_what_is_closed_cannot_be_moved(clinic: Clinic, before: S):
    visit = await stands(clinic, before)
    other = await clinic.slot(visit.doctor, timedelta(days=3))
    with pytest.raises(StatusConflict):
        await visit.reschedule(other.id)


@pytest.mark.parametrize("step", [step for status, step in STEPS.items() if status is not S.EXPIRED])
async def test_an_appointment_of_others_looks_like_none(clinic: Clinic, step):
    visit, other = await asked(clinic), await asked(clinic)
    for stranger in (
        Visit(clinic, visit.id, other.doctor, other.patient, other.slot),
        Visit(clinic, other.slot.id, visit.doctor, visit.patient, visit.slot),
        Visit(clinic, None, visit.doctor, visit.patient, visit.slot),  # type: ignore[arg-type]
    ):
        with pytest.raises(AppointmentNotFound):
            await step(stranger)
    assert (await visit.row()).status == S.PENDING


async def test_a_whole_life_is_in_its_history(clinic: Clinic):
    visit = await asked(clinic)
    await visit.confirm(clinic.now + timedelta(minutes=1))
    await visit.complete()
    assert await visit.steps() == [
        ("PATIENT", None, "PENDING", None),
        ("DOCTOR", "PENDING", "CONFIRMED", None),
        ("DOCTOR", "CONFIRMED", "COMPLETED", None),
    ]
    assert await visit.events() == ["AppointmentBooked", "AppointmentConfirmed", "AppointmentCompleted"]
    when = await clinic.fetch(
        "SELECT at, account_id FROM appointment_steps WHERE appointment_id = $1 ORDER BY id", visit.id
    )
    assert [step.at for step in when] == [
        clinic.now,
        clinic.now + timedelta(minutes=1),
        visit.slot.starts_at,
    ]
    assert [step.account_id for step in when] == [visit.patient.id, visit.doctor.id, visit.doctor.id]


async def test_a_row_says_how_it_was_closed(clinic: Clinic):
    visit = await asked(clinic)
    await visit.confirm()
    at = clinic.now + timedelta(minutes=5)
    await visit.cancel(at)
    row = await visit.row()
    assert (row.closed_at, row.closed_by, row.closed_reason) == (at, "PATIENT", WHY)
    assert (row.confirmed_at, row.expires_at) == (clinic.now, None)


async def take_early(visit: Visit, to: S) -> None:
    """Take the step while a request would not have lapsed."""
    if to is S.COMPLETED:
        await visit.complete(visit.clinic.now)
    elif to is S.NO_SHOW:
        await visit.miss(visit.clinic.now)
    else:
        await STEPS[to](visit)


async def everything_of(visit: Visit) -> tuple[object, ...]:
    return await visit.row(), await visit.steps(), await visit.events(), await visit.slot_status()
