"""Not be away after all."""

from datetime import datetime
from uuid import UUID

from domain.availability.errors import AbsenceNotFound
from domain.availability.models import Absence
from domain.availability.queries import END_ABSENCE
from domain.locks import lock
from domain.slots.events import SlotPublished, record_slots
from domain.slots.next_slot import refresh_next_slot
from domain.slots.publish_visits import publish_visits
from domain.slots.queries import RETURN_EXTRAS
from domain.slots.template import template_of
from domain.transaction import Transaction


async def remove_absence(
    tx: Transaction, doctor_id: UUID, absence_id: UUID, horizon_days: int, now: datetime
) -> None:
    """AbsenceNotFound, or done: its slots are back, where no other absence and no live slot is in the way.

    Extra slots come first, then the visits of the template as it is now.
    """
    await lock(tx, doctor_id)
    ended: list[Absence] = await tx.rows(END_ABSENCE, doctor_id=doctor_id, absence_id=absence_id)
    if not ended:
        raise AbsenceNotFound
    extras = await tx.rows(RETURN_EXTRAS, doctor_id=doctor_id, now=now)
    await record_slots(tx, SlotPublished, doctor_id, extras, now)
    template = await template_of(tx, doctor_id, horizon_days, now)
    visits = template.visits(template.today, now)
    inside = [v for v in visits if v.starts_at < ended[0].ends_at and v.ends_at > ended[0].starts_at]
    await publish_visits(tx, doctor_id, inside, now)
    await refresh_next_slot(tx, doctor_id, now)
