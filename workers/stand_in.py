"""The periodic jobs while Redis is away: requests lapse and holds end all the same.

arq's cron needs Redis. docs/decisions/0008 says why this stands beside it, and not in its place.
"""

import asyncio
from collections.abc import Mapping
from time import monotonic
from typing import Final

import structlog

from domain.transaction import Unavailable
from workers.counted import Job, counted
from workers.jobs.expire_requests import expire_requests
from workers.jobs.fill_horizons import fill_horizons
from workers.jobs.prune import prune
from workers.jobs.watch_the_clock import watch_the_clock
from workers.resources import JobContext

log: Final = structlog.get_logger("workers")

PATIENCE: Final = 30.0
"""A Redis that restarts is back before this."""
LOOK: Final = 1.0
EVERY: Final[Mapping[Job, float]] = {
    expire_requests: 10.0,
    watch_the_clock: 10.0,
    fill_horizons: 3_600.0,
    prune: 3_600.0,
}
"""Seconds between two runs of a job. Each may run in two workers at once."""


class StandIn:
    """Runs each job as often as it should, from `PATIENCE` after the queue went until it is back."""

    def __init__(self, context: JobContext, patience: float = PATIENCE) -> None:
        self._context, self._patience = context, patience
        self._gone_at: float | None = monotonic()
        self._ran: dict[Job, float] = {}

    def begin(self) -> None:
        """The queue is gone."""
        self._gone_at = self._gone_at or monotonic()

    async def rest(self, _: JobContext) -> None:
        """The queue is there; arq calls this when it has connected."""
        self._gone_at = None
        self._ran.clear()

    async def run(self) -> None:
        """For as long as the process runs."""
        while True:
            await asyncio.sleep(min(LOOK, self._patience))
            for job, seconds in EVERY.items():
                if self._is_due(job, seconds):
                    self._ran[job] = monotonic()
                    await self._do(job)

    def _is_due(self, job: Job, seconds: float) -> bool:
        gone = self._gone_at is not None and monotonic() - self._gone_at >= self._patience
        return gone and monotonic() - self._ran.get(job, float("-inf")) >= seconds

    async def _do(self, job: Job) -> None:
        try:
            await counted(job)(self._context)
        except Unavailable:
            log.warning("a periodic job waits for PostgreSQL", job=job.__name__)
        except Exception as error:
            log.error("a periodic job failed", exc_info=error, job=job.__name__)
