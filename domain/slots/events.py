"""What happens to slots; what a booking does to them is told by domain/appointments/events.py.

A slot's events name no patient: everybody may watch a doctor's agenda.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.events import Event, record_all
from domain.transaction import Transaction


@dataclass(frozen=True, kw_only=True)
class SlotPublished(Event):
    """It can be booked: it is new, or it came back."""


@dataclass(frozen=True, kw_only=True)
class SlotHeld(Event):
    """A patient keeps it for five minutes."""


@dataclass(frozen=True, kw_only=True)
class SlotReleased(Event):
    """Nobody holds it any more: the patient let go, or the hold lapsed."""


@dataclass(frozen=True, kw_only=True)
class SlotWithdrawn(Event):
    """The doctor took it back: by hand, for an absence, or with another template."""


async def record_slots(
    tx: Transaction, kind: type[Event], doctor_id: UUID, slots: Iterable[Any], now: datetime
) -> None:
    """The same event for each of a doctor's slots, given as rows with an id."""
    await record_all(tx, [kind(doctor_id=doctor_id, slot_id=slot.id) for slot in slots], now)
