"""Every doctor's slots reach up to the horizon."""

from typing import Final
from uuid import UUID

import structlog

from domain.slots.fill_horizon import fill_horizon
from domain.slots.list_behind import FIRST, list_doctors_behind
from domain.transaction import Unavailable
from workers.resources import JobContext, Resources

log: Final = structlog.get_logger("workers")


async def fill_horizons(context: JobContext) -> int:
    """How many slots were published; one doctor's trouble is logged and does not stop the others."""
    resources: Resources = context["resources"]
    after, published = FIRST, 0
    while behind := await _behind(resources, after):
        for after in behind:
            try:
                published += await _fill(resources, after)
            except Unavailable:
                raise
            except Exception as error:
                log.error("horizon not filled", exc_info=error, doctor_id=str(after))
    return published


async def _behind(resources: Resources, after: UUID) -> list[UUID]:
    days, now = resources.terms.horizon_days, resources.clock()
    return await resources.database.write(lambda tx: list_doctors_behind(tx, days, now, after=after))


async def _fill(resources: Resources, doctor: UUID) -> int:
    days, now = resources.terms.horizon_days, resources.clock()
    return await resources.database.write(lambda tx: fill_horizon(tx, doctor, days, now))
