"""What is over is thrown away: sessions, failures to sign in, keys nobody retries, events, messages."""

from datetime import timedelta
from typing import Final

from domain.accounts.prune import prune_sign_ins
from domain.appointments.prune import prune_keys
from domain.event_log import prune_events
from domain.notifications.prune import prune_notifications
from workers.resources import JobContext, Resources

KEEP_KEYS: Final = timedelta(days=30)
"""Far beyond any client's retries."""
KEEP_EVENTS: Final = timedelta(days=7)
"""Who comes back after that with a cursor is told RESYNC_REQUIRED."""
KEEP_MESSAGES: Final = timedelta(days=400)
"""Reminders are asked for up to a year ahead; a row that is kept is not asked for twice."""


async def prune(context: JobContext) -> int:
    """How many rows went."""
    resources: Resources = context["resources"]
    now = resources.clock()
    pruned = await resources.database.write(lambda tx: prune_sign_ins(tx, now))
    pruned += await resources.database.write(lambda tx: prune_keys(tx, now - KEEP_KEYS))
    pruned += await resources.database.write(lambda tx: prune_events(tx, now - KEEP_EVENTS))
    return pruned + await resources.database.write(lambda tx: prune_notifications(tx, now - KEEP_MESSAGES))
