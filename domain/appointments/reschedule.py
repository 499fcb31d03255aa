"""Move a visit to another time of the same doctor."""

import dataclasses
from datetime import datetime
from typing import Final
from uuid import UUID

from domain.appointments.acting import Hand, as_told, hand_of
from domain.appointments.errors import PatientBusy
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
from domain.viewer import IntegratorViewer, PatientViewer

REPLACED: Final = "rescheduled"
"""Why the old appointment was cancelled: a fixed word, not a sentence for people."""


async def reschedule_appointment(
    tx: Transaction,
    viewer: PatientViewer | IntegratorViewer,
    appointment_id: UUID | None,
    slot_id: UUID | None,
    terms: Terms,
    now: datetime,
) -> UUID:
    """The id of a new PENDING appointment, with the reason and the fee of the one that it replaces.

    The patient has one of the two slots at every moment: both change hands in this transaction. A partner
    moves what it may cancel. Refusals, in this order: AppointmentNotFound, StatusConflict, TooLate,
    SlotNotFound (another doctor's, too), SlotInThePast, SlotTaken (its own slot, too), PatientBusy; to a
    partner InvalidInput, when it may not see with what the patient is busy.
    """
    hand = await hand_of(tx, viewer, appointment_id)
    old = await lock_appointment(tx, appointment_id, Party.PATIENT, hand.account_id)
    step = given_up(hand, now)
    must_follow(old, step)
    must_be_in_time(old, Party.PATIENT, terms, now)
    seen = await look(tx, old.patient_id, slot_id, moved_id=old.id)
    must_be_of(old.doctor_id, seen)
    await claim_slot(tx, seen, old.patient_id, now)
    await must_be_at_leisure(tx, hand, seen)
    await take(tx, old, step)
    bookable = await free_slot(tx, old.slot_id, old.doctor_id, now)
    return replace(tx, old, step, seen, terms, old_slot_is_free=bookable)


def given_up(hand: Hand, now: datetime) -> Step:
    """The old appointment's last step: the clinic cancels it, for whoever asked to move it."""
    return Step(
        to=AppointmentStatus.CANCELLED,
        by=Party.SYSTEM,
        account_id=hand.account_id,
        integrator_id=hand.integrator_id,
        at=now,
        why=REPLACED,
    )


async def must_be_at_leisure(tx: Transaction, hand: Hand, seen: Seen) -> None:
    """PatientBusy, told to a partner as far as it may know."""
    try:
        must_have_time(seen)
    except PatientBusy as busy:
        if hand.integrator_id is None:
            raise
        raise await as_told(tx, hand.integrator_id, busy, "slotId") from None


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
    asked = dataclasses.replace(step, to=AppointmentStatus.PENDING, by=Party.PATIENT, why=None)
    tell(tx, AppointmentRescheduled, new, asked)
    came_back = SlotPublished if old_slot_is_free else SlotWithdrawn
    record(tx, came_back(doctor_id=old.doctor_id, slot_id=old.slot_id), step.at)
    return new.id
