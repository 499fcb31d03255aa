"""Throw away what signing in left behind; a nightly job calls it."""

from datetime import datetime

from domain.accounts import queries
from domain.accounts.throttle import WINDOW
from domain.transaction import Transaction


async def prune_sign_ins(tx: Transaction, now: datetime) -> int:
    """Delete the sessions that ended and the failures that no longer count; how many rows that were."""
    sessions = await tx.run(queries.PRUNE_SESSIONS, now=now)
    return sessions + await tx.run(queries.PRUNE_THROTTLES, window_before=now - WINDOW)
