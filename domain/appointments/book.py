"""Book a visit."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.appointments.errors import IdempotencyMismatch
from domain.appointments.events import AppointmentBooked
from domain.appointments.models import AppointmentStatus, IdempotencyKey, Party
from domain.appointments.requests import Seen, look, must_have_time, requested
from domain.appointments.rules import Step, fingerprint, trimmed, wrong_key, wrong_reason
from domain.appointments.steps import tell
from domain.errors import must_be_valid
from domain.slots.claim import claim_slot, lock_slot
from domain.terms import Terms
from domain.transaction import Transaction


@dataclass(frozen=True)
class Booking:
    """What a patient asks for."""

    slot_id: UUID | None
    """None for what cannot be a slot's id."""
    reason: str | None = None
    idempotency_key: str | None = None
    """The patient's own name for this request: repeated, it gives the same appointment."""


async def book_appointment(
    tx: Transaction,
    patient_id: UUID,
    request: Booking,
    terms: Terms,
    now: datetime,
    *,
    integrator_id: UUID | None = None,
) -> UUID:
    """The id of a PENDING appointment at the doctor's present fee; a repeated request gives the first one's.

    `integrator_id` names the partner who asks for the patient (`book_for_patient`).

    Refusals, in this order: InvalidInput, IdempotencyMismatch, SlotNotFound, SlotInThePast, SlotTaken,
    PatientBusy.
    """
    reason = must_be_bookable(request)
    seen = await look_under_locks(tx, patient_id, request)
    if seen.booked_id:
        return same_booking(seen, seen.booked_id, fingerprint(request.slot_id, reason))
    await claim_slot(tx, seen, patient_id, now)
    must_have_time(seen)
    booked = requested(seen, patient_id, reason=reason, fee_cents=seen.fee_cents, terms=terms, now=now)
    tx.add(booked)
    remember(tx, request, booked.id, patient_id, fingerprint(request.slot_id, reason), now)
    step = Step(
        to=AppointmentStatus.PENDING,
        by=Party.PATIENT,
        account_id=patient_id,
        integrator_id=integrator_id,
        at=now,
    )
    tell(tx, AppointmentBooked, booked, step)
    return booked.id


def must_be_bookable(request: Booking) -> str | None:
    """The reason as it is kept; InvalidInput names all that is wrong."""
    reason = trimmed(request.reason)
    must_be_valid(wrong_key(request.idempotency_key), wrong_reason(reason) if reason else None)
    return reason


async def look_under_locks(tx: Transaction, patient_id: UUID, request: Booking) -> Seen:
    """What stands after everybody who was before us: a statement that waits for a lock sees what was."""
    if request.slot_id:
        await lock_slot(tx, request.slot_id, patient_id)
    return await look(tx, patient_id, request.slot_id, key=request.idempotency_key)


def same_booking(seen: Seen, booked_id: UUID, print_now: bytes) -> UUID:
    """The appointment that the key gave, if it was used for the same input; else IdempotencyMismatch."""
    if seen.fingerprint != print_now:
        raise IdempotencyMismatch
    return booked_id


def remember(
    tx: Transaction, request: Booking, booked_id: UUID, patient_id: UUID, print_now: bytes, now: datetime
) -> None:
    """Keep the key, if one was given, so that the same request books once."""
    if request.idempotency_key is not None:
        tx.add(
            IdempotencyKey(
                patient_id=patient_id,
                key=request.idempotency_key,
                fingerprint=print_now,
                appointment_id=booked_id,
                created_at=now,
            )
        )
