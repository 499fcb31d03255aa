"""Who watches what: one reading of an event for all who asked for it in the same words."""

import asyncio
from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Final, Protocol

from domain.event_log import newest_position, oldest_position, replay
from domain.events import EventRow
from domain.transaction import Unavailable
from infra.database import Database
from infra.live import Live
from planner.operations import Refused
from planner.sources import Rejected
from schema.following import Following

REPLAYED_AT_ONCE: Final = 200


class Outlet(Protocol):
    """Where a watcher's payloads go."""

    def push(self, payload: str) -> None:
        """Send soon; a client that does not keep up is closed instead."""

    async def send(self, payload: str) -> None:
        """Send when there is room."""


class Watcher:
    """One subscription of one client: first what it missed, then what happens."""

    def __init__(self, following: Following, outlet: Outlet) -> None:
        self.following, self._outlet = following, outlet
        self._seen = 0
        self._waiting: list[tuple[int, str]] | None = []

    def hear(self, position: int, payload: str) -> None:
        """What happened now; it waits while the watcher is still being told what it missed."""
        if self._waiting is not None:
            self._waiting.append((position, payload))
        elif position > self._seen:
            self._outlet.push(payload)

    async def catch_up(self, position: int, payload: str | None) -> None:
        """An event that was missed."""
        self._seen = position
        if payload is not None:
            await self._outlet.send(payload)

    def go_live(self, position: int) -> None:
        """Nothing is missing up to this position."""
        self._seen = max(self._seen, position)
        waiting, self._waiting = self._waiting or [], None
        for heard, payload in waiting:
            self.hear(heard, payload)


class Feed:
    """All who want the same: hears each event, reads it once, tells everybody."""

    def __init__(self, following: Following, clock: Callable[[], datetime]) -> None:
        self._following, self._clock = following, clock
        self.watchers: set[Watcher] = set()

    async def hear(self, event: EventRow) -> None:
        """An event of the doctor or patient that is followed."""
        payload = await self._read(event)
        if payload is not None:
            assert event.position is not None
            for watcher in tuple(self.watchers):
                watcher.hear(event.position, payload)

    async def _read(self, event: EventRow) -> str | None:
        """A database that is away for a moment must not make anybody miss an event."""
        while True:
            try:
                return await self._following.told(event, self._clock())
            except Unavailable:
                await asyncio.sleep(0.2)


class Feeds:
    """Every feed of this process."""

    def __init__(self, database: Database, live: Live, clock: Callable[[], datetime]) -> None:
        self._database, self._live, self._clock = database, live, clock
        self._feeds: dict[Hashable, Feed] = {}

    def __len__(self) -> int:
        """The number of watchers."""
        return sum(len(feed.watchers) for feed in self._feeds.values())

    async def watch(self, following: Following, outlet: Outlet, started: Callable[[Watcher], None]) -> None:
        """Tell the outlet what came after the client's cursor, then what comes; Refused for a lost cursor."""
        after = await self._place(following.after)
        position = self._live.position
        if position is None:
            raise Unavailable
        watcher = Watcher(following, outlet)
        started(watcher)
        self._join(watcher)
        if after is not None:
            await self._catch_up(watcher, after, position)
        watcher.go_live(max(position, after or 0))

    def leave(self, watcher: Watcher) -> None:
        """Stop telling."""
        following = watcher.following
        key = following.party_id, following.reading
        if feed := self._feeds.get(key):
            feed.watchers.discard(watcher)
            if not feed.watchers:
                del self._feeds[key]
                self._live.leave(following.party_id, feed)

    def _join(self, watcher: Watcher) -> None:
        following = watcher.following
        key = following.party_id, following.reading
        if key not in self._feeds:
            self._feeds[key] = Feed(following, self._clock)
            self._live.follow(following.party_id, self._feeds[key])
        self._feeds[key].watchers.add(watcher)

    async def _place(self, cursor: str | None) -> int | None:
        """The position that a cursor names, if everything after it is still kept."""
        if cursor is None:
            return None
        oldest = await self._database.look(oldest_position)
        newest = await self._database.look(newest_position)
        if not cursor.isascii() or not cursor.isdigit() or not oldest - 1 <= int(cursor[:20]) <= newest:
            raise Refused(
                Rejected("What came after this cursor is not kept: read afresh.", "RESYNC_REQUIRED")
            )
        return int(cursor)

    async def _catch_up(self, watcher: Watcher, after: int, until: int) -> None:
        following = watcher.following
        while after < until:
            missed = await self._database.look(
                lambda tx, place=after: replay(tx, following.party_id, place, until, REPLAYED_AT_ONCE)  # type: ignore[misc]
            )
            for event in missed:
                after = event.position or 0
                await watcher.catch_up(after, await following.told(event, self._clock()))
            if len(missed) < REPLAYED_AT_ONCE:
                return
