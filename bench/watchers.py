"""Ten thousand clients of graphql-transport-ws in one process: `python -m bench.watchers`.

Told by JSON lines on standard input: first what to open, then "report" as often as wanted. A client is a
protocol object that reads frames and answers pings, nothing else: it must not be what is measured.
"""

import asyncio
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final

import orjson
import uvloop

AT_ONCE: Final = 100
"""Handshakes under way."""
KEY: Final = b"dGhlIHNhbXBsZSBub25jZQ=="
TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA
CURSOR: Final = b'"cursor":"'
INIT: Final = b'{"type":"connection_init"}'


@dataclass(slots=True)
class Watch:
    """What one client asks, and of whom."""

    host: str
    port: int
    token: str | None
    query: str
    variables: dict[str, Any]


@dataclass(slots=True)
class Heard:
    """What all clients of this process heard."""

    changes: list[tuple[int, int, float]] = field(default_factory=list)
    """Client, cursor, and when."""
    closed: int = 0


def frame(opcode: int, payload: bytes) -> bytes:
    """A client's frame; the mask is zeros, which mask nothing."""
    if len(payload) < 126:
        return bytes((0x80 | opcode, 0x80 | len(payload), 0, 0, 0, 0)) + payload
    return bytes((0x80 | opcode, 0xFE)) + len(payload).to_bytes(2, "big") + bytes(4) + payload


class Client(asyncio.Protocol):
    """One socket with one subscription."""

    __slots__ = ("_buffer", "_heard", "_number", "_transport", "_watch", "subscribed")

    def __init__(self, number: int, watch: Watch, heard: Heard) -> None:
        self._number, self._watch, self._heard = number, watch, heard
        self._buffer = b""
        self._transport: Any = None
        self.subscribed: asyncio.Future[None] | None = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        watch = self._watch
        cookie = f"Cookie: healthmed={watch.token}\r\n" if watch.token else ""
        self._transport.write(
            f"GET /graphql HTTP/1.1\r\nHost: {watch.host}:{watch.port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {KEY.decode()}\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Protocol: graphql-transport-ws\r\n{cookie}\r\n".encode()
        )

    def connection_lost(self, _: Exception | None) -> None:
        self._heard.closed += 1
        if self.subscribed and not self.subscribed.done():
            self.subscribed.set_exception(ConnectionError("refused"))

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if self._buffer.startswith(b"HTTP"):
            head, end, rest = self._buffer.partition(b"\r\n\r\n")
            if not end:
                return
            if not head.startswith(b"HTTP/1.1 101"):
                self._transport.close()
                return
            self._buffer = rest
            self._transport.write(frame(TEXT, INIT))
        for opcode, payload in self._frames():
            self._take(opcode, payload)

    def _frames(self) -> Iterator[tuple[int, bytes]]:
        while len(self._buffer) >= 2:
            length, start = self._buffer[1], 2
            if length == 126:
                length, start = int.from_bytes(self._buffer[2:4], "big"), 4
            if len(self._buffer) < start + length:
                return
            opcode, payload = self._buffer[0] & 0xF, self._buffer[start : start + length]
            self._buffer = self._buffer[start + length :]
            yield opcode, payload

    def _take(self, opcode: int, payload: bytes) -> None:
        if opcode == PING:
            self._transport.write(frame(PONG, payload))
        elif opcode == TEXT and CURSOR in payload:
            cursor = payload.partition(CURSOR)[2].partition(b'"')[0]
            self._heard.changes.append((self._number, int(cursor), monotonic()))
        elif opcode == TEXT and b"connection_ack" in payload:
            self._subscribe()
        elif opcode == TEXT and b'"pong"' in payload and self.subscribed:
            self.subscribed.set_result(None)
            self.subscribed = None

    def _subscribe(self) -> None:
        asked = {"query": self._watch.query, "variables": self._watch.variables}
        self._transport.write(
            frame(TEXT, orjson.dumps({"id": "1", "type": "subscribe", "payload": asked}))
            + frame(TEXT, b'{"type":"ping"}')
        )


async def open_all(watches: Sequence[Watch], first: int, heard: Heard) -> None:
    """Every client subscribed, a hundred at a time."""
    waiting = iter(enumerate(watches, first))
    loop = asyncio.get_running_loop()

    async def open_some() -> None:
        for number, watch in waiting:
            _, client = await loop.create_connection(
                lambda number=number, watch=watch: Client(number, watch, heard),  # type: ignore[misc]
                watch.host,
                watch.port,
            )
            if client.subscribed:
                await client.subscribed

    async with asyncio.TaskGroup() as tasks:
        for _ in range(AT_ONCE):
            tasks.create_task(open_some())


async def main() -> None:
    """Open what the first line names; then tell what was heard since, for each further line."""
    reader = asyncio.StreamReader(limit=64 * 1024**2)
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    asked = orjson.loads(await reader.readline())
    heard = Heard()
    await open_all([Watch(**watch) for watch in asked["watches"]], asked["first"], heard)
    say({"opened": len(asked["watches"])})
    while await reader.readline():
        changes, heard.changes = heard.changes, []
        say({"changes": changes, "closed": heard.closed})


def say(value: Any) -> None:
    """A line to whoever started us."""
    sys.stdout.buffer.write(orjson.dumps(value) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    uvloop.run(main())
