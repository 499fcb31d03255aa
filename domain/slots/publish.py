"""Publish extra slots, outside the template."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from domain.availability.rules import Visit
from domain.columns import new_id
from domain.events import record_all
from domain.locks import lock
from domain.slots.errors import SlotsOverlap
from domain.slots.events import SlotPublished
from domain.slots.next_slot import refresh_next_slot
from domain.slots.queries import CONFLICTS, PUBLISH_EXTRAS, spans
from domain.slots.rules import must_be_publishable
from domain.transaction import Transaction


async def publish_slots(
    tx: Transaction, doctor_id: UUID, slots: Sequence[Visit], now: datetime
) -> list[UUID]:
    """All of them, or none; their ids, in the order given.

    Refusals, in this order: InvalidInput, SlotInThePast, SlotsOverlap. Withdrawn slots stand in nobody's way,
    and neither does an absence: whoever publishes a time by hand means it.
    """
    must_be_publishable(slots, now)
    await lock(tx, doctor_id)
    if conflicts := await tx.rows(CONFLICTS, doctor_id=doctor_id, **spans(slots)):
        raise SlotsOverlap(slot.id for slot in conflicts)
    ids = [new_id() for _ in slots]
    await tx.run(PUBLISH_EXTRAS, doctor_id=doctor_id, id=ids, **spans(slots))
    await record_all(tx, [SlotPublished(doctor_id=doctor_id, slot_id=slot_id) for slot_id in ids], now)
    await refresh_next_slot(tx, doctor_id, now)
    return ids
