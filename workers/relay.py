"""The relay: numbers what happened, writes down what follows from it, and rings the doorbells.

One relay leads at a time, by an advisory lock on a connection of its own: when its process dies the
connection does, and another takes over. PostgreSQL holds everything; Redis only says that there is news.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any, Final, Protocol

import asyncpg
import structlog

from domain.event_log import number_events
from domain.events import EventRow
from domain.transaction import Transaction
from infra.connection import Connection
from infra.database import GONE, DatabaseTransaction, Row, settle
from infra.schema import Unfit, must_fit
from infra.tracing import Traces

LOCK: Final = 3_906_551_842
"""The advisory lock of the leading relay."""
BATCH: Final = 500
POLL_SECONDS: Final = 1.0
"""How long news waits when no doorbell rings."""
CANDIDATE_SECONDS: Final = 2.0
"""How often one that does not lead tries to; within 5 s of the leader's death somebody leads."""
SESSION: Final = {
    "application_name": "healthmed relay",
    "timezone": "UTC",
    "lock_timeout": "2s",
    "statement_timeout": "5s",
    "idle_in_transaction_session_timeout": "5s",
    # a leader whose machine is gone says no goodbye: PostgreSQL has to notice, for another to lead
    "tcp_keepalives_idle": "2",
    "tcp_keepalives_interval": "1",
    "tcp_keepalives_count": "2",
}

log: Final = structlog.get_logger("relay")
React = Callable[[Transaction, Sequence[EventRow], Any], Awaitable[object]]


class Doorbell(Protocol):
    """Redis, as far as the relay needs it; every method is best effort."""

    async def wait(self, seconds: float) -> None:
        """Until somebody rings, or the time is over."""

    def ring_soon(self) -> None:
        """Tell everybody who follows the log; the next batch does not wait until they heard."""


def nobody(_: Sequence[EventRow], __: datetime) -> None:
    """Counts nothing."""


class Relay:
    """Runs until it is cancelled; survives the loss of PostgreSQL and of Redis."""

    def __init__(
        self,
        url: str,
        doorbell: Doorbell,
        react: React,
        clock: Callable[[], datetime],
        *,
        count: Callable[[Sequence[EventRow], datetime], None] = nobody,
        version: str | None = None,
        traces: Traces | None = None,
    ) -> None:
        self._url, self._doorbell, self._react, self._clock = url, doorbell, react, clock
        self._count = count
        """Told of what was published, and when."""
        self._version, self._traces = version, traces or Traces()
        self.leads = False

    async def run(self) -> None:
        """Lead when nobody else does."""
        while True:
            try:
                await self._candidate()
            except Unfit as reason:
                log.warning("relay waits", reason=str(reason))
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
            connection_class=Connection,
            record_class=Row,
        )
        try:
            await settle(connection, SESSION)
            if self._version is not None:
                await must_fit(connection, self._version)
            if await connection.fetchval("SELECT pg_try_advisory_lock($1)", LOCK):
                self.leads = True
                log.info("relay leads")
                await self._lead(connection)
        finally:
            connection.terminate()

    async def _lead(self, connection: Connection) -> None:
        while True:
            published = await self._publish(connection)
            if published:
                self._doorbell.ring_soon()
            if published < BATCH:
                await self._doorbell.wait(POLL_SECONDS)

    async def _publish(self, connection: Connection) -> int:
        """How many events were given out; one that cannot be reacted to does not hold up all others."""
        try:
            return await self._publish_batch(connection, BATCH)
        except GONE:
            raise
        except Exception as error:
            log.error("a batch is published one by one", exc_info=error)
            published = 0
            while published < BATCH and await self._publish_one(connection):
                published += 1
            return published

    async def _publish_batch(self, connection: Connection, most: int) -> int:
        """Number a batch and write down what follows from it, in one transaction."""
        async with connection.transaction():
            tx = DatabaseTransaction(connection)
            events = await number_events(tx, most)
            if events:
                with self._seen(events):
                    await self._react(tx, events, self._clock())
                    await tx.flush()
        self._count(events, self._clock())
        return len(events)

    @contextmanager
    def _seen(self, events: Sequence[EventRow]) -> Iterator[None]:
        """In the trace of each request from which one of the events came."""
        with ExitStack() as spans:
            for event in events:
                if event.trace:
                    name, id_ = f"publish {event.kind}", str(event.id)
                    spans.enter_context(self._traces.follow(event.trace, name, event__id=id_))
            yield

    async def _publish_one(self, connection: Connection) -> int:
        """The next event, even if what should follow from it cannot: that is logged, for people to mend."""
        async with connection.transaction():
            events = await number_events(DatabaseTransaction(connection), 1)
            try:
                async with connection.transaction():
                    tx = DatabaseTransaction(connection)
                    await self._react(tx, events, self._clock())
                    await tx.flush()
            except GONE:
                raise
            except Exception as error:
                ids = [str(event.id) for event in events]
                log.error("nothing follows from this event", exc_info=error, events=ids)
        self._count(events, self._clock())
        return len(events)
