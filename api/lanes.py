"""Lanes: so many operations of one kind at a time, a few more in line, and an honest no to all others.

A flood of one kind keeps to its own lane: nobody who reads waits for those who try passwords.
"""

import asyncio
from collections import deque
from types import TracebackType

from schema.gate import NoRoom


class Lane:
    """`async with lane:` is a place in it; NoRoom when the line is full, or does not move."""

    __slots__ = ("_free", "_line", "_longest_line", "_seconds")

    def __init__(self, places: int, line: int, seconds: float) -> None:
        self._free, self._longest_line, self._seconds = places, line, seconds
        self._line: deque[asyncio.Future[None]] = deque()

    async def __aenter__(self) -> None:
        if self._free:
            self._free -= 1
            return
        if len(self._line) >= self._longest_line:
            raise NoRoom
        await self._stand_in_line()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    async def _stand_in_line(self) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._line.append(turn)
        try:
            async with asyncio.timeout(self._seconds):
                await turn
        except BaseException as gone:
            if turn.cancelled():
                self._line.remove(turn)
            else:
                self._leave()  # the turn came as its owner went: the next one's
            if isinstance(gone, TimeoutError):
                raise NoRoom from None
            raise

    def _leave(self) -> None:
        """The place is the first one's in line who still waits."""
        for turn in self._line:
            if not turn.done():
                self._line.remove(turn)
                turn.set_result(None)
                return
        self._free += 1
