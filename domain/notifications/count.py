"""How many messages stand where."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.notifications.models import NotificationKind, NotificationStatus
from domain.notifications.queries import COUNT
from domain.transaction import Transaction


@dataclass(frozen=True, kw_only=True)
class Tally:
    """So many messages of one kind that stand alike."""

    status: NotificationStatus
    kind: NotificationKind
    last_error: str | None
    count: int
    waiting_since: datetime | None
    """Since when the first of them could have been sent; none: nothing is late."""


async def count_notifications(tx: Transaction, now: datetime) -> list[Tally]:
    """For people who look after the clinic: no ids, nothing personal."""
    rows: list[Any] = await tx.rows(COUNT, now=now)
    return [
        Tally(
            status=NotificationStatus(row.status),
            kind=NotificationKind(row.kind),
            last_error=row.last_error,
            count=row.count,
            waiting_since=row.waiting_since,
        )
        for row in rows
    ]
