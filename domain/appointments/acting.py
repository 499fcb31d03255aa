"""Whose hand takes a step: a party's own, or a partner's for a patient that it registered."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import String, and_, bindparam, select
from sqlmodel import col

from domain.appointments.errors import AppointmentNotFound, PatientBusy
from domain.appointments.models import Appointment, Party
from domain.errors import DomainError, Invalid, InvalidInput
from domain.integrators.models import Enrolment, Grant
from domain.integrators.scopes import Scope, has_scope
from domain.problems import Problem
from domain.slots.models import Slot
from domain.transaction import Transaction
from domain.viewer import DoctorViewer, IntegratorViewer, PatientViewer


def _writing(row: Any) -> Any:
    """The row's doctor granted the integrator appointments:write."""
    return and_(
        col(Grant.doctor_id) == row.doctor_id,
        col(Grant.integrator_id) == bindparam("integrator_id"),
        has_scope(col(Grant.scopes), bindparam("scope", type_=String)),
    )


GRANTED_SLOT: Final = select(col(Slot.id)).join(Grant, _writing(Slot)).where(col(Slot.id) == bindparam("id"))
GRANTED: Final = (
    select(col(Appointment.patient_id))
    .join(Grant, _writing(Appointment))
    .where(col(Appointment.id) == bindparam("id"))
)
SERVED: Final = GRANTED.join(
    Enrolment,
    and_(
        col(Enrolment.integrator_id) == col(Grant.integrator_id),
        col(Enrolment.patient_id) == col(Appointment.patient_id),
    ),
)


@dataclass(frozen=True)
class Hand:
    """Who acts, and through which partner."""

    party: Party
    account_id: UUID
    integrator_id: UUID | None = None


async def hand_of(
    tx: Transaction, viewer: PatientViewer | DoctorViewer | IntegratorViewer, appointment_id: UUID | None
) -> Hand:
    """A partner acts for the patient if it registered that patient and the doctor granted it that.

    AppointmentNotFound for a partner otherwise; whether the appointment is a party's own is not looked at.
    """
    if isinstance(viewer, PatientViewer):
        return Hand(Party.PATIENT, viewer.account_id)
    if isinstance(viewer, DoctorViewer):
        return Hand(Party.DOCTOR, viewer.account_id)
    found = await tx.rows(SERVED, id=appointment_id, **_by(viewer.integrator_id))
    if not found:
        raise AppointmentNotFound
    return Hand(Party.PATIENT, found[0].patient_id, viewer.integrator_id)


async def may_book(tx: Transaction, integrator_id: UUID, slot_id: UUID | None) -> bool:
    """Whether the slot's doctor lets the partner book."""
    return bool(await tx.rows(GRANTED_SLOT, id=slot_id, **_by(integrator_id)))


async def as_told(tx: Transaction, integrator_id: UUID, busy: PatientBusy, path: str) -> DomainError:
    """What a partner learns of a patient who is busy: with what, if its doctor granted the partner that.

    Else InvalidInput, on the field that the partner could choose otherwise, which says no more.
    """
    if await tx.rows(GRANTED, id=busy.appointment_id, **_by(integrator_id)):
        return busy
    return InvalidInput([Invalid(path, Problem.PATIENT_BUSY)])


def _by(integrator_id: UUID) -> dict[str, Any]:
    return {"integrator_id": integrator_id, "scope": Scope.APPOINTMENTS_WRITE.value}
