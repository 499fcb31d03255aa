"""The load: keep-alive connections that each send the next request once the last is answered.

It runs in a process of its own, so that its work is nobody else's, and reads the servers' CPU at the very
beginning and end of what it measures.
"""

import asyncio
import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import perf_counter
from typing import Any, Final, Self

import uvloop

from bench.cpu import Reading, of_process

CONNECTIONS: Final = 16
LENGTH: Final = b"content-length:"
LAST_SECONDS: Final = 2.0
"""For what is under way at the end."""


@dataclass(frozen=True)
class Job:
    """What to send, where, and for how long; `good` is in every right answer."""

    host: str
    port: int
    requests: Sequence[bytes]
    good: bytes
    server: int
    postgres: int
    warm: float
    seconds: float
    again: bool = True
    """Begin anew after the last request; a booking is sent once."""


@dataclass(frozen=True)
class Load:
    """What came of a job."""

    sent: int
    """From the beginning, warming up included."""
    answered: int
    seconds: float
    p50: float
    """Milliseconds until the answer was there."""
    p99: float
    used: Reading
    own: float
    wrong: bytes | None = None
    """The first answer that was not right."""


class Driver:
    """The driving process, as seen from here."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self._here, self._there = context.Pipe()
        self._process = context.Process(target=_drive, args=(self._there,), daemon=True)

    def __enter__(self) -> Self:
        self._process.start()
        self._there.close()
        return self

    def __exit__(self, *_: object) -> None:
        self._here.close()
        self._process.terminate()
        self._process.join(5)

    async def run(self, job: Job) -> Load:
        """Send the load; RuntimeError with the first answer that was not right."""
        self._here.send(job)
        load: Load = await asyncio.to_thread(self._here.recv)
        if load.wrong is not None:
            raise RuntimeError(f"An answer under load was wrong: {load.wrong[:1000]!r}")
        return load


@dataclass
class _Tally:
    """What all connections share."""

    requests: Iterator[bytes]
    good: bytes
    sent: int = 0
    open: bool = True
    took: list[float] = field(default_factory=list)
    wrong: bytes | None = None


class _Caller(asyncio.Protocol):
    """One connection."""

    def __init__(self, tally: _Tally) -> None:
        self._tally = tally
        self.closed = asyncio.get_running_loop().create_future()
        self._answer = b""
        self._began = 0.0

    def connection_made(self, transport: Any) -> None:  # uvloop's own kind
        self._transport = transport
        self._send()

    def connection_lost(self, exc: Exception | None) -> None:
        self.closed.set_result(None)
        if self._tally.open:
            self._fail(b"The connection was closed: " + repr(exc).encode())

    def data_received(self, data: bytes) -> None:
        self._answer += data
        head = self._answer.find(b"\r\n\r\n")
        if head < 0 or len(self._answer) < head + 4 + _length(self._answer[:head]):
            return
        answer, self._answer = self._answer, b""
        if not answer.startswith(b"HTTP/1.1 200 ") or self._tally.good not in answer:
            self._fail(answer)
            return
        self._tally.took.append(perf_counter() - self._began)
        self._send()

    def _send(self) -> None:
        request = next(self._tally.requests, None) if self._tally.open else None
        if request is None:
            self._transport.close()
            return
        self._tally.sent += 1
        self._began = perf_counter()
        self._transport.write(request)

    def _fail(self, answer: bytes) -> None:
        self._tally.wrong = self._tally.wrong or answer
        self._tally.open = False


def _length(head: bytes) -> int:
    at = head.lower().index(LENGTH) + len(LENGTH)
    return int(head[at:].split(b"\r\n", 1)[0])


def _endless(requests: Sequence[bytes]) -> Iterator[bytes]:
    while True:
        yield from requests


async def _load(job: Job) -> Load:
    tally = _Tally(_endless(job.requests) if job.again else iter(job.requests), job.good)
    loop = asyncio.get_running_loop()
    opened = [
        await loop.create_connection(lambda: _Caller(tally), job.host, job.port) for _ in range(CONNECTIONS)
    ]
    await asyncio.sleep(job.warm)
    before, own, began = Reading.now(job.server, job.postgres), of_process(os.getpid()), perf_counter()
    tally.took.clear()
    await asyncio.sleep(job.seconds)
    used, seconds = Reading.now(job.server, job.postgres).since(before), perf_counter() - began
    took, own = sorted(tally.took), of_process(os.getpid()) - own
    if not job.again and tally.sent == len(job.requests):
        tally.wrong = tally.wrong or b"(there were not enough requests for the time)"
    tally.open = False
    await asyncio.wait([caller.closed for _, caller in opened], timeout=LAST_SECONDS)
    for transport, _ in opened:
        transport.close()
    p50, p99 = (took[int(len(took) * part)] * 1e3 if took else 0.0 for part in (0.5, 0.99))
    return Load(tally.sent, len(took), seconds, p50, p99, used, own, tally.wrong)


def _drive(there: Connection) -> None:
    """Do what comes, until the other end is closed; a Ctrl-C is for whoever holds that end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            job = there.recv()
        except EOFError:
            return
        there.send(uvloop.run(_load(job)))
