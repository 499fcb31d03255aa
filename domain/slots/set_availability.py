"""Replace the weekly template; slots follow it up to the horizon."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from domain.availability.replace_rules import replace_rules
from domain.availability.rules import WeeklyRule, must_be_a_week
from domain.locks import lock
from domain.slots.events import SlotWithdrawn, record_slots
from domain.slots.next_slot import refresh_next_slot
from domain.slots.publish_visits import publish_visits
from domain.slots.queries import PUBLISHED_UNTIL, WITHDRAW_STRAYS, spans
from domain.slots.template import template_of
from domain.transaction import Transaction


async def set_availability(
    tx: Transaction, doctor_id: UUID, rules: Sequence[WeeklyRule], horizon_days: int, now: datetime
) -> None:
    """InvalidInput, or done. Slots that are held, booked or extra stay; the same template changes nothing."""
    must_be_a_week(rules)
    await lock(tx, doctor_id)
    await replace_rules(tx, doctor_id, rules)
    template = await template_of(tx, doctor_id, horizon_days, now)
    wanted = template.visits(template.today, now)
    strays = await tx.rows(WITHDRAW_STRAYS, doctor_id=doctor_id, now=now, **spans(wanted))
    await record_slots(tx, SlotWithdrawn, doctor_id, strays, now)
    await publish_visits(tx, doctor_id, wanted, now)
    await tx.run(PUBLISHED_UNTIL, doctor_id=doctor_id, until=template.until)
    await refresh_next_slot(tx, doctor_id, now)
