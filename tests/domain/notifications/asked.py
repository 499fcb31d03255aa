"""Messages that stand where a test begins."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.notifications.claim import Claim, claim_notifications
from domain.notifications.enqueue import Wanted, enqueue_notifications
from domain.notifications.models import NotificationKind, NotificationStatus
from domain.notifications.rules import Outcome
from domain.notifications.settle import settle_notification
from tests.clinic import Clinic
from tests.domain.appointments.visits import Visit


def wanted(visit: Visit, kind: NotificationKind, at: datetime | None = None) -> Wanted:
    """The message about this visit."""
    to_doctor = kind.startswith("DOCTOR")
    return Wanted(
        kind=kind,
        account_id=visit.doctor.id if to_doctor else visit.patient.id,
        appointment_id=visit.id,
        at=at or visit.clinic.now,
    )


async def enqueue(clinic: Clinic, messages: Sequence[Wanted], now: datetime | None = None) -> int:
    """In a transaction of its own."""
    return await clinic.database.write(lambda tx: enqueue_notifications(tx, messages, now or clinic.now))


async def claim(clinic: Clinic, now: datetime | None = None, most: int = 100) -> list[Claim]:
    """The same."""
    return await clinic.database.write(lambda tx: claim_notifications(tx, now or clinic.now, most))


async def settle(
    clinic: Clinic,
    one: Claim,
    outcome: Outcome,
    why: str | None = None,
    now: datetime | None = None,
    chance: float = 0.5,
) -> NotificationStatus | None:
    """The same."""
    return await clinic.database.write(
        lambda tx: settle_notification(tx, one, outcome, why, now or clinic.now, chance)
    )


async def rows(clinic: Clinic) -> list[Any]:
    """All there are."""
    return await clinic.fetch("SELECT * FROM notifications ORDER BY due_at, kind")
