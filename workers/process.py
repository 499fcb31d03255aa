"""The worker's process: what it stands on opens first, closes last; arq's queue comes and goes with Redis."""

import asyncio
import signal
from typing import Any, Final, cast

import structlog
import uvloop
from arq.worker import Worker, create_worker
from redis.exceptions import RedisError

from infra.live import end
from workers.resources import JobContext
from workers.settings import WorkerSettings, queue, start, stop
from workers.stand_in import StandIn

log: Final = structlog.get_logger("workers")

GONE: Final = (RedisError, OSError, TimeoutError)
LOOK_AGAIN: Final = 2.0
CLOSE_WITHIN: Final = 4.0


def main() -> None:
    """Run until SIGTERM or Ctrl-C."""
    uvloop.run(run())


async def run() -> None:
    """Publish events and deliver messages all the time, and run the periodic jobs while Redis is there."""
    enough = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, enough.set)
    context: JobContext = {}
    try:
        await start(context)
        stand_in = StandIn(context)
        standing_in = asyncio.create_task(stand_in.run())
        await _until(enough, asyncio.create_task(_keep_queue(context, stand_in)))
        await end([standing_in])
    finally:
        await stop(context)


async def _until(enough: asyncio.Event, queue: asyncio.Task[None]) -> None:
    """Come back when somebody wants it, or raise what broke the queue for good."""
    told = asyncio.create_task(enough.wait())
    await asyncio.wait({queue, told}, return_when=asyncio.FIRST_COMPLETED)
    await end([queue, told])
    if not queue.cancelled():
        queue.result()


async def _keep_queue(context: JobContext, stand_in: StandIn) -> None:
    settings, ours = cast(Any, WorkerSettings), {"on_shutdown": None, "handle_signals": False}
    while True:
        worker = create_worker(settings, redis_pool=queue(), ctx=context, on_startup=stand_in.rest, **ours)
        try:
            await worker.async_run()
        except GONE as gone:
            log.warning("periodic jobs wait for Redis", reason=type(gone).__name__)
        finally:
            stand_in.begin()
            await _close(worker)
        await asyncio.sleep(LOOK_AGAIN)


async def _close(worker: Worker) -> None:
    """arq cancels its jobs and takes leave of Redis; neither how they end nor whether it answers matters."""
    closing = asyncio.ensure_future(worker.close())
    await asyncio.wait({closing}, timeout=CLOSE_WITHIN)
    if closing.done():
        _ = closing.cancelled() or closing.exception()  # asyncio logs what nobody looked at
    closing.cancel()
