"""Say that a patient did not come."""

from datetime import datetime
from uuid import UUID

from domain.appointments.events import AppointmentMissed
from domain.appointments.models import AppointmentStatus, Party
from domain.appointments.rules import Step, must_follow, must_have_begun
from domain.appointments.steps import lock_appointment, take, tell
from domain.transaction import Transaction


async def mark_no_show(tx: Transaction, doctor_id: UUID, appointment_id: UUID | None, now: datetime) -> UUID:
    """The doctor waited in vain once it began. Refusals: AppointmentNotFound, StatusConflict, TooEarly."""
    appointment = await lock_appointment(tx, appointment_id, Party.DOCTOR, doctor_id)
    step = Step(to=AppointmentStatus.NO_SHOW, by=Party.DOCTOR, account_id=doctor_id, at=now)
    must_follow(appointment, step)
    must_have_begun(appointment, now)
    await take(tx, appointment, step)
    tell(tx, AppointmentMissed, appointment, step)
    return appointment.id
