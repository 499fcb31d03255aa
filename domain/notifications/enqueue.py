"""Ask for messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.columns import new_id
from domain.notifications.models import NotificationKind
from domain.notifications.queries import ENQUEUE
from domain.notifications.rules import BEFORE_START
from domain.transaction import Transaction


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One message that somebody should get."""

    kind: NotificationKind
    account_id: UUID
    appointment_id: UUID
    at: datetime
    """When what it tells of happened: it is due at once, unless it is a reminder."""
    trace: str | None = None
    """Where the trace of that goes on."""


async def enqueue_notifications(tx: Transaction, wanted: Sequence[Wanted], now: datetime) -> int:
    """How many are new, in one statement.

    What was asked for before is not asked for again; a reminder whose moment has passed is not made.
    """
    if not wanted:
        return 0
    return await tx.run(
        ENQUEUE,
        id=[new_id() for _ in wanted],
        kind=[one.kind for one in wanted],
        account_id=[one.account_id for one in wanted],
        appointment_id=[one.appointment_id for one in wanted],
        at=[one.at for one in wanted],
        trace=[one.trace for one in wanted],
        before=[BEFORE_START.get(one.kind) for one in wanted],
        now=now,
    )
