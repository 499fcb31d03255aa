"""Call a visit off."""

from datetime import datetime
from uuid import UUID

from domain.appointments.events import AppointmentCancelled
from domain.appointments.models import AppointmentStatus, Party
from domain.appointments.rules import Step, must_be_in_time, must_follow, trimmed, wrong_reason
from domain.appointments.steps import lock_appointment, take, tell
from domain.errors import must_be_valid
from domain.slots.free import free_slot
from domain.terms import Terms
from domain.transaction import Transaction
from domain.viewer import DoctorViewer, PatientViewer


async def cancel_appointment(
    tx: Transaction,
    viewer: PatientViewer | DoctorViewer,
    appointment_id: UUID | None,
    reason: str,
    terms: Terms,
    now: datetime,
) -> UUID:
    """Either party calls off a live appointment, and says why; the slot is free at once.

    Refusals: InvalidInput, AppointmentNotFound, StatusConflict, TooLate (a patient within the change window,
    a doctor once it has begun).
    """
    why = trimmed(reason)
    must_be_valid(wrong_reason(why))
    by = Party.PATIENT if isinstance(viewer, PatientViewer) else Party.DOCTOR
    appointment = await lock_appointment(tx, appointment_id, by, viewer.account_id)
    step = Step(to=AppointmentStatus.CANCELLED, by=by, account_id=viewer.account_id, at=now, why=why)
    must_follow(appointment, step)
    must_be_in_time(appointment, by, terms, now)
    await take(tx, appointment, step)
    await free_slot(tx, appointment.slot_id, appointment.doctor_id, now)
    tell(tx, AppointmentCancelled, appointment, step)
    return appointment.id
