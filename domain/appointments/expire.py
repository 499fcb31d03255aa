"""Let unanswered requests lapse."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from domain.appointments.events import AppointmentExpired
from domain.appointments.models import AppointmentStatus, Party
from domain.appointments.queries import DUE
from domain.appointments.rules import Step, has_lapsed
from domain.appointments.steps import lock_appointment, take, tell
from domain.slots.free import free_slot
from domain.transaction import Transaction, Transactions


async def expire_requests(transactions: Transactions, now: datetime, limit: int = 500) -> int:
    """Close every request whose time to be answered is over, however long nobody looked; the number of them.

    The longest overdue come first, `limit` are looked up at a time, each is closed in a transaction of its
    own. Two workers may do this at once: each request is counted by one of them.
    """
    expired = 0
    while due := await transactions.write(partial(overdue, now=now, limit=limit)):
        for appointment_id in due:
            expired += await transactions.write(partial(expire, appointment_id=appointment_id, now=now))
    return expired


async def overdue(tx: Transaction, now: datetime, limit: int) -> list[UUID]:
    """Requests that seem to have lapsed: whoever answers one meanwhile is found out under the locks."""
    rows: list[Any] = await tx.rows(DUE, now=now, limit=limit)
    return [row.id for row in rows]


async def expire(tx: Transaction, appointment_id: UUID, now: datetime) -> bool:
    """Close one request and free its slot if that is ahead; whether it still had to be done."""
    appointment = await lock_appointment(tx, appointment_id, Party.SYSTEM)
    if not has_lapsed(appointment, now):
        return False
    step = Step(to=AppointmentStatus.EXPIRED, by=Party.SYSTEM, at=now)
    await take(tx, appointment, step)
    await free_slot(tx, appointment.slot_id, appointment.doctor_id, now)
    tell(tx, AppointmentExpired, appointment, step)
    return True
