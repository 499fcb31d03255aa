"""Move a visit to another time of the same doctor."""

from datetime import datetime
from typing import Final
from uuid import UUID

from domain.appointments.events import AppointmentRescheduled
from domain.appointments.models import Appointment, AppointmentStatus, Party
from domain.appointments.requests import Seen, look, must_have_time, requested
from domain.appointments.rules import Step, must_be_in_time, must_follow
from domain.appointments.steps import keep, lock_appointment, take, tell
from domain.events import record
from domain.slots.claim import claim_slot
from domain.slots.errors import SlotNotFound
from domain.slots.events import SlotPublished, SlotWithdrawn
from domain.slots.free import free_slot
from domain.terms import Terms
from domain.transaction import Transaction

REPLACED: Final = "rescheduled"
"""Why the old appointment was cancelled: a fixed word, not a sentence for people."""


async def reschedule_appointment(
    tx: Transaction,
    patient_id: UUID,
    appointment_id: UUID | None,
    slot_id: UUID | None,
    terms: Terms,
    now: datetime,
) -> UUID:
    """The id of a new PENDING appointment, with the reason and the fee of the one that it replaces.

    The patient has one of the two slots at every moment: both change hands in this transaction. Refusals, in
    this order: AppointmentNotFound, StatusConflict, TooLate, SlotNotFound (another doctor's, too),
    SlotInThePast, SlotTaken (its own slot, too), PatientBusy.
    """
    old = await lock_appointment(tx, appointment_id, Party.PATIENT, patient_id)
    step = Step(to=AppointmentStatus.CANCELLED, by=Party.SYSTEM, account_id=patient_id, at=now, why=REPLACED)
    must_follow(old, step)
    must_be_in_time(old, Party.PATIENT, terms, now)
    seen = await look(tx, patient_id, slot_id, moved_id=old.id)
    must_be_of(old.doctor_id, seen)
    await claim_slot(tx, seen, patient_id, now)
    must_have_time(seen)
    await take(tx, old, step)
    bookable = await free_slot(tx, old.slot_id, old.doctor_id, now)
    return replace(tx, old, step, seen, terms, old_slot_is_free=bookable)


def must_be_of(doctor_id: UUID, seen: Seen) -> None:
    """Only the doctor's own slots can be moved to, and only theirs is the lock held for; SlotNotFound."""
    if seen.doctor_id != doctor_id:
        raise SlotNotFound


def replace(
    tx: Transaction, old: Appointment, step: Step, seen: Seen, terms: Terms, *, old_slot_is_free: bool
) -> UUID:
    """Add the new appointment and the history of both; tell of the new one, and of the old slot."""
    new = requested(
        seen,
        old.patient_id,
        reason=old.reason,
        fee_cents=old.fee_cents,
        terms=terms,
        now=step.at,
        rescheduled_from_id=old.id,
    )
    tx.add(new)
    keep(tx, old, step)
    asked = Step(to=AppointmentStatus.PENDING, by=Party.PATIENT, account_id=old.patient_id, at=step.at)
    tell(tx, AppointmentRescheduled, new, asked)
    came_back = SlotPublished if old_slot_is_free else SlotWithdrawn
    record(tx, came_back(doctor_id=old.doctor_id, slot_id=old.slot_id), step.at)
    return new.id
