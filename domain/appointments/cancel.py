"""Call a visit off."""

from datetime import datetime
from uuid import UUID

from domain.appointments.acting import hand_of
from domain.appointments.events import AppointmentCancelled
from domain.appointments.models import AppointmentStatus
from domain.appointments.rules import Step, must_be_in_time, must_follow, trimmed, wrong_reason
from domain.appointments.steps import lock_appointment, take, tell
from domain.errors import must_be_valid
from domain.slots.free import free_slot
from domain.terms import Terms
from domain.transaction import Transaction
from domain.viewer import DoctorViewer, IntegratorViewer, PatientViewer


async def cancel_appointment(
    tx: Transaction,
    viewer: PatientViewer | DoctorViewer | IntegratorViewer,
    appointment_id: UUID | None,
    reason: str,
    terms: Terms,
    now: datetime,
) -> UUID:
    """Either party, or a partner for its patient, calls off a live appointment; the slot is free at once.

    Refusals: InvalidInput, AppointmentNotFound, StatusConflict, TooLate (a patient within the change window,
    a doctor once it has begun).
    """
    why = trimmed(reason)
    must_be_valid(wrong_reason(why))
    hand = await hand_of(tx, viewer, appointment_id)
    appointment = await lock_appointment(tx, appointment_id, hand.party, hand.account_id)
    step = Step(
        to=AppointmentStatus.CANCELLED,
        by=hand.party,
        account_id=hand.account_id,
        integrator_id=hand.integrator_id,
        at=now,
        why=why,
    )
    must_follow(appointment, step)
    must_be_in_time(appointment, hand.party, terms, now)
    await take(tx, appointment, step)
    await free_slot(tx, appointment.slot_id, appointment.doctor_id, now)
    tell(tx, AppointmentCancelled, appointment, step)
    return appointment.id
