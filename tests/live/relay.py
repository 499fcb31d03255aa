"""The relay, in the test's own process."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from infra.live import NEWS, WAKE, Doorbell, end
from workers.relay import React, Relay


async def nothing_follows(_: Any, __: Sequence[Any], ___: datetime) -> None:
    """No messages."""


def clock() -> datetime:
    """The one on the wall."""
    return datetime.now(UTC)


@asynccontextmanager
async def relaying(
    url: str, redis_url: str | None, react: React = nothing_follows, *, wait_to_lead: bool = True
) -> AsyncIterator[Relay]:
    """A relay that runs, and leads."""
    doorbell = Doorbell(redis_url, listen=WAKE, ring=NEWS)
    relay = Relay(url, doorbell, react, clock)
    tasks = [asyncio.ensure_future(relay.run()), asyncio.ensure_future(doorbell.listen())]
    try:
        async with asyncio.timeout(10):
            while wait_to_lead and not relay.leads:
                await asyncio.sleep(0.01)
        yield relay
    finally:
        await end(tasks)
        await doorbell.close()
