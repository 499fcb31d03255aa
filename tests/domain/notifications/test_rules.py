"""Which messages are true when, and when those that failed are tried again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from domain.appointments.models import AppointmentStatus, Party
from domain.notifications.models import NotificationKind, NotificationStatus
from domain.notifications.rules import (
    FIRST_PAUSE,
    LONGEST_PAUSE,
    MOST_ATTEMPTS,
    Outcome,
    after,
    pause_after,
    still_holds,
)

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
TRUE = {
    "DOCTOR_BOOKED": ("PENDING CONFIRMED", "end"),
    "DOCTOR_CANCELLED": ("CANCELLED", "ever"),
    "DOCTOR_RESCHEDULED": ("PENDING CONFIRMED", "end"),
    "PATIENT_RECEIVED": ("PENDING CONFIRMED", "end"),
    "PATIENT_CONFIRMED": ("CONFIRMED", "end"),
    "PATIENT_DECLINED": ("DECLINED", "ever"),
    "PATIENT_EXPIRED": ("EXPIRED", "ever"),
    "PATIENT_CANCELLED": ("CANCELLED", "ever"),
    "PATIENT_RESCHEDULED": ("PENDING CONFIRMED", "end"),
    "PATIENT_REMINDER_DAY": ("CONFIRMED", "an hour before"),
    "PATIENT_REMINDER_HOUR": ("CONFIRMED", "start"),
}
"""In which statuses each message is true, and until when."""
LAST_MOMENTS = {
    "an hour before": -HOUR,
    "start": timedelta(),
    "end": timedelta(minutes=50),
    "ever": timedelta(days=3650),
}


@dataclass
class Visit:
    """Of fifty minutes."""

    starts_at: datetime

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=50)


def test_every_kind_is_in_the_table():
    assert set(TRUE) == set(NotificationKind)


@pytest.mark.parametrize("status", AppointmentStatus)
@pytest.mark.parametrize("kind", NotificationKind)
def test_a_message_is_true_in_its_statuses_alone(kind, status, now):
    visit = Visit(now + 2 * HOUR)
    assert still_holds(kind, status, visit, now) is (status in TRUE[kind][0].split())


@pytest.mark.parametrize("kind", NotificationKind)
def test_a_message_is_true_up_to_its_last_moment(kind, now):
    statuses, until = TRUE[kind]
    status, visit = AppointmentStatus(statuses.split()[0]), Visit(now)
    last = now + LAST_MOMENTS[until]
    assert still_holds(kind, status, visit, last - SECOND)
    assert still_holds(kind, status, visit, last) is (until == "ever")


def test_kinds_say_who_is_told_what():
    assert NotificationKind.DOCTOR_BOOKED.receiver is Party.DOCTOR
    assert NotificationKind.PATIENT_REMINDER_DAY.receiver is Party.PATIENT
    assert NotificationKind.PATIENT_REMINDER_DAY.matter == "reminder_day"


@pytest.mark.parametrize("attempts", range(1, MOST_ATTEMPTS))
def test_pauses_double_up_to_a_bound_and_are_spread_over_all_of_it(attempts):
    bound = min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)
    assert pause_after(attempts, 0.0) == timedelta()
    assert pause_after(attempts, 0.5) == bound / 2
    assert pause_after(attempts, 1.0) == bound


def test_what_an_attempt_makes_of_the_row(now):
    def become(outcome: Outcome, attempts: int = 3):
        row = after(outcome, attempts, "SMTP 451", now, 0.5)
        return row.status, row.attempts, row.next_attempt_at - now, row.last_error, row.sent_at

    nothing = timedelta()
    assert become(Outcome.SENT) == (NotificationStatus.SENT, 3, nothing, None, now)
    assert become(Outcome.OBSOLETE) == (NotificationStatus.OBSOLETE, 3, nothing, None, None)
    assert become(Outcome.UNTOUCHED) == (NotificationStatus.DUE, 2, nothing, None, None)
    assert become(Outcome.REFUSED) == (NotificationStatus.DEAD, 3, nothing, "SMTP 451", None)
    assert become(Outcome.FAILED) == (NotificationStatus.DUE, 3, timedelta(seconds=60), "SMTP 451", None)
    assert become(Outcome.FAILED, MOST_ATTEMPTS)[:2] == (NotificationStatus.DEAD, MOST_ATTEMPTS)
