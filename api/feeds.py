"""Who watches what: one reading of an event for all who asked for it in the same words."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable
from datetime import datetime
from typing import Final, Protocol, TypeVar

from domain.event_log import kept, replay
from domain.events import EventRow
from domain.transaction import Unavailable
from infra.database import Database, DatabaseTransaction
from infra.live import Live
from planner.sources import Rejected
from schema.documents import Refused
from schema.following import Following

T = TypeVar("T")
REPLAYED_AT_ONCE: Final = 200
MOST_UNREAD: Final = 1_000
"""Events that may wait for a feed whose document takes long to read."""
AGAIN_SECONDS: Final = 0.25
READY_WITHIN: Final = 5.0
LONGEST_CURSOR: Final = 18


class Outlet(Protocol):
    """Where a watcher's payloads go."""

    def push(self, payload: str) -> None:
        """Send soon; a client that does not keep up is closed instead."""

    async def send(self, payload: str) -> None:
        """Send when there is room."""

    def lose(self) -> None:
        """What comes cannot be told in time: the client resumes by its cursor."""


class Watcher:
    """One subscription of one client: first what it missed, then what happens."""

    __slots__ = ("_outlet", "_seen", "following")

    def __init__(self, following: Following, outlet: Outlet) -> None:
        self.following, self._outlet = following, outlet
        self._seen: int | None = None

    def hear(self, position: int, payload: str) -> None:
        """What happened now. Who is still being told what was missed will be told this the same way."""
        if self._seen is not None and position > self._seen:
            self._outlet.push(payload)

    async def catch_up(self, payload: str) -> None:
        """An event that was missed."""
        await self._outlet.send(payload)

    def go_live(self, position: int) -> None:
        """Nothing is missing up to this position."""
        self._seen = position

    def lose(self) -> None:
        """It cannot be told everything any more."""
        self._outlet.lose()


class Feed:
    """All who want the same: hears each event, reads it once, tells everybody, in order."""

    __slots__ = ("_clock", "_following", "_reading", "_unread", "watchers")

    def __init__(self, following: Following, clock: Callable[[], datetime]) -> None:
        self._following, self._clock = following, clock
        self.watchers: set[Watcher] = set()
        self._unread: deque[EventRow] | None = None
        self._reading: asyncio.Task[None] | None = None

    def hear(self, event: EventRow) -> None:
        """An event of the doctor or patient that is followed; it is read while others' are."""
        if self._unread is None:
            self._unread = deque()
            self._reading = asyncio.ensure_future(self._read(self._unread))
        if len(self._unread) < MOST_UNREAD:
            self._unread.append(event)
        else:
            self._lose()

    def close(self) -> None:
        """Nobody watches any more."""
        if self._reading:
            self._reading.cancel()

    async def _read(self, unread: deque[EventRow]) -> None:
        while unread:
            event = unread.popleft()
            await self._tell(event)
        self._unread = self._reading = None

    async def _tell(self, event: EventRow) -> None:
        payload = await patiently(lambda: self._following.told(event, self._clock()))
        if payload is not None:
            for watcher in tuple(self.watchers):
                watcher.hear(event.position or 0, payload)

    def _lose(self) -> None:
        for watcher in tuple(self.watchers):
            watcher.lose()


class Feeds:
    """Every feed of this process."""

    def __init__(self, database: Database, live: Live, clock: Callable[[], datetime]) -> None:
        self._database, self._live, self._clock = database, live, clock
        self._feeds: dict[Hashable, Feed] = {}

    def __len__(self) -> int:
        """The number of watchers."""
        return sum(len(feed.watchers) for feed in self._feeds.values())

    async def ready(self) -> None:
        """Once the log was read, so that subscriptions begin when they are asked for; else Unavailable."""
        try:
            async with asyncio.timeout(READY_WITHIN):
                await self._live.started()
        except TimeoutError:
            raise Unavailable from None

    def watch_from_now(self, watcher: Watcher) -> bool:
        """Tell what comes, when there is nothing to look up first; else `watch` does."""
        if watcher.following.after is not None or self._live.position is None:
            return False
        self._join(watcher)
        watcher.go_live(self._live.position)
        return True

    async def watch(self, watcher: Watcher) -> None:
        """Tell what came after the client's cursor, then what comes; Refused for a lost cursor."""
        now = await self._live.started()
        after = now if watcher.following.after is None else await self._place(watcher.following.after)
        self._join(watcher)
        while after < (until := self._live.position or 0):
            await self._catch_up(watcher, after, until)
            after = until
        watcher.go_live(after)  # in the same breath as the comparison: nothing comes between

    def leave(self, watcher: Watcher) -> None:
        """Stop telling."""
        following = watcher.following
        key = following.party_id, following.reading
        feed = self._feeds.get(key)
        if feed and watcher in feed.watchers:
            feed.watchers.remove(watcher)
            if not feed.watchers:
                del self._feeds[key]
                self._live.leave(following.party_id, feed)
                feed.close()

    def _join(self, watcher: Watcher) -> None:
        following = watcher.following
        key = following.party_id, following.reading
        if key not in self._feeds:
            self._feeds[key] = Feed(following, self._clock)
            self._live.follow(following.party_id, self._feeds[key])
        self._feeds[key].watchers.add(watcher)

    async def _place(self, cursor: str) -> int:
        """The position that a cursor names, if everything after it is still kept."""
        if cursor.isascii() and cursor.isdigit() and len(cursor) <= LONGEST_CURSOR:
            place, log = int(cursor), await self._look(kept)
            if log.oldest - 1 <= place <= log.newest:
                return place
        raise Refused(Rejected("What came after this cursor is not kept: read afresh.", "RESYNC_REQUIRED"))

    async def _catch_up(self, watcher: Watcher, after: int, until: int) -> None:
        following = watcher.following
        while missed := await self._missed(following, after, until):
            for event in missed:
                payload = await self._told(following, event)
                if payload is not None:
                    await watcher.catch_up(payload)
            after = missed[-1].position or 0

    async def _missed(self, following: Following, after: int, until: int) -> list[EventRow]:
        if after >= until:
            return []
        return await self._look(lambda tx: replay(tx, following.party_id, after, until, REPLAYED_AT_ONCE))

    async def _told(self, following: Following, event: EventRow) -> str | None:
        return await patiently(lambda: following.told(event, self._clock()))

    async def _look(self, work: Callable[[DatabaseTransaction], Awaitable[T]]) -> T:
        return await patiently(lambda: self._database.look(work))


async def patiently(work: Callable[[], Awaitable[T]]) -> T:
    """A database that is away for a moment must not make anybody miss an event."""
    while True:
        try:
            return await work()
        except Unavailable:
            await asyncio.sleep(AGAIN_SECONDS)
