"""A booked slot is given back."""

from datetime import timedelta
from typing import Any

import pytest

from domain.availability.models import Absence
from domain.slots.free import free_slot
from domain.slots.models import Slot
from domain.transaction import Transaction
from tests.clinic import Clinic

BEFORE, MOMENT = timedelta(minutes=10), timedelta(microseconds=1)


async def test_a_freed_slot_can_be_booked_and_makes_its_doctor_available(clinic: Clinic):
    slot = await booked(clinic)
    assert await free(clinic, slot)
    assert (await clinic.row("slots", slot.id)).status == "FREE"
    assert (await clinic.row("doctors", slot.doctor_id)).next_slot_at == slot.starts_at


@pytest.mark.parametrize(
    ("starts", "ends", "status"),
    [
        (-BEFORE, timedelta(minutes=90), "WITHDRAWN"),
        (-BEFORE, MOMENT, "WITHDRAWN"),
        (timedelta(minutes=50) - MOMENT, timedelta(minutes=90), "WITHDRAWN"),
        (-BEFORE, timedelta(0), "FREE"),
        (timedelta(minutes=50), timedelta(minutes=90), "FREE"),
    ],
)
async def test_a_slot_during_an_absence_does_not_come_back(
    clinic: Clinic, starts: timedelta, ends: timedelta, status: str
):
    slot = await booked(clinic)
    absence = Absence(
        doctor_id=slot.doctor_id, starts_at=slot.starts_at + starts, ends_at=slot.starts_at + ends
    )

    async def work(tx: Transaction) -> None:
        tx.add(absence)

    await clinic.database.write(work)
    assert await free(clinic, slot) == (status == "FREE")
    row = await clinic.row("slots", slot.id)
    assert (row.status, row.withdrawn_for) == (status, "ABSENCE" if status == "WITHDRAWN" else None)


async def test_a_slot_that_began_stays_as_it_was(clinic: Clinic):
    slot = await booked(clinic)
    assert not await free(clinic, slot, slot.starts_at)
    assert (await clinic.row("slots", slot.id)).status == "BUSY"


async def test_only_a_booked_slot_is_given_back(clinic: Clinic):
    slot = await clinic.slot(await clinic.doctor())
    assert not await free(clinic, slot)


async def booked(clinic: Clinic) -> Slot:
    slot = await clinic.slot(await clinic.doctor())
    await clinic.book(slot, await clinic.patient())
    return slot


async def free(clinic: Clinic, slot: Slot, now: Any = None) -> bool:
    return await clinic.database.write(lambda tx: free_slot(tx, slot.id, slot.doctor_id, now or clinic.now))
