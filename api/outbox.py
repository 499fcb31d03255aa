"""What waits to be sent to one client: bounded, and nothing at all while nothing waits."""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from starlette.types import Send

MOST_WAITING: Final = 256
MOST_CHARACTERS: Final = 1_048_576


class Outbox:
    """Sends in order. An idle one has neither a task nor a queue: there are ten thousand of them."""

    __slots__ = ("_characters", "_queue", "_room", "_send", "_too_slow", "_writer")

    def __init__(self, send: Send, too_slow: Callable[[], None]) -> None:
        self._send, self._too_slow = send, too_slow
        self._queue: deque[str] | None = None
        self._characters = 0
        self._room: asyncio.Event | None = None
        self._writer: asyncio.Task[None] | None = None

    def put(self, text: str) -> None:
        """Send soon; a client that does not keep up with it is too slow."""
        if self._queue is None:
            self._queue = deque()
            self._writer = asyncio.ensure_future(self._write_out(self._queue))
        if len(self._queue) >= MOST_WAITING or self._characters > MOST_CHARACTERS:
            self._too_slow()
            return
        self._queue.append(text)
        self._characters += len(text)

    async def has_room(self) -> None:
        """Wait while half of what may wait does."""
        while self._queue and (
            len(self._queue) > MOST_WAITING // 2 or self._characters > MOST_CHARACTERS // 2
        ):
            self._room = self._room or asyncio.Event()
            self._room.clear()
            await self._room.wait()

    def close(self) -> None:
        """Send nothing any more."""
        if self._writer:
            self._writer.cancel()

    async def _write_out(self, queue: deque[str]) -> None:
        with suppress(Exception):  # the client is gone; whoever receives hears of it
            while queue:
                text = queue.popleft()
                self._characters -= len(text)
                await self._send({"type": "websocket.send", "text": text})
                if self._room:
                    self._room.set()
            self._queue = self._writer = self._room = None
