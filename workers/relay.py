"""The relay: numbers what happened, writes down what follows from it, and rings the doorbells.

One relay leads at a time, by an advisory lock on a connection of its own: when its process dies the
connection does, and another takes over. PostgreSQL holds everything; Redis only says that there is news.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final, Protocol

import asyncpg
import structlog

from domain.event_log import number_events
from domain.events import EventRow
from domain.transaction import Transaction
from infra.database import GONE, DatabaseTransaction, PlainConnection, Row

LOCK: Final = 3_906_551_842
"""The advisory lock of the leading relay."""
BATCH: Final = 500
POLL_SECONDS: Final = 1.0
"""How long news waits when no doorbell rings."""
CANDIDATE_SECONDS: Final = 2.0
"""How often one that does not lead tries to; within 5 s of the leader's death somebody leads."""

log: Final = structlog.get_logger("relay")
React = Callable[[Transaction, Sequence[EventRow], Any], Awaitable[None]]


class Doorbell(Protocol):
    """Redis, as far as the relay needs it; every method is best effort."""

    async def wait(self, seconds: float) -> None:
        """Until somebody rings, or the time is over."""

    async def ring(self) -> None:
        """Tell everybody who follows the log."""


class Relay:
    """Runs until it is cancelled; survives the loss of PostgreSQL and of Redis."""

    def __init__(self, url: str, doorbell: Doorbell, react: React, clock: Callable[[], Any]) -> None:
        self._url, self._doorbell, self._react, self._clock = url, doorbell, react, clock
        self.leads = False

    async def run(self) -> None:
        """Lead when nobody else does."""
        while True:
            try:
                await self._candidate()
            except GONE as gone:
                log.warning("relay waits for PostgreSQL", reason=type(gone).__name__)
            except Exception as error:
                log.error("relay stumbled", exc_info=error)
            self.leads = False
            await asyncio.sleep(CANDIDATE_SECONDS)

    async def _candidate(self) -> None:
        connection = await asyncpg.connect(
            self._url,
            timeout=3,
            command_timeout=10,
            connection_class=PlainConnection,
            record_class=Row,
            server_settings={"application_name": "healthmed relay", "timezone": "UTC", "lock_timeout": "2s"},
        )
        try:
            if await connection.fetchval("SELECT pg_try_advisory_lock($1)", LOCK):
                self.leads = True
                log.info("relay leads")
                await self._lead(connection)
        finally:
            connection.terminate()

    async def _lead(self, connection: Any) -> None:
        while True:
            published = await self._publish(connection)
            if published:
                await self._doorbell.ring()
            if published < BATCH:
                await self._doorbell.wait(POLL_SECONDS)

    async def _publish(self, connection: Any) -> int:
        """Number a batch and write down what follows from it, in one transaction."""
        async with connection.transaction():
            tx = DatabaseTransaction(connection)
            events = await number_events(tx, BATCH)
            if events:
                await self._react(tx, events, self._clock())
                await tx.flush()
        return len(events)
