"""What every step of an appointment's life shares: the locks, the judge, the history."""

from uuid import UUID

from domain.appointments.errors import AppointmentNotFound, StatusConflict
from domain.appointments.models import Appointment, AppointmentStatus, AppointmentStep, Party
from domain.appointments.queries import BY_ID, CLOSE, CONFIRM, LOCK
from domain.appointments.rules import Step, status_at
from domain.events import Event, record
from domain.transaction import Transaction


async def lock_appointment(
    tx: Transaction, appointment_id: UUID | None, by: Party, account_id: UUID | None = None
) -> Appointment:
    """The appointment as it stands, under the locks of its doctor and patient.

    AppointmentNotFound when it is unknown or not the asker's; no id at all is unknown, too.
    """
    if appointment_id is None or not await tx.rows(LOCK[by], id=appointment_id, account_id=account_id):
        raise AppointmentNotFound
    return await by_id(tx, appointment_id)


async def by_id(tx: Transaction, appointment_id: UUID) -> Appointment:
    """The row as it stands now; there is one, for appointments are never deleted."""
    rows: list[Appointment] = await tx.rows(BY_ID, id=appointment_id)
    return rows[0]


async def take(tx: Transaction, appointment: Appointment, step: Step) -> None:
    """Change the status, if it still is what was seen; the database is the last judge (StatusConflict)."""
    if step.to is AppointmentStatus.CONFIRMED:
        taken = await tx.run(CONFIRM, appointment_id=appointment.id, moment=step.at)
    else:
        taken = await tx.run(
            CLOSE,
            appointment_id=appointment.id,
            from_status=appointment.status,
            to_status=step.to,
            moment=step.at,
            party=step.by,
            why=step.why,
        )
    if not taken:
        raise StatusConflict(status_at(await by_id(tx, appointment.id), step.at))


def keep(tx: Transaction, appointment: Appointment, step: Step) -> None:
    """Write the step into the appointment's history; a life begins with PENDING."""
    begins = step.to is AppointmentStatus.PENDING
    tx.add(
        AppointmentStep(
            appointment_id=appointment.id,
            at=step.at,
            party=step.by,
            account_id=step.account_id,
            integrator_id=step.integrator_id,
            from_status=None if begins else appointment.status,
            to_status=step.to,
            reason=step.why,
        )
    )


def tell(tx: Transaction, event: type[Event], appointment: Appointment, step: Step) -> None:
    """Keep the step, and record the event that tells of it; the last thing a use case does."""
    keep(tx, appointment, step)
    told = event(
        doctor_id=appointment.doctor_id,
        patient_id=appointment.patient_id,
        appointment_id=appointment.id,
        slot_id=appointment.slot_id,
    )
    record(tx, told, step.at)
