"""Lanes: so many operations of one kind at a time, a few more in line, and an honest no to all others.

A flood of one kind keeps to its own lane: nobody who reads waits for those who try passwords.
"""

from types import TracebackType

from infra.places import Places
from schema.gate import NoRoom


class Lane:
    """`async with lane:` is a place in it; NoRoom when the line is full, or does not move."""

    __slots__ = ("_longest_line", "_places")

    def __init__(self, places: int, line: int, seconds: float) -> None:
        self._places, self._longest_line = Places(places, seconds), line

    async def __aenter__(self) -> None:
        if self._places.take():
            return
        if self._places.waiting >= self._longest_line:
            raise NoRoom
        try:
            await self._places.wait()
        except TimeoutError:
            raise NoRoom from None

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._places.leave()
