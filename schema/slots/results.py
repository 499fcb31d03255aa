"""What comes of publishing, holding and being away."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import func, select
from sqlmodel import col

from domain.appointments import models as appointment_rows
from domain.availability import models as availability_rows
from domain.slots import models as rows
from planner.sources import Asking
from schema.availability.types import Absence
from schema.declare import many, one
from schema.slots.types import Slot

if TYPE_CHECKING:
    from schema.appointments.types import Appointment


def _published(published: Any, slot: type[rows.Slot], _: Asking) -> Any:
    return select(slot).where(col(slot.id) == func.any(published.ids)).order_by(col(slot.starts_at))


@strawberry.type
class SlotsPublished:
    """The slots, soonest first."""

    slots: list[Slot] = many(_published)


def _held(hold: Any, slot: type[rows.Slot], _: Asking) -> Any:
    return select(slot).where(col(slot.id) == hold.slot_id)


@strawberry.type
class SlotHold:
    """The slot is the patient's to book until `expiresAt`."""

    slot: Slot = one(_held)
    expires_at: datetime


def _absence(added: Any, absence: type[availability_rows.Absence], _: Asking) -> Any:
    return select(absence).where(col(absence.id) == added.id)


def _affected(added: Any, appointment: type[appointment_rows.Appointment], asking: Asking) -> Any:
    inside = (
        col(appointment.doctor_id) == asking.viewer_id,
        col(appointment.status).in_(appointment_rows.LIVE),
        col(appointment.starts_at) < added.ends_at,
        col(appointment.ends_at) > added.starts_at,
        col(appointment.ends_at) > asking.now,
    )
    return select(appointment).where(*inside).order_by(col(appointment.starts_at))


@strawberry.type
class AbsenceAdded:
    """The absence, and what the doctor has to decide on."""

    absence: Absence = one(_absence)
    affected: list[Annotated["Appointment", strawberry.lazy("schema.appointments.types")]] = many(
        _affected, description="Appointments that fall inside; the doctor decides on each."
    )
