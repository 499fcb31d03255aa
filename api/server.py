"""How the API is served: uvicorn, with sockets that cannot linger and an end that nobody is hurt by."""

import asyncio
import socket
from asyncio import TimerHandle
from collections.abc import Awaitable, Callable
from types import FrameType
from typing import Any, Final, cast

import uvicorn
from starlette.types import ASGIApp
from uvicorn._types import ASGIReceiveEvent, ASGISendEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from api.arrivals import HttpProtocol

LONGEST_FRAME: Final = 65_536
NOT_TEXT: Final = 1007
LINGER_SECONDS: Final = 5.0
"""How long a client that was said goodbye to may take to hear it."""
MUTATIONS_SECONDS: Final = 8
"""How long requests may take to end when we stop; no statement runs for longer than 5 s."""
LOOK_AT_LATE: Final = 20
"""Ticks of a tenth of a second between two looks at requests that are late."""


class Inbox:
    """asyncio.Queue, as far as uvicorn's protocol needs it, in a tenth of the memory."""

    __slots__ = ("_items", "_reader")

    def __init__(self) -> None:
        self._items: list[ASGIReceiveEvent] = []
        self._reader: asyncio.Future[None] | None = None

    def put_nowait(self, item: ASGIReceiveEvent) -> None:
        """For the one who reads."""
        self._items.append(item)
        if self._reader and not self._reader.done():
            self._reader.set_result(None)

    async def get(self) -> ASGIReceiveEvent:
        """The next one."""
        while not self._items:
            self._reader = asyncio.get_running_loop().create_future()
            await self._reader
        return self._items.pop(0)

    def empty(self) -> bool:
        """Whether `get` would wait."""
        return not self._items


class Gate:
    """asyncio.Event, likewise."""

    __slots__ = ("_closed",)

    def __init__(self) -> None:
        self._closed: asyncio.Event | None = None

    def set(self) -> None:
        """Everybody may pass."""
        if self._closed:
            self._closed.set()
            self._closed = None

    def clear(self) -> None:
        """Nobody may."""
        self._closed = self._closed or asyncio.Event()

    async def wait(self) -> None:
        """Until it is open."""
        if self._closed:
            await self._closed.wait()


class SocketProtocol(WebSocketsSansIOProtocol):
    """uvicorn's, but a farewell waits for nobody, what is not text makes no noise, and idle it is small."""

    _last_call: TimerHandle | None = None

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.queue = cast(Any, Inbox())
        self.writable = cast(Any, Gate())

    def connection_lost(self, exc: Exception | None) -> None:
        if self._last_call:
            self._last_call.cancel()
        super().connection_lost(exc)

    def send_receive_event_to_app(self) -> None:
        """Text that is not UTF-8 is the client's error, and none of ours to log."""
        try:
            if self.curr_msg_data_type == "text":
                b"".join(self.frames).decode()
        except UnicodeDecodeError:
            self.frames = []
            self.conn.send_close(NOT_TEXT)
            self.handle_parser_exception()
        else:
            super().send_receive_event_to_app()

    async def send(self, message: ASGISendEvent) -> None:
        if message["type"] == "websocket.close":
            self.writable.set()
            self._abort_later()
        await super().send(message)
        if message["type"] == "websocket.accept":
            self.request = self.response = cast(Any, None)  # spoken of for the last time
        if message["type"] == "websocket.http.response.body":
            self.handshake_complete = True  # uvicorn logs an error for each handshake that is refused

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self._abort_later()

    def shutdown(self) -> None:
        super().shutdown()
        self._abort_later()

    def _abort_later(self) -> None:
        """uvicorn closes when everything is written; a client that reads nothing would stay for ever."""
        if self._last_call is None:
            self._last_call = self.loop.call_later(LINGER_SECONDS, self.transport.abort)


class Server(uvicorn.Server):
    """Takes leave before it stops, and stops with 0 when it was told to."""

    def __init__(self, config: uvicorn.Config, leave: Callable[[], Awaitable[None]]) -> None:
        super().__init__(config)
        self._leave = leave

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second; now and then requests that do not arrive are ended."""
        if counter % LOOK_AT_LATE == 0:
            now = asyncio.get_running_loop().time()
            for connection in tuple(self.server_state.connections):
                if isinstance(connection, HttpProtocol):
                    connection.end_if_late(now)
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """While it takes leave, requests are still answered."""
        if not self.force_exit:
            await self._leave()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """uvicorn would end itself by the same signal once more after everything is done."""
        super().handle_exit(sig, frame)
        self._captured_signals.clear()


def server(app: ASGIApp, leave: Callable[[], Awaitable[None]], proxies: str = "", **more: Any) -> Server:
    """A server of this app, not yet running. Whom a request is from is believed of these proxies alone."""
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http=HttpProtocol,
        ws=SocketProtocol,
        ws_max_size=LONGEST_FRAME,
        ws_per_message_deflate=False,
        access_log=False,
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies,
        log_config=None,
        timeout_graceful_shutdown=MUTATIONS_SECONDS,
        **more,
    )
    return Server(config, leave)
