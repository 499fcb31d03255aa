"""A load that does not wait: so many requests a second, answered or not, over as many connections as needed.

It runs in a process of its own (`offer`), and tells apart what was answered and what was turned away.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from time import perf_counter
from typing import Any, Final

import uvloop

MOST_CONNECTIONS: Final = 800
BEAT: Final = 0.005
LENGTH: Final = b"content-length: "


@dataclass(frozen=True)
class Offer:
    """What is sent where, how often in a second, and for how long; `rate` 0: as fast as 16 callers can."""

    host: str
    port: int
    requests: Sequence[bytes]
    rate: float
    seconds: float


@dataclass
class Taken:
    """What became of it; times are milliseconds."""

    seconds: float = 0.0
    answered: list[float] = field(default_factory=list)
    turned_away: list[float] = field(default_factory=list)
    unsent: int = 0
    """No connection was free: the server was slower than all that waited."""
    wrong: int = 0

    @property
    def goodput(self) -> float:
        """Answers a second."""
        return len(self.answered) / self.seconds


async def offer(what: Offer) -> Taken:
    """Send it, from another process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return await asyncio.get_running_loop().run_in_executor(pool, _offered, what)


def _offered(what: Offer) -> Taken:
    return uvloop.run(_run(what))


class _Caller(asyncio.Protocol):
    """One connection, free or waiting for one answer."""

    def __init__(self, taken: Taken, free: "deque[_Caller]") -> None:
        self._taken, self._free = taken, free
        self._answer, self._began = b"", 0.0

    def connection_made(self, transport: Any) -> None:  # uvloop's own kind
        self.transport = transport

    def send(self, request: bytes) -> None:
        """Ask; the answer is counted when it is there."""
        self._began = perf_counter()
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._answer += data
        head = self._answer.find(b"\r\n\r\n")
        if head < 0 or len(self._answer) < head + 4 + _length(self._answer[:head]):
            return
        took = (perf_counter() - self._began) * 1e3
        if self._answer.startswith(b"HTTP/1.1 200"):
            self._taken.answered.append(took)
        elif self._answer.startswith(b"HTTP/1.1 503"):
            self._taken.turned_away.append(took)
        else:
            self._taken.wrong += 1
        self._answer = b""
        self._free.append(self)


def _length(head: bytes) -> int:
    at = head.lower().index(LENGTH) + len(LENGTH)
    return int(head[at:].split(b"\r\n", 1)[0])


async def _run(what: Offer) -> Taken:
    taken, free, loop = Taken(), deque[_Caller](), asyncio.get_running_loop()
    callers = []
    for _ in range(MOST_CONNECTIONS if what.rate else 16):
        _, caller = await loop.create_connection(lambda: _Caller(taken, free), what.host, what.port)
        callers.append(caller)
        free.append(caller)
    began, sent = perf_counter(), 0
    while (now := perf_counter() - began) < what.seconds:
        due = int(now * what.rate) if what.rate else sent + len(free)
        while sent < due and free:
            free.popleft().send(what.requests[sent % len(what.requests)])
            sent += 1
        taken.unsent, sent = taken.unsent + due - sent, due
        await asyncio.sleep(BEAT if what.rate else 0)
    taken.seconds = perf_counter() - began
    await asyncio.sleep(1.0)  # for what is under way
    for caller in callers:
        caller.transport.close()
    return taken
