"""Throw away what signing in left behind; a nightly job calls it."""

from datetime import datetime

from domain.accounts import queries
from domain.accounts.throttle import WINDOW
from domain.transaction import Transaction


async def prune_sign_ins(tx: Transaction, now: datetime) -> int:
    """Delete what ended or was never finished, and failures that no longer count; how many rows that were."""
    ended = 0
    for statement in (queries.PRUNE_SESSIONS, queries.PRUNE_REQUESTS, queries.PRUNE_NEWCOMERS):
        ended += await tx.run(statement, now=now)
    return ended + await tx.run(queries.PRUNE_THROTTLES, window_before=now - WINDOW)
