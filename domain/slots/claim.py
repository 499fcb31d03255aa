"""Claim a free slot for one patient: of all who try at once, one conditional UPDATE lets one through."""

from datetime import datetime
from typing import Any, Final, Protocol
from uuid import UUID

from sqlalchemy import bindparam, or_, select, update
from sqlmodel import col

from domain.doctors.models import Doctor
from domain.locks import lock_on
from domain.slots.errors import SlotInThePast, SlotNotFound, SlotTaken
from domain.slots.models import Slot, SlotStatus
from domain.slots.next_slot import refresh_next_slot
from domain.transaction import Transaction

LOCK: Final = select(
    lock_on(col(Slot.doctor_id)),  # type: ignore[call-overload]
    lock_on(bindparam("patient")),
).where(col(Slot.id) == bindparam("slot_id"))
SEEN: Final[tuple[Any, ...]] = (
    col(Slot.id).label("slot_id"),
    col(Slot.doctor_id),
    col(Slot.starts_at),
    col(Slot.ends_at),
    col(Slot.status),
    col(Slot.held_by),
    col(Slot.held_until),
    col(Doctor.verified_at),
    col(Doctor.next_slot_at),
)
"""The columns of a SeenSlot, for a statement that looks at more in the same round trip."""
CLAIM: Final = (
    update(Slot)
    .where(
        col(Slot.id) == bindparam("slot_id"),
        col(Slot.status) == SlotStatus.FREE,
        col(Slot.starts_at) > bindparam("now"),
        or_(
            col(Slot.held_until).is_(None),
            col(Slot.held_until) <= bindparam("now"),
            col(Slot.held_by) == bindparam("patient_id"),
        ),
    )
    .values(status=SlotStatus.BUSY, held_by=None, held_until=None)
)


class SeenSlot(Protocol):
    """A slot and its doctor, read under the doctor's lock. Without a status there is no such slot."""

    slot_id: UUID
    doctor_id: UUID
    starts_at: datetime
    ends_at: datetime
    status: SlotStatus | None
    held_by: UUID | None
    held_until: datetime | None
    verified_at: datetime | None
    next_slot_at: datetime


async def lock_slot(tx: Transaction, slot_id: UUID, patient_id: UUID) -> None:
    """Take the slot's doctor's lock, then the patient's; none when there is no such slot."""
    await tx.run(LOCK, slot_id=slot_id, patient=str(patient_id))


async def claim_slot(tx: Transaction, seen: SeenSlot, patient_id: UUID, now: datetime) -> None:
    """Make the slot BUSY and end its hold.

    Refusals, in this order: SlotNotFound (unknown, withdrawn, or the doctor is not verified), SlotInThePast,
    SlotTaken (booked, or held by another).
    """
    must_be_claimable(seen, patient_id, now)
    if not await tx.run(CLAIM, slot_id=seen.slot_id, patient_id=patient_id, now=now):
        raise SlotTaken(seen.doctor_id)  # since it was seen, by somebody who went without the locks
    if not now < seen.next_slot_at < seen.starts_at:  # no sooner slot stays the doctor's next one
        await refresh_next_slot(tx, seen.doctor_id, now)


def must_be_claimable(seen: SeenSlot, patient_id: UUID, now: datetime) -> None:
    """Every reason to say no to one slot."""
    if seen.status in (None, SlotStatus.WITHDRAWN) or seen.verified_at is None:
        raise SlotNotFound
    if seen.starts_at <= now:
        raise SlotInThePast
    held = seen.held_until is not None and seen.held_until > now and seen.held_by != patient_id
    if held or seen.status != SlotStatus.FREE:
        raise SlotTaken(seen.doctor_id)
