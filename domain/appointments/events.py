"""What happens to appointments. Each event also tells that its slot was taken or let go."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.events import Event


@dataclass(frozen=True, kw_only=True)
class AppointmentBooked(Event):
    """A patient asked for a visit."""


@dataclass(frozen=True, kw_only=True)
class AppointmentConfirmed(Event):
    """The doctor accepted it."""


@dataclass(frozen=True, kw_only=True)
class AppointmentDeclined(Event):
    """The doctor said no."""


@dataclass(frozen=True, kw_only=True)
class AppointmentExpired(Event):
    """Nobody answered in time."""


@dataclass(frozen=True, kw_only=True)
class AppointmentCancelled(Event):
    """The patient or the doctor called it off."""


@dataclass(frozen=True, kw_only=True)
class AppointmentRescheduled(Event):
    """The patient moved it: the new appointment and slot are named; it points at the old one."""


@dataclass(frozen=True, kw_only=True)
class AppointmentCompleted(Event):
    """The visit took place."""


@dataclass(frozen=True, kw_only=True)
class AppointmentMissed(Event):
    """The patient did not come."""


class AppointmentChangeKind(StrEnum):
    """The contract's words for what happened."""

    BOOKED = "BOOKED"
    CONFIRMED = "CONFIRMED"
    DECLINED = "DECLINED"
    EXPIRED = "EXPIRED"
    CANCELLED = "CANCELLED"
    RESCHEDULED = "RESCHEDULED"
    COMPLETED = "COMPLETED"
    NO_SHOW = "NO_SHOW"


CHANGES: Final[Mapping[type[Event], AppointmentChangeKind]] = {
    AppointmentBooked: AppointmentChangeKind.BOOKED,
    AppointmentConfirmed: AppointmentChangeKind.CONFIRMED,
    AppointmentDeclined: AppointmentChangeKind.DECLINED,
    AppointmentExpired: AppointmentChangeKind.EXPIRED,
    AppointmentCancelled: AppointmentChangeKind.CANCELLED,
    AppointmentRescheduled: AppointmentChangeKind.RESCHEDULED,
    AppointmentCompleted: AppointmentChangeKind.COMPLETED,
    AppointmentMissed: AppointmentChangeKind.NO_SHOW,
}
"""The events that appointmentChanged tells of."""
