"""The database judges what the locks did not see: somebody who changes rows without them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from domain.appointments.errors import PatientBusy, StatusConflict
from domain.slots.errors import SlotTaken
from tests.clinic import Clinic
from tests.domain.appointments.visits import Visit, asked

WAITS = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


@asynccontextmanager
async def meanwhile(clinic: Clinic, sql: str, *values: Any) -> AsyncIterator[None]:
    """A change that commits only after somebody has come to wait for it."""
    async with clinic.database._writer.acquire() as connection, connection.transaction():
        await connection.execute(sql, *values)
        yield
        while not await clinic.fetch(WAITS):
            pass


@pytest.mark.parametrize("step", [Visit.confirm, Visit.cancel, Visit.decline])
async def test_a_step_from_a_status_that_is_no_more_is_refused(clinic: Clinic, step):
    visit = await asked(clinic)
    change = "UPDATE appointments SET status = 'EXPIRED', expires_at = NULL, closed_at = now() WHERE id = $1"
    async with meanwhile(clinic, change, visit.id):
        late = asyncio.create_task(step(visit))
    with pytest.raises(StatusConflict) as refusal:
        await late
    assert refusal.value.status == "EXPIRED"
    assert await visit.steps() == [("PATIENT", None, "PENDING", None)]


@pytest.mark.parametrize(
    "change",
    [
        "held_by = '{holder}', held_until = starts_at",
        "status = 'BUSY'",
        "status = 'WITHDRAWN'",
    ],
)
async def test_a_slot_that_is_lost_in_the_last_moment_is_taken(clinic: Clinic, change: str):
    slot, holder = await clinic.slot(await clinic.doctor()), await clinic.patient()
    patient = await clinic.patient()
    change = change.format(holder=holder.id)
    async with meanwhile(clinic, f"UPDATE slots SET {change} WHERE id = $1", slot.id):
        late = asyncio.create_task(clinic.book(slot, patient))
    with pytest.raises(SlotTaken):
        await late
    assert await clinic.fetch("SELECT FROM appointments WHERE slot_id = $1", slot.id) == []


async def test_a_constraint_that_judges_sends_the_use_case_to_look_again(clinic: Clinic):
    visit = await asked(clinic)
    slot = await clinic.slot(await clinic.doctor(), timedelta(days=8))
    move = "UPDATE appointments SET starts_at = $2, ends_at = $3 WHERE id = $1"
    async with meanwhile(clinic, move, visit.id, slot.starts_at, slot.ends_at):
        late = asyncio.create_task(clinic.book(slot, visit.patient))
    with pytest.raises(PatientBusy) as refusal:
        await late
    assert refusal.value.appointment_id == visit.id
