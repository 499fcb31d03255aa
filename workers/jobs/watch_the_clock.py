"""What is true only for a time: holds, and which slot of a doctor is the next."""

from domain.slots.lapse_holds import lapse_holds
from domain.slots.next_slot import pass_time
from workers.resources import JobContext, Resources


async def watch_the_clock(context: JobContext) -> int:
    """How many holds ended and how many doctors moved on to a later slot."""
    resources: Resources = context["resources"]
    now = resources.clock()
    ended = await resources.database.write(lambda tx: lapse_holds(tx, now))
    return ended + await resources.database.write(lambda tx: pass_time(tx, now))
