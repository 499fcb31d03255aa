"""So many at a time, and the others in line: for connections (infra/pool.py), for operations (api/lanes.py).

asyncio.Semaphore with asyncio.timeout around it does the same for three times the CPU: whoever finds a place
free waits for nothing here, and whoever stands in line needs one timer.
"""

import asyncio
from collections import deque


class Places:
    """Places that are taken and left; whoever is in line is not overtaken."""

    __slots__ = ("_free", "_line", "_seconds")

    def __init__(self, places: int, seconds: float) -> None:
        """`seconds`: how long anybody stands in line."""
        self._free, self._seconds = places, seconds
        self._line: deque[asyncio.Future[None]] = deque()

    @property
    def waiting(self) -> int:
        """How many stand in line."""
        return len(self._line)

    def take(self) -> bool:
        """Take a place, if one is free at once; whoever takes it leaves it."""
        if not self._free:
            return False
        self._free -= 1
        return True

    async def wait(self) -> None:
        """Take a place when it is one's turn; TimeoutError when that is not in time."""
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[None] = loop.create_future()
        self._line.append(turn)
        timer = loop.call_later(self._seconds, self._late, turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn in self._line:
                self._line.remove(turn)
            elif not turn.cancelled() and turn.exception() is None:
                self.leave()  # the turn came as its owner went: the next one's
            raise
        finally:
            timer.cancel()

    def leave(self) -> None:
        """The place is the first one's in line who still waits."""
        while self._line:
            turn = self._line.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1

    def _late(self, turn: "asyncio.Future[None]") -> None:
        if not turn.done():
            self._line.remove(turn)
            turn.set_exception(TimeoutError())
