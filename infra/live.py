"""Following the event log in an API process: the log itself by PostgreSQL, its doorbell by Redis.

Whoever follows hears of every event once and in order, from the position at which it began. Redis only makes
it quick: without it, or while it does not answer, the log is looked at every second.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Final, Protocol
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from domain.event_log import newest_position, published_after
from domain.events import EventRow
from domain.transaction import Unavailable
from infra.database import Database

NEWS: Final = "healthmed:news"
"""The relay rings here: something was published."""
WAKE: Final = "healthmed:wake"
"""Whoever committed an event rings here: there is something to publish."""
POLL_SECONDS: Final = 1.0
AGAIN_SECONDS: Final = 1.0
SILENCE_SECONDS: Final = 15.0
ANSWERS_WITHIN: Final = 1.0
"""A Redis that takes longer is as good as gone: one that hangs accepts connections and says nothing."""
BETWEEN_RINGS: Final = 0.01
"""Seconds: a ring costs a tenth of a booking's CPU, and one tells of all that was committed before it."""
BATCH: Final = 500
GONE: Final = (RedisError, OSError, TimeoutError)

log: Final = structlog.get_logger("live")


class Doorbell:
    """One Redis channel to listen to and one to ring, best effort: nothing depends on it but speed."""

    def __init__(self, url: str | None, *, listen: str, ring: str) -> None:
        self._redis = redis_at(url) if url else None
        self._listen, self._ring = listen, ring
        self._rung = asyncio.Event()
        self._ringing: asyncio.Task[None] | None = None
        self._again = False

    async def ring(self) -> None:
        """Tell whoever listens."""
        if self._redis:
            with suppress(*GONE):
                async with asyncio.timeout(2 * ANSWERS_WITHIN):
                    await self._redis.publish(self._ring, b"")

    def ring_soon(self) -> None:
        """The same, without waiting for it; rings that overlap are one."""
        self._again = True
        if self._redis and self._ringing is None:
            self._ringing = asyncio.ensure_future(self._ring_until_heard())

    async def _ring_until_heard(self) -> None:
        """Who asks while it rings may have news that the one who hears it does not see yet: ring again."""
        try:
            while self._again:
                self._again = False
                await self.ring()
                await asyncio.sleep(BETWEEN_RINGS)
        finally:
            self._ringing = None

    async def wait(self, seconds: float) -> None:
        """Until somebody rings, or the time is over."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):  # wait_for may swallow a cancellation (Python 3.11)
                await self._rung.wait()
        self._rung.clear()

    async def listen(self) -> None:
        """Hear the bell, for as long as the process runs, through any number of Redis restarts."""
        while self._redis:
            try:
                await self._hear(self._redis)
            except Exception as error:
                if not isinstance(error, GONE):
                    log.error("doorbell broke", exc_info=error)
            await asyncio.sleep(AGAIN_SECONDS)

    async def _hear(self, redis: Redis) -> None:
        async with redis.pubsub() as pubsub:
            await pubsub.subscribe(self._listen)
            self._rung.set()  # for what was missed
            asked = False
            while (heard := await pubsub.get_message(timeout=SILENCE_SECONDS)) or not asked:
                asked = heard is None
                if asked:
                    await pubsub.ping()
                else:
                    self._rung.set()
            log.warning("doorbell is silent")  # Redis went without a word: connect anew

    async def close(self) -> None:
        """Hang up."""
        if self._ringing:
            await end([self._ringing])
        if self._redis:
            with suppress(*GONE):
                await self._redis.aclose()


def redis_at(url: str) -> Redis:
    """A client that gives up on a Redis that does not answer within a second."""
    redis: Redis = Redis.from_url(url, socket_connect_timeout=ANSWERS_WITHIN, socket_timeout=ANSWERS_WITHIN)
    return redis


class Follower(Protocol):
    """Somebody who hears of one doctor's or patient's events."""

    def hear(self, event: EventRow) -> None:
        """Called for each event in order; must not raise."""


class Live:
    """The log as one process follows it."""

    def __init__(self, database: Database, doorbell: Doorbell) -> None:
        self._database, self._doorbell = database, doorbell
        self._followers: dict[UUID, set[Follower]] = defaultdict(set)
        self.position: int | None = None
        """The last event that followers heard of; None until the log was first read."""
        self._first_read = asyncio.Event()

    async def started(self) -> int:
        """The position, once there is one."""
        await self._first_read.wait()
        assert self.position is not None
        return self.position

    def follow(self, party_id: UUID, follower: Follower) -> None:
        """Hear of every event after `position`, as it is now."""
        self._followers[party_id].add(follower)

    def leave(self, party_id: UUID, follower: Follower) -> None:
        """Hear no more."""
        followers = self._followers.get(party_id, set())
        followers.discard(follower)
        if not followers:
            self._followers.pop(party_id, None)

    async def run(self) -> None:
        """Read what is published, again and again; an absent PostgreSQL is waited for."""
        while True:
            try:
                read = await self._read()
            except Unavailable:
                read = 0
            except Exception as error:
                log.error("live stumbled", exc_info=error)
                read = 0
            if read < BATCH:
                await self._doorbell.wait(POLL_SECONDS)

    async def _read(self) -> int:
        after = self.position
        if after is None:
            self.position = await self._database.look(newest_position)
            self._first_read.set()
            return 0
        events = await self._database.look(lambda tx: published_after(tx, after, BATCH))
        for event in events:
            self.position = event.position
            for follower in self._concerned(event):
                follower.hear(event)
        return len(events)

    def _concerned(self, event: EventRow) -> Iterable[Follower]:
        parties = {event.doctor_id, event.patient_id or event.doctor_id}
        return [follower for party in parties for follower in self._followers.get(party, ())]


async def end(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancel tasks until they have ended: below 3.12 the wait_for in redis may swallow the first."""
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=0.5)
