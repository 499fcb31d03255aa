"""What asking for a visit means, whether it is booked or moved."""

from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from domain.appointments.errors import PatientBusy
from domain.appointments.models import Appointment
from domain.appointments.queries import LOOK
from domain.appointments.rules import expiry
from domain.slots.claim import SeenSlot
from domain.terms import Terms
from domain.transaction import Transaction


class Seen(SeenSlot, Protocol):
    """A slot that a patient asks for, and what decides on it, read under both locks."""

    fee_cents: int
    fingerprint: bytes | None
    """Of what the idempotency key was used for before."""
    booked_id: UUID | None
    """The appointment that it gave."""
    in_the_way_id: UUID | None
    """A live appointment of the patient at that time."""


async def look(
    tx: Transaction,
    patient_id: UUID,
    slot_id: UUID | None,
    *,
    key: str | None = None,
    moved_id: UUID | None = None,
) -> Seen:
    """See all that decides, in one statement after the locks; `moved_id` is not in its own way."""
    rows: list[Any] = await tx.rows(LOOK, patient_id=patient_id, slot_id=slot_id, key=key, moved_id=moved_id)
    seen: Seen = rows[0]
    return seen


def must_have_time(seen: Seen) -> None:
    """A patient's live appointments never overlap; PatientBusy."""
    if seen.in_the_way_id is not None:
        raise PatientBusy(seen.in_the_way_id)


def requested(
    seen: Seen,
    patient_id: UUID,
    *,
    reason: str | None,
    fee_cents: int,
    terms: Terms,
    now: datetime,
    rescheduled_from_id: UUID | None = None,
) -> Appointment:
    """A new appointment in the claimed slot, PENDING until the doctor answers or it lapses."""
    return Appointment(
        slot_id=seen.slot_id,
        doctor_id=seen.doctor_id,
        patient_id=patient_id,
        starts_at=seen.starts_at,
        ends_at=seen.ends_at,
        reason=reason,
        fee_cents=fee_cents,
        created_at=now,
        expires_at=expiry(seen.starts_at, terms.request_ttl, now),
        rescheduled_from_id=rescheduled_from_id,
    )
