"""Let go of a slot before its hold lapses."""

from datetime import datetime
from uuid import UUID

from domain.events import record
from domain.slots.errors import SlotNotFound
from domain.slots.events import SlotReleased
from domain.slots.queries import RELEASE
from domain.transaction import Transaction


async def release_slot(tx: Transaction, patient_id: UUID, slot_id: UUID, now: datetime) -> None:
    """SlotNotFound unless the patient holds it now. It touches one row alone, so it takes no locks."""
    released = await tx.rows(RELEASE, patient_id=patient_id, slot_id=slot_id, now=now)
    if not released:
        raise SlotNotFound
    record(tx, SlotReleased(doctor_id=released[0].doctor_id, slot_id=slot_id), now)
