"""Requests that nobody answered lapse, and their slots are free again."""

from domain.appointments.expire import expire_requests as expire
from workers.resources import JobContext, Resources


async def expire_requests(context: JobContext) -> int:
    """How many lapsed; whatever lapsed while no worker ran is caught up."""
    resources: Resources = context["resources"]
    return await expire(resources.database, resources.clock())
