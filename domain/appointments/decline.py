"""Decline a request."""

from datetime import datetime
from uuid import UUID

from domain.appointments.events import AppointmentDeclined
from domain.appointments.models import AppointmentStatus, Party
from domain.appointments.rules import Step, must_follow, trimmed, wrong_reason
from domain.appointments.steps import lock_appointment, take, tell
from domain.errors import must_be_valid
from domain.slots.free import free_slot
from domain.transaction import Transaction


async def decline_appointment(
    tx: Transaction, doctor_id: UUID, appointment_id: UUID | None, reason: str, now: datetime
) -> UUID:
    """The doctor says no to a request, and why; the slot is free at once.

    Refusals: InvalidInput, AppointmentNotFound, StatusConflict.
    """
    why = trimmed(reason)
    must_be_valid(wrong_reason(why))
    appointment = await lock_appointment(tx, appointment_id, Party.DOCTOR, doctor_id)
    step = Step(to=AppointmentStatus.DECLINED, by=Party.DOCTOR, account_id=doctor_id, at=now, why=why)
    must_follow(appointment, step)
    await take(tx, appointment, step)
    await free_slot(tx, appointment.slot_id, appointment.doctor_id, now)
    tell(tx, AppointmentDeclined, appointment, step)
    return appointment.id
