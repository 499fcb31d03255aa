"""A doctor's agenda, live."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry
from sqlalchemy import exists, select
from sqlmodel import col

from domain.appointments.events import AppointmentCompleted, AppointmentConfirmed, AppointmentMissed
from domain.doctors.models import Doctor
from domain.events import EventRow
from domain.slots import models as rows
from planner.sources import Asking
from schema.access import THE_PUBLIC
from schema.context import Context
from schema.declare import one
from schema.mutations import row_id
from schema.outcome import Outcome
from schema.slots.types import Slot
from schema.streams import Stream, stream


def _slot(change: Any, slot: type[rows.Slot], _: Asking) -> Any:
    """Public, so of verified doctors only."""
    verified = exists().where(col(Doctor.id) == slot.doctor_id, col(Doctor.verified_at).is_not(None))
    return select(slot).where(col(slot.id) == change.slot_id, verified)


@strawberry.type
class SlotChange:
    """A slot as it is now, after something happened to it."""

    cursor: str
    at: datetime
    slot: Slot = one(_slot)


def _doctor(_: Context, arguments: Mapping[str, Any]) -> UUID:
    return row_id(arguments["doctorId"])


LEAVE_THE_SLOT = {event.__name__ for event in (AppointmentConfirmed, AppointmentCompleted, AppointmentMissed)}
"""Steps of an appointment that change nothing about its slot."""


def _change(event: EventRow) -> Outcome | None:
    if event.slot_id is None or event.kind in LEAVE_THE_SLOT:
        return None
    return Outcome("SlotChange", cursor=str(event.position), at=event.at, slot_id=event.slot_id)


@strawberry.type
class SlotSubscriptions:
    """For whoever looks at an agenda."""

    slot_changed: SlotChange = stream(
        THE_PUBLIC,
        Stream(party=_doctor, tell=_change, per_viewer=False),
        {"doctor_id": strawberry.ID},
        "Public. A doctor's slots as they are published, held, taken, freed and withdrawn: for a live"
        " agenda.",
    )
