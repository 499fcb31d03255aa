"""The figures that say whether messages get out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from domain.notifications.queries import BACKLOG
from domain.transaction import Transaction


@dataclass(frozen=True, kw_only=True)
class Backlog:
    """What alarms look at."""

    waiting: int
    """Those that could be tried now, and nobody does."""
    under_way: int
    """Those that a worker has claimed."""
    dead: int
    late: timedelta
    """How long the message that waits longest could have been tried."""


async def measure_backlog(tx: Transaction, now: datetime) -> Backlog:
    """Cheap enough to be asked every few seconds."""
    row: Any = (await tx.rows(BACKLOG, now=now))[0]
    late = now - (row.waiting_since or now)
    return Backlog(waiting=row.waiting, under_way=row.under_way, dead=row.dead, late=late)
