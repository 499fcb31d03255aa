"""Forget messages that are long over."""

from datetime import datetime

from domain.notifications.queries import PRUNE
from domain.transaction import Transaction


async def prune_notifications(tx: Transaction, before: datetime) -> int:
    """Delete what was asked for before that instant and was sent or became untrue; how many rows that was."""
    return await tx.run(PRUNE, before=before)
