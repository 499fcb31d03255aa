"""How requests arrive: with heads that are short, in time, and no more at once than can be looked after.

What is turned away here costs a fortieth of a request: no task, no application, the same bytes each time.
Whoever asks how the process is (HEALTH) is let in whatever happens.
"""

import asyncio
from collections.abc import Iterable
from typing import Any, Final, cast

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from api.answers import JSON, error_body

LONGEST_HEAD: Final = 16_384
"""Bytes of an address and its headers."""
ARRIVES_WITHIN: Final = 10.0
"""Seconds for a whole request, from when Server.on_tick first saw it come, or from the connection."""
READ_WITHIN: Final = 30.0
"""Seconds for a client that has stopped reading to go on."""
MOST_AT_ONCE: Final = 400
"""Requests of one process that are under way, those in line (api/lanes.py) among them."""
LENGTH: Final = b"\r\ncontent-length: "
HEALTH: Final = (b"/livez", b"/readyz", b"/metrics")


def _written(status: bytes, code: str, message: str, *headers: bytes) -> bytes:
    body = error_body(message, code)
    head = [
        b"HTTP/1.1 " + status,
        b"content-type: %b; charset=utf-8" % JSON,
        b"content-length: %d" % len(body),
        b"cache-control: no-store",
        b"x-content-type-options: nosniff",
        *headers,
    ]
    return b"\r\n".join(head) + b"\r\n\r\n" + body


BUSY: Final = _written(
    b"503 Service Unavailable",
    "UNAVAILABLE",
    "The service is busy. Try again in a moment.",
    b"retry-after: 1",
)
TOO_LONG: Final = _written(
    b"431 Request Header Fields Too Large",
    "BAD_USER_INPUT",
    f"The headers are too long: at most {LONGEST_HEAD} bytes.",
    b"connection: close",
)
TOO_SLOW: Final = _written(
    b"408 Request Timeout",
    "BAD_USER_INPUT",
    f"The request did not arrive within {ARRIVES_WITHIN:g} s.",
    b"connection: close",
)


class _Answered:
    """In the place of a request that was answered as it arrived: the rest of it is passed over."""

    response_complete = response_started = True
    disconnected = keep_alive = False
    message_event = asyncio.Event()


class OnePiece:
    """A transport that sends an answer's head together with what follows it: one system call, one packet.

    uvicorn writes them apart, which costs 12 µs of CPU more (measured). A head without a known length, as of
    Server-Sent Events, may be all there is for a while, and goes at once.
    """

    __slots__ = ("_head", "_transport")

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._head: bytes | None = None

    def write(self, data: bytes) -> None:
        if self._head is None and LENGTH in data:
            self._head = data
        elif self._head:
            self._transport.writelines((self._head, data))
            self._head = b""
        else:
            self._transport.write(data)
            self._head = b""

    def close(self) -> None:
        """After what was kept back: whoever answers may break between the two."""
        if self._head:
            self._transport.write(self._head)
        self._transport.close()


class HttpProtocol(HttpToolsProtocol):
    """uvicorn's, with limits."""

    under_way: "set[asyncio.Task[None]]" = set()  # noqa: RUF012 - of the process; sockets have tasks too
    _since: float | None = None
    _unread_since: float | None = None
    _task: "asyncio.Task[None] | None" = None
    _head = 0
    _in_head = True

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._since = self.loop.time()

    def data_received(self, data: bytes) -> None:
        """Heads are measured with whatever came beside them, which is nothing while they are incomplete."""
        self._head += len(data)
        super().data_received(data)
        if self._in_head and self._head > LONGEST_HEAD and not self.transport.is_closing():
            self.end(TOO_LONG)

    def on_headers_complete(self) -> None:
        self._in_head = False
        long = self._head > LONGEST_HEAD and _length(self.url, self.headers) > LONGEST_HEAD
        self._head = 0
        if long:
            self._pass_over()
            self.end(TOO_LONG)
        elif len(self.under_way) >= MOST_AT_ONCE and self._is_one_too_many():
            self._pass_over()
            self.transport.write(BUSY)
            self.on_response_complete()
        else:
            super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._since, self._head, self._in_head = None, 0, True
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        """Leaves no garbage in a circle when it becomes a socket."""
        super().handle_websocket_upgrade()
        self.parser = cast(Any, None)

    def pause_writing(self) -> None:
        """Whoever does not read his answer takes nobody's place."""
        super().pause_writing()
        self._unread_since = self.loop.time()
        if self._task:
            self.under_way.discard(self._task)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._unread_since = None
        if self._task and not self._task.done():
            self.under_way.add(self._task)

    def end_if_late(self, now: float) -> None:
        """Whoever sends a request byte by byte, or does not read the answer, has had his time."""
        if self._unread_since is not None and now - self._unread_since > READ_WITHIN:
            self.transport.abort()
        if self._since is None and (self._head or not self._in_head):
            self._since = now  # seen arriving for the first time
        late = self._since is not None and now - self._since > ARRIVES_WITHIN
        if late and not self.transport.is_closing():
            self.end(TOO_SLOW)

    def end(self, answer: bytes) -> None:
        """Say so, unless an answer has begun, and close."""
        if self.cycle is None or not self.cycle.response_started or self.cycle.response_complete:
            self.transport.write(answer)
        self.transport.close()

    def _is_one_too_many(self) -> bool:
        pipelined = self.cycle is not None and not self.cycle.response_complete
        return not (pipelined or self.url.startswith(HEALTH) or self.parser.should_upgrade())

    def _pass_over(self) -> None:
        self.cycle = cast(Any, _Answered)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        if cycle.scope["method"] != "HEAD":
            cycle.transport = OnePiece(cycle.transport)  # type: ignore[assignment]
        task = self._task = self.loop.create_task(cycle.run_asgi(app))
        for tasks in (self.tasks, self.under_way):
            tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self.tasks.discard(task)
        self.under_way.discard(task)


def _length(url: bytes, headers: Iterable[tuple[bytes, bytes]]) -> int:
    return len(url) + sum(len(name) + len(value) + 4 for name, value in headers)
