"""Confirm a visit."""

from datetime import datetime
from uuid import UUID

from domain.appointments.events import AppointmentConfirmed
from domain.appointments.models import AppointmentStatus, Party
from domain.appointments.rules import Step, must_follow
from domain.appointments.steps import lock_appointment, take, tell
from domain.transaction import Transaction


async def confirm_appointment(
    tx: Transaction, doctor_id: UUID, appointment_id: UUID | None, now: datetime
) -> UUID:
    """The doctor accepts a request that has not lapsed. Refusals: AppointmentNotFound, StatusConflict."""
    appointment = await lock_appointment(tx, appointment_id, Party.DOCTOR, doctor_id)
    step = Step(to=AppointmentStatus.CONFIRMED, by=Party.DOCTOR, account_id=doctor_id, at=now)
    must_follow(appointment, step)
    await take(tx, appointment, step)
    tell(tx, AppointmentConfirmed, appointment, step)
    return appointment.id
