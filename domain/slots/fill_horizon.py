"""Publish the days that came within the horizon, for the nightly job; it catches up after downtime."""

from datetime import datetime
from uuid import UUID

from domain.locks import lock
from domain.slots.next_slot import refresh_next_slot
from domain.slots.publish_visits import publish_visits
from domain.slots.queries import PUBLISHED_UNTIL
from domain.slots.template import template_of
from domain.transaction import Transaction


async def fill_horizon(tx: Transaction, doctor_id: UUID, horizon_days: int, now: datetime) -> int:
    """The number of slots published. Days that were published before stay as they are."""
    await lock(tx, doctor_id)
    template = await template_of(tx, doctor_id, horizon_days, now)
    missing = template.visits(template.published_until, now)
    published = await publish_visits(tx, doctor_id, missing, now)
    await tx.run(PUBLISHED_UNTIL, doctor_id=doctor_id, until=template.until)
    await refresh_next_slot(tx, doctor_id, now)
    return published
