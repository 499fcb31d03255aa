"""Write down that holds have lapsed, for the job of every minute.

A lapsed hold stops nobody even if this never runs; whoever watches an agenda is told by it that the slot is
free again.
"""

from datetime import datetime

from domain.events import record_all
from domain.slots.events import SlotReleased
from domain.slots.queries import LAPSE
from domain.transaction import Transaction


async def lapse_holds(tx: Transaction, now: datetime) -> int:
    """The number of holds that ended; what somebody is changing at the moment is left to the next run."""
    lapsed = await tx.rows(LAPSE, now=now)
    await record_all(tx, [SlotReleased(doctor_id=slot.doctor_id, slot_id=slot.id) for slot in lapsed], now)
    return len(lapsed)
