"""Make slots of a template's visits, wherever nothing stands in the way."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from domain.availability.rules import Visit
from domain.columns import new_id
from domain.slots.events import SlotPublished, record_slots
from domain.slots.queries import BRING_BACK, PUBLISH_VISITS, spans
from domain.transaction import Transaction


async def publish_visits(tx: Transaction, doctor_id: UUID, visits: Sequence[Visit], now: datetime) -> int:
    """Under the doctor's lock; the number of slots that came, new or back.

    Left out: what overlaps a live slot, an absence, or a slot that the doctor withdrew by hand.
    """
    back = await tx.rows(BRING_BACK, doctor_id=doctor_id, **spans(visits))
    new = await tx.rows(PUBLISH_VISITS, doctor_id=doctor_id, id=[new_id() for _ in visits], **spans(visits))
    await record_slots(tx, SlotPublished, doctor_id, [*back, *new], now)
    return len(back) + len(new)
