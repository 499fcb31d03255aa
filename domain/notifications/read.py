"""Read what a message says, as it stands now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.appointments.models import AppointmentStatus, Party
from domain.appointments.rules import status_at
from domain.notifications.models import NotificationKind
from domain.notifications.queries import FACTS
from domain.notifications.rules import still_holds
from domain.transaction import Transaction


@dataclass(frozen=True, kw_only=True, repr=False)
class Facts:
    """A message's receiver and visit; shows nothing of itself in logs."""

    kind: NotificationKind
    holds: bool
    """Whether the message is still true."""
    address: str | None
    locale: str
    appointment_id: UUID
    status: AppointmentStatus
    """A request that lapsed is EXPIRED, whether or not that has been written down."""
    starts_at: datetime
    ends_at: datetime
    expires_at: datetime | None
    closed_by: Party | None
    closed_reason: str | None
    doctor_name: str
    doctor_time_zone: str
    patient_name: str
    patient_time_zone: str
    moved_from_at: datetime | None
    """When the visit would have been before it was moved here."""
    series_id: UUID
    """The first appointment of those that replaced one another: calendars know the visit by it."""
    sequence: int
    """How many steps the visit has come, moves included: it only ever rises."""
    was_confirmed: bool
    """Now or before it was moved: the patient's calendar may hold it."""

    @property
    def is_pending(self) -> bool:
        """The doctor has not answered."""
        return self.status is AppointmentStatus.PENDING


async def read_notification(tx: Transaction, id: UUID, now: datetime) -> Facts:  # noqa: A002 - its own name
    """All that is needed to send it, in one statement."""
    row: Any = (await tx.rows(FACTS, id=id))[0]
    kind, status = NotificationKind(row.kind), status_at(row, now)
    known = dict(row) | {
        "kind": kind,
        "status": status,
        "holds": still_holds(kind, status, row, now),
        "closed_by": Party(row.closed_by) if row.closed_by else None,
    }
    return Facts(**known)
