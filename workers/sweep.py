"""Looks for messages that are due, every few seconds and whenever something was published; needs no Redis.

It lives as long as the process, and is the only one in it who delivers: a job that arq cancels as it stops
would tear a letter in two.
"""

import asyncio
from contextlib import suppress
from typing import Final, Protocol

import structlog

from domain.event_log import measure_log
from domain.notifications.measure_backlog import measure_backlog
from domain.transaction import Unavailable
from infra.live import end
from workers.jobs.deliver import deliver
from workers.post import Post
from workers.resources import JobContext, Resources

log: Final = structlog.get_logger("workers")

EVERY: Final = 5.0
FINISH_WITHIN: Final = 8.0
"""A letter under way is carried to its end if that takes no longer."""
END_WITHIN: Final = 1.0


class Doorbell(Protocol):
    """infra.live.Doorbell, as far as this needs it."""

    async def wait(self, seconds: float) -> None:
        """Until somebody rings, or the time is over."""

    async def listen(self) -> None:
        """Hear the bell; returns at once where there is none."""


class Sweep:
    """`begin`, and `stop` in the end."""

    def __init__(self, context: JobContext, doorbell: Doorbell) -> None:
        self._context, self._doorbell = context, doorbell
        self._post: Post = context["post"]
        self._tasks: list[asyncio.Task[None]] = []

    def begin(self) -> None:
        """From now on."""
        self._tasks = [
            asyncio.create_task(self._keep_looking()),
            asyncio.create_task(self._doorbell.listen()),
        ]

    async def stop(self) -> None:
        """Finish the letters under way, give back the rest."""
        self._post.closing.set()
        if self._tasks:
            await asyncio.wait(self._tasks[:1], timeout=FINISH_WITHIN)
            with suppress(TimeoutError):
                async with asyncio.timeout(END_WITHIN):
                    await end(self._tasks)

    async def _keep_looking(self) -> None:
        while not self._post.closing.is_set():
            await self._look()
            await self._pause()

    async def _look(self) -> None:
        try:
            await deliver(self._context)
            await self._measure()
        except Unavailable:
            log.warning("messages wait for PostgreSQL")
        except Exception as error:
            log.error("sweep failed", exc_info=error)

    async def _pause(self) -> None:
        enough = {
            asyncio.create_task(self._doorbell.wait(EVERY)),
            asyncio.create_task(self._post.closing.wait()),
        }
        await asyncio.wait(enough, return_when=asyncio.FIRST_COMPLETED)
        for task in enough:
            task.cancel()

    async def _measure(self) -> None:
        resources: Resources = self._context["resources"]
        now = resources.clock()
        metrics, look = resources.metrics, resources.database.look
        metrics.show_messages(await look(lambda tx: measure_backlog(tx, now)))
        metrics.show_events(await look(measure_log), now)
