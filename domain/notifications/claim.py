"""Take messages that are due, to send them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.notifications.models import NotificationKind
from domain.notifications.queries import CLAIM
from domain.notifications.rules import LEASE, MOST_ATTEMPTS
from domain.transaction import Transaction


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One message that is ours until the lease runs out."""

    id: UUID
    kind: NotificationKind
    attempts: int
    """With this one."""
    leased_until: datetime
    trace: str | None = None

    @property
    def is_hopeless(self) -> bool:
        """Whoever made its last attempt never came back: it is not sent once more."""
        return self.attempts > MOST_ATTEMPTS


async def claim_notifications(tx: Transaction, now: datetime, most: int) -> list[Claim]:
    """Those that are due longest, at most so many; what somebody else has claimed is passed over."""
    rows: list[Any] = await tx.rows(CLAIM, now=now, most=most, until=now + LEASE)
    return [
        Claim(
            id=row.id,
            kind=NotificationKind(row.kind),
            attempts=row.attempts,
            leased_until=row.leased_until,
            trace=row.trace,
        )
        for row in rows
    ]
