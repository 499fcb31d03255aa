"""What is over is thrown away: ended sessions, old failures to sign in, idempotency keys nobody retries."""

from datetime import timedelta
from typing import Final

from domain.accounts.prune import prune_sign_ins
from domain.appointments.prune import prune_keys
from workers.resources import JobContext, Resources

KEEP_KEYS: Final = timedelta(days=30)
"""Far beyond any client's retries."""


async def prune(context: JobContext) -> int:
    """How many rows went."""
    resources: Resources = context["resources"]
    now = resources.clock()
    pruned = await resources.database.write(lambda tx: prune_sign_ins(tx, now))
    return pruned + await resources.database.write(lambda tx: prune_keys(tx, now - KEEP_KEYS))
