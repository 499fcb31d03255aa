"""Changes of the viewer's own appointments, as they happen."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry
from sqlalchemy import select
from sqlmodel import col

from domain.appointments import models as rows
from domain.appointments.events import CHANGES, AppointmentChangeKind
from domain.events import EventRow
from planner.sources import Asking
from schema.appointments.types import Appointment
from schema.context import Context
from schema.declare import one
from schema.guards import must_be_patient_or_doctor
from schema.outcome import Outcome
from schema.streams import Stream, stream

strawberry.enum(AppointmentChangeKind)
KINDS = {event.__name__: kind for event, kind in CHANGES.items()}


def _appointment(change: Any, appointment: type[rows.Appointment], _: Asking) -> Any:
    return select(appointment).where(col(appointment.id) == change.appointment_id)


@strawberry.type
class AppointmentChange:
    """What happened to an appointment, and the appointment as it is now."""

    cursor: str
    kind: AppointmentChangeKind
    at: datetime
    appointment: Appointment = one(_appointment)


def _oneself(context: Context, _: Mapping[str, Any]) -> UUID:
    return must_be_patient_or_doctor(context.viewer).account_id


def _change(event: EventRow) -> Outcome | None:
    if event.kind not in KINDS:
        return None
    return Outcome(
        "AppointmentChange",
        cursor=str(event.position),
        kind=KINDS[event.kind],
        at=event.at,
        appointment_id=event.appointment_id,
    )


@strawberry.type
class AppointmentSubscriptions:
    """For the two parties."""

    appointment_changed: AppointmentChange = stream(
        Stream(party=_oneself, tell=_change, per_viewer=True),
        {},
        "Every change of an appointment that the viewer takes part in, as patient or doctor, in order.\n"
        "`after` is the cursor of the last change seen: what happened since comes first, nothing is missed.\n"
        "A cursor older than seven days: error RESYNC_REQUIRED, and the client reads afresh.",
    )
