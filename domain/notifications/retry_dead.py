"""Try again what was given up."""

from datetime import datetime

from domain.notifications.queries import RETRY_DEAD
from domain.transaction import Transaction


async def retry_dead_notifications(tx: Transaction, now: datetime) -> int:
    """Queue every dead message again, with all its attempts before it; how many they are.

    What has become untrue meanwhile is found out when it would be sent.
    """
    return await tx.run(RETRY_DEAD, now=now)
