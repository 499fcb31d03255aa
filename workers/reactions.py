"""What follows from what happened: the one table from events to messages, and who gets them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from domain.appointments.events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentCompleted,
    AppointmentConfirmed,
    AppointmentDeclined,
    AppointmentExpired,
    AppointmentMissed,
    AppointmentRescheduled,
)
from domain.appointments.models import Party
from domain.events import Event
from domain.notifications.enqueue import Wanted, enqueue_notifications
from domain.notifications.models import NotificationKind as Tell
from domain.transaction import Transaction

REACTIONS: Final[Mapping[type[Event], tuple[Tell, ...]]] = {
    AppointmentBooked: (Tell.DOCTOR_BOOKED, Tell.PATIENT_RECEIVED),
    AppointmentConfirmed: (
        Tell.PATIENT_CONFIRMED,
        Tell.PATIENT_REMINDER_DAY,  # due 24 hours before the start
        Tell.PATIENT_REMINDER_HOUR,  # due an hour before the start
    ),
    AppointmentDeclined: (Tell.PATIENT_DECLINED,),
    AppointmentExpired: (Tell.PATIENT_EXPIRED,),
    AppointmentCancelled: (Tell.DOCTOR_CANCELLED, Tell.PATIENT_CANCELLED),
    AppointmentRescheduled: (Tell.DOCTOR_RESCHEDULED, Tell.PATIENT_RESCHEDULED),
    AppointmentCompleted: (),
    AppointmentMissed: (),
}
"""A visit that was moved waits for the doctor again: its own confirmation and reminders follow from that."""

_BY_NAME: Final = {event.__name__: messages for event, messages in REACTIONS.items()}


class Happened(Protocol):
    """A row of the event log."""

    kind: str
    at: datetime
    doctor_id: UUID
    patient_id: UUID | None
    appointment_id: UUID | None
    trace: str | None


async def react(tx: Transaction, events: Sequence[Happened], now: datetime) -> int:
    """Ask for the messages that follow from these events; how many are new.

    They stand or fall with the transaction. An event that comes twice asks for nothing the second time.
    """
    wanted = [
        Wanted(
            kind=kind,
            account_id=receiver,
            appointment_id=event.appointment_id,
            at=event.at,
            trace=event.trace,
        )
        for event in events
        for kind in _BY_NAME.get(event.kind, ())
        if event.appointment_id and (receiver := _receiver(event, kind))
    ]
    return await enqueue_notifications(tx, wanted, now)


def _receiver(event: Happened, kind: Tell) -> UUID | None:
    return event.doctor_id if kind.receiver is Party.DOCTOR else event.patient_id
