"""The rules of an appointment's life, without the database."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from domain.appointments.errors import StatusConflict, TooEarly, TooLate
from domain.appointments.models import Appointment, AppointmentStatus, Party
from domain.errors import Invalid
from domain.problems import Problem
from domain.terms import Terms

TRANSITIONS: Final[Mapping[tuple[AppointmentStatus, AppointmentStatus], tuple[Party, ...]]] = {
    (AppointmentStatus.PENDING, AppointmentStatus.CONFIRMED): (Party.DOCTOR,),
    (AppointmentStatus.PENDING, AppointmentStatus.DECLINED): (Party.DOCTOR,),
    (AppointmentStatus.PENDING, AppointmentStatus.EXPIRED): (Party.SYSTEM,),
    (AppointmentStatus.PENDING, AppointmentStatus.CANCELLED): (Party.PATIENT, Party.DOCTOR, Party.SYSTEM),
    (AppointmentStatus.CONFIRMED, AppointmentStatus.CANCELLED): (Party.PATIENT, Party.DOCTOR, Party.SYSTEM),
    (AppointmentStatus.CONFIRMED, AppointmentStatus.COMPLETED): (Party.DOCTOR,),
    (AppointmentStatus.CONFIRMED, AppointmentStatus.NO_SHOW): (Party.DOCTOR,),
}
"""Every step there is: from, to, and who takes it. SYSTEM cancels what another appointment replaces."""

ANSWER_MARGIN: Final = timedelta(hours=2)
"""A request lapses this long before the visit, so that the patient can look elsewhere."""
REASON_SHORTEST: Final = 3
REASON_LONGEST: Final = 500
IDEMPOTENCY_KEY: Final = re.compile(r"[\x21-\x7e]{8,200}")
"""Printable ASCII without spaces, as a UUID or a client's own counter is written."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of an appointment's life, as somebody means to take it."""

    to: AppointmentStatus
    by: Party
    account_id: UUID | None = None
    """Whose hand it was; none when the clock took it."""
    integrator_id: UUID | None = None
    """The partner's program that took it for the patient."""
    at: datetime
    why: str | None = None


def expiry(starts_at: datetime, ttl: timedelta, now: datetime) -> datetime:
    """When a request made now lapses unanswered."""
    margin = starts_at - ANSWER_MARGIN
    return min(now + ttl, margin) if margin > now else starts_at


def has_lapsed(appointment: Appointment, now: datetime) -> bool:
    """Nobody answered in time, whether or not that has been written down."""
    return appointment.expires_at is not None and appointment.expires_at <= now


def status_at(appointment: Appointment, now: datetime) -> AppointmentStatus:
    """Where it stands: what is stored, unless the request has lapsed since."""
    return (
        AppointmentStatus.EXPIRED if has_lapsed(appointment, now) else AppointmentStatus(appointment.status)
    )


def must_follow(appointment: Appointment, step: Step) -> None:
    """Refuse a step that the table does not have, with StatusConflict."""
    status = status_at(appointment, step.at)
    if step.by not in TRANSITIONS.get((status, step.to), ()):
        raise StatusConflict(status)


def must_be_in_time(appointment: Appointment, by: Party, terms: Terms, now: datetime) -> None:
    """A doctor changes a visit until it starts, a patient until the change window before; else TooLate."""
    deadline = appointment.starts_at - (terms.change_window if by is Party.PATIENT else timedelta())
    if now >= deadline:
        raise TooLate(deadline)


def must_have_begun(appointment: Appointment, now: datetime) -> None:
    """Nobody knows how a visit ended before it starts; TooEarly."""
    if now < appointment.starts_at:
        raise TooEarly(appointment.starts_at)


def trimmed(text: str | None) -> str | None:
    """What was written, one way of ending lines, nothing around it; None when nothing is left."""
    return (text or "").replace("\r\n", "\n").strip() or None


def wrong_reason(reason: str | None) -> Invalid | None:
    """A trimmed reason is 3 to 500 characters that can be shown."""
    if reason is None:
        return Invalid("reason", Problem.REQUIRED)
    if len(reason) < REASON_SHORTEST:
        return Invalid("reason", Problem.TOO_SHORT)
    if len(reason) > REASON_LONGEST:
        return Invalid("reason", Problem.TOO_LONG)
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in reason):
        return Invalid("reason", Problem.CHARACTERS)
    return None


def wrong_key(key: str | None) -> Invalid | None:
    """An idempotency key, when there is one, cannot be guessed by accident and fits in an index."""
    if key is None or IDEMPOTENCY_KEY.fullmatch(key):
        return None
    return Invalid("idempotencyKey", Problem.IDEMPOTENCY_KEY)


def fingerprint(slot_id: UUID | None, reason: str | None) -> bytes:
    """Equal for equal bookings, and tells nothing of them."""
    return hashlib.sha256(json.dumps([str(slot_id), reason]).encode()).digest()
