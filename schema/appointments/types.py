"""Appointments, visible to their two parties and to the partners that the doctor let see them."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import Text, cast, exists, func, or_, select
from sqlmodel import col

from domain.appointments import models as rows
from domain.doctors.models import Doctor as DoctorRow
from domain.integrators.models import Grant
from domain.integrators.models import Integrator as IntegratorRow
from domain.integrators.scopes import Scope, has_scope
from domain.patients.models import Patient as PatientRow
from domain.slots.models import Slot as SlotRow
from domain.viewer import AdministratorViewer, Anonymous, DoctorViewer, PatientViewer
from planner.sources import Asking, Sorted
from schema.access import Access
from schema.connections import PageInfo
from schema.declare import column, many, one, page, published
from schema.doctors.types import Doctor
from schema.integrators.types import Integrator
from schema.patients.types import Patient
from schema.slots.types import Slot

strawberry.enum(rows.AppointmentStatus)
strawberry.enum(rows.Party)
Row = type[rows.Appointment]
Step = type[rows.AppointmentStep]


def _slot(appointment: Row, slot: type[SlotRow], _: Asking) -> Any:
    return select(slot).where(col(slot.id) == appointment.slot_id)


def _doctor(appointment: Row, doctor: type[DoctorRow], _: Asking) -> Any:
    return select(doctor).where(col(doctor.id) == appointment.doctor_id)


def _patient(appointment: Row, patient: type[PatientRow], _: Asking) -> Any:
    return select(patient).where(col(patient.id) == appointment.patient_id)


def _replaced(appointment: Row, replaced: Row, _: Asking) -> Any:
    return select(replaced).where(col(replaced.id) == appointment.rescheduled_from_id)


def _its_parties(appointment: Row, asking: Asking) -> Any:
    return or_(
        col(appointment.patient_id) == asking.viewer_id, col(appointment.doctor_id) == asking.viewer_id
    )


def _granting_doctors(asking: Asking) -> Any:
    """Who let the partner that asks see this; none for anybody else. Found once for a statement."""
    granted = select(col(Grant.doctor_id)).where(
        col(Grant.integrator_id) == asking.viewer_id,
        has_scope(col(Grant.scopes), cast(asking.scope, Text)),
    )
    return func.array(granted.scalar_subquery())


def _its_parties_and_partners(appointment: Row, asking: Asking) -> Any:
    granted = col(appointment.doctor_id) == func.any(_granting_doctors(asking))
    return or_(_its_parties(appointment, asking), granted)


def _parties_of(step: Step, asking: Asking) -> Any:
    appointment = rows.Appointment
    return exists().where(col(appointment.id) == step.appointment_id, _its_parties(appointment, asking))


def _through(step: Step, integrator: type[IntegratorRow], _: Asking) -> Any:
    return select(integrator).where(col(integrator.id) == step.integrator_id)


@published(rows.AppointmentStep)
class AppointmentStep:
    """One step of an appointment's life."""

    at: datetime = column(rows.AppointmentStep.at)
    by: rows.Party = column(rows.AppointmentStep.party)
    through: Integrator | None = one(_through, description="The partner that took it for the patient.")
    from_: rows.AppointmentStatus | None = column(rows.AppointmentStep.from_status, name="from")
    to: rows.AppointmentStatus = column(rows.AppointmentStep.to_status)
    reason: str | None = column(
        rows.AppointmentStep.reason, visible=_parties_of, description="Seen by the two parties only."
    )


def _history(appointment: Row, step: Step, _: Asking) -> Any:
    return select(step).where(col(step.appointment_id) == appointment.id).order_by(col(step.at), col(step.id))


@published(rows.Appointment, visible=_its_parties_and_partners)
class Appointment:
    """A visit that a patient asked for."""

    id: strawberry.ID = column(rows.Appointment.id)
    status: rows.AppointmentStatus = column(rows.Appointment.status)
    slot: Slot = one(_slot)
    doctor: Doctor = one(_doctor)
    patient: Patient = one(_patient)
    reason: str | None = column(
        rows.Appointment.reason,
        visible=_its_parties,
        description="What the patient wants to be seen for; seen by the two parties only.",
    )
    fee_cents: int = column(
        rows.Appointment.fee_cents, description="The price when it was booked, in centavos."
    )
    created_at: datetime = column(rows.Appointment.created_at)
    expires_at: datetime | None = column(
        rows.Appointment.expires_at, description="When an unanswered request lapses; null once answered."
    )
    confirmed_at: datetime | None = column(rows.Appointment.confirmed_at)
    closed_at: datetime | None = column(
        rows.Appointment.closed_at,
        description="When it was declined, cancelled, completed, missed or lapsed.",
    )
    closed_by: rows.Party | None = column(rows.Appointment.closed_by)
    closed_reason: str | None = column(rows.Appointment.closed_reason, visible=_its_parties)
    rescheduled_from: Annotated["Appointment", strawberry.lazy("schema.appointments.types")] | None = one(
        _replaced, description="The appointment that this one replaced."
    )
    history: list[AppointmentStep] = many(_history, description="Every step so far, the first one first.")


@strawberry.type
class AppointmentEdge:
    """An appointment and its place in the list."""

    node: Appointment
    cursor: str


@strawberry.type
class AppointmentConnection:
    """A page of appointments."""

    nodes: list[Appointment]
    edges: list[AppointmentEdge]
    page_info: PageInfo


@strawberry.input
class AppointmentFilter:
    """Which appointments: of these statuses, starting in [from, to)."""

    status: list[rows.AppointmentStatus] | None = None
    from_: datetime | None = strawberry.field(name="from", default=None)
    to: datetime | None = None


def _appointment(appointment: Row, _: Asking, *, id: strawberry.ID) -> Any:
    return select(appointment).where(col(appointment.id) == id)


def _appointments(appointment: Row, _: Asking, *, filter: AppointmentFilter | None = None) -> Sorted:
    conditions: list[Any] = []
    if filter is not None and filter.status is not None:
        conditions.append(col(appointment.status) == func.any(filter.status))
    if filter is not None and filter.from_ is not None:
        conditions.append(col(appointment.starts_at) >= filter.from_)
    if filter is not None and filter.to is not None:
        conditions.append(col(appointment.starts_at) < filter.to)
    return Sorted(select(appointment).where(*conditions), [appointment.starts_at, appointment.id])


@strawberry.type
class AppointmentQueries:
    """What the two parties ask."""

    appointment: Appointment | None = one(
        _appointment,
        access=Access(
            (PatientViewer, DoctorViewer),
            partner=Scope.APPOINTMENTS_READ,
            nothing=(Anonymous, AdministratorViewer),
        ),
        description="The viewer's own appointment, as its patient or its doctor; or as a partner whom the"
        " doctor let see it.",
    )
    appointments: AppointmentConnection = page(
        _appointments,
        access=Access((PatientViewer, DoctorViewer), partner=Scope.APPOINTMENTS_READ),
        description="The viewer's own appointments, soonest first; to a partner, those of the doctors who let"
        " it see them.",
    )
