"""Whether a message is still true, and when one that failed is tried again; without the database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Final, NamedTuple, Protocol

from domain.appointments.models import LIVE, AppointmentStatus
from domain.notifications.models import NotificationKind, NotificationStatus

LEASE: Final = timedelta(seconds=60)
"""Whoever claims a message has it this long; then somebody else may."""
MOST_ATTEMPTS: Final = 12
FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(hours=6)
"""Twelve attempts reach over half a night: seven hours on average, fourteen at the most."""
HOUR_BEFORE: Final = timedelta(hours=1)
DAY_BEFORE: Final = timedelta(hours=24)
BEFORE_START: Final[Mapping[NotificationKind, timedelta]] = {
    NotificationKind.PATIENT_REMINDER_DAY: DAY_BEFORE,
    NotificationKind.PATIENT_REMINDER_HOUR: HOUR_BEFORE,
}
"""Messages that are due so long before the visit; all others are due at once."""


class Times(Protocol):
    """When the visit is."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...


def _for_good(_: Times) -> datetime:
    return datetime.max.replace(tzinfo=UTC)


def _the_end(visit: Times) -> datetime:
    return visit.ends_at


def _the_start(visit: Times) -> datetime:
    return visit.starts_at


def _the_last_hour(visit: Times) -> datetime:
    """From here on the other reminder says it."""
    return visit.starts_at - HOUR_BEFORE


class _Truth(NamedTuple):
    """A message is true while the appointment has one of these statuses, until that time."""

    statuses: tuple[AppointmentStatus, ...]
    until: Callable[[Times], datetime]


_CONFIRMED: Final = (AppointmentStatus.CONFIRMED,)

TRUE_WHILE: Final[Mapping[NotificationKind, _Truth]] = {
    NotificationKind.DOCTOR_BOOKED: _Truth(LIVE, _the_end),
    NotificationKind.DOCTOR_CANCELLED: _Truth((AppointmentStatus.CANCELLED,), _for_good),
    NotificationKind.DOCTOR_RESCHEDULED: _Truth(LIVE, _the_end),
    NotificationKind.PATIENT_RECEIVED: _Truth(LIVE, _the_end),
    NotificationKind.PATIENT_CONFIRMED: _Truth(_CONFIRMED, _the_end),
    NotificationKind.PATIENT_DECLINED: _Truth((AppointmentStatus.DECLINED,), _for_good),
    NotificationKind.PATIENT_EXPIRED: _Truth((AppointmentStatus.EXPIRED,), _for_good),
    NotificationKind.PATIENT_CANCELLED: _Truth((AppointmentStatus.CANCELLED,), _for_good),
    NotificationKind.PATIENT_RESCHEDULED: _Truth(LIVE, _the_end),
    NotificationKind.PATIENT_REMINDER_DAY: _Truth(_CONFIRMED, _the_last_hour),
    NotificationKind.PATIENT_REMINDER_HOUR: _Truth(_CONFIRMED, _the_start),
}
"""A visit that was moved is CANCELLED: what was to be said of its old time is untrue with it."""


def still_holds(kind: NotificationKind, status: AppointmentStatus, visit: Times, now: datetime) -> bool:
    """Whether the message may be sent now; `status` is where the appointment stands now."""
    truth = TRUE_WHILE[kind]
    return status in truth.statuses and now < truth.until(visit)


class Outcome(Enum):
    """How an attempt ended."""

    SENT = "sent"
    OBSOLETE = "obsolete"
    """It would have been untrue."""
    FAILED = "failed"
    """Nobody knows why not, or it may be otherwise later."""
    REFUSED = "refused"
    """The receiver's server will never take it."""
    UNTOUCHED = "untouched"
    """There was no time to begin; the attempt does not count."""


@dataclass(frozen=True, kw_only=True)
class After:
    """The row after an attempt."""

    status: NotificationStatus
    attempts: int
    next_attempt_at: datetime
    last_error: str | None = None
    sent_at: datetime | None = None


def after(outcome: Outcome, attempts: int, why: str | None, now: datetime, chance: float) -> After:
    """What an attempt makes of the row; `chance`, 0 to 1, spreads those that failed together."""
    if outcome is Outcome.SENT:
        return After(status=NotificationStatus.SENT, attempts=attempts, next_attempt_at=now, sent_at=now)
    if outcome is Outcome.OBSOLETE:
        return After(status=NotificationStatus.OBSOLETE, attempts=attempts, next_attempt_at=now)
    if outcome is Outcome.UNTOUCHED:
        return After(status=NotificationStatus.DUE, attempts=attempts - 1, next_attempt_at=now)
    if outcome is Outcome.REFUSED or attempts >= MOST_ATTEMPTS:
        return After(status=NotificationStatus.DEAD, attempts=attempts, next_attempt_at=now, last_error=why)
    again = now + pause_after(attempts, chance)
    return After(status=NotificationStatus.DUE, attempts=attempts, next_attempt_at=again, last_error=why)


def pause_after(attempts: int, chance: float) -> timedelta:
    """Full jitter: anything up to a bound that doubles with each attempt."""
    bound: timedelta = FIRST_PAUSE * 2 ** (attempts - 1)
    return min(bound, LONGEST_PAUSE) * chance
