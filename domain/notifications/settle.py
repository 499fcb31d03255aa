"""Write down how an attempt to send a message ended."""

from datetime import datetime

from domain.notifications.claim import Claim
from domain.notifications.models import NotificationStatus
from domain.notifications.queries import SETTLE
from domain.notifications.rules import Outcome, after
from domain.transaction import Transaction


async def settle_notification(
    tx: Transaction, claim: Claim, outcome: Outcome, why: str | None, now: datetime, chance: float
) -> NotificationStatus | None:
    """Where the message stands now; None when the lease had run out: whoever took over says how it ended."""
    row = after(outcome, claim.attempts, why, now, chance)
    settled = await tx.run(
        SETTLE,
        id=claim.id,
        lease=claim.leased_until,
        to_status=row.status,
        attempted=row.attempts,
        again_at=row.next_attempt_at,
        error=row.last_error,
        sent=row.sent_at,
    )
    return row.status if settled else None
