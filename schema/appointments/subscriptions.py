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
from domain.integrators.scopes import Scope
from domain.viewer import DoctorViewer, IntegratorViewer, PatientViewer
from planner.sources import Asking, Rejected
from schema.access import Access
from schema.appointments.types import Appointment
from schema.context import Context
from schema.declare import one
from schema.guards import must_be_patient_or_doctor
from schema.mutations import row_id
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


def _party(context: Context, arguments: Mapping[str, Any]) -> UUID:
    """A party follows what is its own; a partner one of the doctors who let it."""
    named = arguments.get("doctorId")
    if isinstance(context.viewer, IntegratorViewer):
        return _heard(context.viewer, row_id(named or strawberry.ID("")))
    if named is not None:
        raise Rejected("'doctorId' is for partners.", "BAD_USER_INPUT", argument="doctorId")
    return must_be_patient_or_doctor(context.viewer).account_id


def _heard(partner: IntegratorViewer, doctor_id: UUID) -> UUID:
    if doctor_id not in partner.heard:
        raise Rejected("'doctorId' must name a doctor who granted events:read.", "FORBIDDEN")
    return doctor_id


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
    """For the two parties, and for partners."""

    appointment_changed: AppointmentChange = stream(
        Access((PatientViewer, DoctorViewer), partner=Scope.EVENTS_READ),
        Stream(party=_party, tell=_change, per_viewer=True),
        {"doctor_id": strawberry.ID | None},
        "Every change of an appointment that the viewer takes part in, as patient or doctor, in order.\n"
        "`after` is the cursor of the last change seen: what happened since comes first, nothing is missed.\n"
        "A cursor older than seven days: error RESYNC_REQUIRED, and the client reads afresh.\n"
        "A partner says with `doctorId` which doctor's appointments it follows.",
    )
