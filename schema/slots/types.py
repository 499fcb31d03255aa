"""Slots."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import case, select
from sqlmodel import col

from domain.doctors import models as doctor_rows
from domain.slots import models as rows
from planner.sources import Asking
from schema.declare import column, one, published, value

if TYPE_CHECKING:
    from schema.doctors.types import Doctor

strawberry.enum(rows.SlotStatus, description="FREE can be booked; HELD lapses by itself.")


def _status(slot: type[rows.Slot], asking: Asking) -> Any:
    return case((rows.is_held(slot, asking.now), rows.SlotStatus.HELD), else_=col(slot.status))


def _doctor(slot: type[rows.Slot], doctor: type[doctor_rows.Doctor], _: Asking) -> Any:
    return select(doctor).where(col(doctor.id) == slot.doctor_id)


@published(rows.Slot)
class Slot:
    """A time [startsAt, endsAt) for one visit."""

    id: strawberry.ID = column(rows.Slot.id)
    starts_at: datetime = column(rows.Slot.starts_at)
    ends_at: datetime = column(rows.Slot.ends_at)
    status: rows.SlotStatus = value(_status)
    doctor: Annotated["Doctor", strawberry.lazy("schema.doctors.types")] = one(_doctor)
