"""Take a free slot back."""

from datetime import datetime
from uuid import UUID

from domain.events import record
from domain.locks import lock
from domain.slots.events import SlotWithdrawn
from domain.slots.models import Slot
from domain.slots.next_slot import refresh_next_slot
from domain.slots.queries import OWN, WITHDRAW
from domain.slots.rules import must_be_withdrawable
from domain.transaction import Transaction


async def withdraw_slot(tx: Transaction, doctor_id: UUID, slot_id: UUID, now: datetime) -> None:
    """SlotNotFound (unknown, not the doctor's, withdrawn, begun), SlotTaken (booked or held), or done.

    The template does not publish that time again; the doctor may, by hand.
    """
    await lock(tx, doctor_id)
    own: list[Slot] = await tx.rows(OWN, doctor_id=doctor_id, slot_id=slot_id)
    slot = must_be_withdrawable(next(iter(own), None), now)
    await tx.run(WITHDRAW, slot_id=slot.id)
    record(tx, SlotWithdrawn(doctor_id=doctor_id, slot_id=slot.id), now)
    await refresh_next_slot(tx, doctor_id, now)
