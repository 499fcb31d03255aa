"""Give a booked slot back."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import String, bindparam, case, literal, update
from sqlmodel import col

from domain.availability.queries import is_away
from domain.slots.models import Slot, SlotStatus, Withdrawal
from domain.slots.next_slot import refresh_next_slot
from domain.transaction import Transaction

AWAY: Final = is_away(Slot.doctor_id, col(Slot.starts_at), col(Slot.ends_at))
FREE: Final = (
    update(Slot)
    .where(
        col(Slot.id) == bindparam("slot_id"),
        col(Slot.status) == SlotStatus.BUSY,
        col(Slot.starts_at) > bindparam("now"),
    )
    .values(
        status=case((AWAY, literal(SlotStatus.WITHDRAWN, String)), else_=literal(SlotStatus.FREE, String)),
        withdrawn_for=case((AWAY, literal(Withdrawal.ABSENCE, String))),
    )
    .returning(col(Slot.status))
)


async def free_slot(tx: Transaction, slot_id: UUID, doctor_id: UUID, now: datetime) -> bool:
    """Make a BUSY slot FREE if it is ahead, or WITHDRAWN when the doctor is away then; whether it is FREE.

    The caller holds the doctor's lock, and has closed the appointment that kept the slot busy.
    """
    freed = await tx.rows(FREE, slot_id=slot_id, now=now)
    await refresh_next_slot(tx, doctor_id, now)
    return bool(freed) and freed[0].status == SlotStatus.FREE
