"""Keep a free slot to oneself while the form is filled in."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import or_, select
from sqlmodel import col

from domain.doctors.models import Doctor
from domain.events import record
from domain.slots.claim import SEEN, SeenSlot, lock_slot, must_be_claimable
from domain.slots.errors import SlotNotFound
from domain.slots.events import SlotHeld, SlotReleased
from domain.slots.models import Slot
from domain.slots.queries import HOLD, LET_GO, PATIENT_ID, SLOT_ID
from domain.transaction import Transaction

HOLD_FOR: Final = timedelta(minutes=5)
AT_STAKE: Final = (
    select(*SEEN)
    .join(Doctor, col(Doctor.id) == col(Slot.doctor_id))
    .where(or_(col(Slot.id) == SLOT_ID, col(Slot.held_by) == PATIENT_ID))
    .order_by(col(Slot.id))
    .with_for_update(of=Slot)
)
"""The slot, and the one that the patient held before, maybe another doctor's whose lock is not taken: rows
are locked in one order by everybody, so nobody waits in a circle."""


async def hold_slot(tx: Transaction, patient_id: UUID, slot_id: UUID, now: datetime) -> datetime:
    """When the hold lapses. It ends the patient's hold on any other slot; holding again renews it.

    Refusals, in this order: SlotNotFound (unknown, withdrawn, or the doctor is not verified), SlotInThePast,
    SlotTaken (booked, or held by another).
    """
    await lock_slot(tx, slot_id, patient_id)
    rows: list[SeenSlot] = await tx.rows(AT_STAKE, slot_id=slot_id, patient_id=patient_id)
    at_stake = {row.slot_id: row for row in rows}
    if slot_id not in at_stake:
        raise SlotNotFound
    slot = at_stake.pop(slot_id)
    must_be_claimable(slot, patient_id, now)
    for other in at_stake.values():
        await tx.run(LET_GO, slot_id=other.slot_id)
        if _is_held(other, now):
            record(tx, SlotReleased(doctor_id=other.doctor_id, slot_id=other.slot_id), now)
    expires_at = now + HOLD_FOR
    await tx.run(HOLD, slot_id=slot_id, patient_id=patient_id, until=expires_at)
    if not _is_held(slot, now):
        record(tx, SlotHeld(doctor_id=slot.doctor_id, slot_id=slot_id), now)
    return expires_at


def _is_held(slot: SeenSlot, now: datetime) -> bool:
    return slot.held_until is not None and slot.held_until > now
