"""/graphql over WebSocket: the graphql-transport-ws protocol, for subscriptions.

https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md; what it leaves open is in docs/live.md.
"""

import asyncio
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

import orjson
import structlog
from graphql import GraphQLError
from starlette.types import Receive, Send

from api.feeds import Feeds, Watcher
from domain.transaction import Unavailable
from planner.operations import Refused
from schema.context import Context
from schema.execution import Executor
from schema.following import follow

PROTOCOL: Final = "graphql-transport-ws"
INIT_SECONDS: Final = 10
MOST_SUBSCRIPTIONS: Final = 20
MOST_WAITING: Final = 256
"""Payloads that may wait for a client that reads slowly."""
log: Final = structlog.get_logger("sockets")


class Close(Exception):
    """Close the socket with this code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


MALFORMED: Final = 4400
SIGN_IN: Final = 4401
ENDED: Final = 4403
OTHER_PROTOCOL: Final = 4406
NO_INIT: Final = 4408
SAME_ID: Final = 4409
TOO_SLOW: Final = 4410
"""Ours: the client did not read what was sent; it may come back with its cursor."""
SECOND_INIT: Final = 4429
RESTARTING: Final = 1012


class Socket:
    """One client."""

    def __init__(
        self,
        executor: Executor,
        feeds: Feeds,
        context: Context,
        receive: Receive,
        send: Send,
        *,
        welcome: bool,
    ) -> None:
        self._executor, self._feeds, self._context = executor, feeds, context
        self._receive, self._send, self._welcome = receive, send, welcome
        self._watchers: dict[str, Watcher | None] = {}
        self._starting: dict[str, asyncio.Task[None]] = {}
        self._outbox: deque[str] = deque()
        self._room = asyncio.Event()
        self._writer: asyncio.Task[None] | None = None
        self._ending: asyncio.Future[Close] = asyncio.get_running_loop().create_future()

    @property
    def session_token(self) -> str | None:
        """The session that the socket stands on."""
        return self._context.session_token

    def end(self, code: int, reason: str) -> None:
        """Close soon, from outside."""
        if not self._ending.done():
            self._ending.set_result(Close(code, reason))

    async def run(self) -> None:
        """Talk until either side has enough."""
        talk = asyncio.ensure_future(self._talk())
        try:
            either: set[asyncio.Future[Any]] = {talk, self._ending}
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            close = self._ending.result() if self._ending.done() else talk.result()
        finally:
            talk.cancel()
            self._leave()
        if close:
            with suppress(Exception):
                farewell = {"type": "websocket.close", "code": close.code, "reason": close.reason}
                await asyncio.wait_for(self._send(farewell), 5)

    def _leave(self) -> None:
        for task in self._starting.values():
            task.cancel()
        for watcher in self._watchers.values():
            if watcher:
                self._feeds.leave(watcher)
        if self._writer:
            self._writer.cancel()

    async def _talk(self) -> Close | None:
        """None when the client left; a Close when we do."""
        try:
            await self._begin()
            while message := await self._next():
                self._answer(message)
        except Close as close:
            return close
        return None

    async def _begin(self) -> None:
        try:
            message = await asyncio.wait_for(self._next(), INIT_SECONDS)
        except TimeoutError:
            raise Close(NO_INIT, "Connection initialisation timeout") from None
        while message and message["type"] in ("ping", "pong"):
            self._answer(message)
            message = await self._next()
        if message is None:
            return
        if message["type"] != "connection_init":
            raise Close(SIGN_IN, "Unauthorized")
        if not self._welcome or "authorization" in {name.lower() for name in message.get("payload") or ()}:
            raise Close(SIGN_IN, "Sign in again")
        self._write('{"type":"connection_ack"}')

    async def _next(self) -> dict[str, Any] | None:
        frame = await self._receive()
        if frame["type"] == "websocket.disconnect":
            return None
        try:
            message = orjson.loads(frame.get("text") or "")
        except orjson.JSONDecodeError:
            raise Close(MALFORMED, "A frame is a JSON object") from None
        if not isinstance(message, dict) or not isinstance(message.get("type"), str):
            raise Close(MALFORMED, "A frame is a JSON object with a type")
        if not isinstance(message.get("payload"), dict | None):
            raise Close(MALFORMED, "A payload is an object")
        return message

    def _answer(self, message: Mapping[str, Any]) -> None:
        match message["type"]:
            case "ping":
                self._write('{"type":"pong"}')
            case "pong":
                pass
            case "connection_init":
                raise Close(SECOND_INIT, "Too many initialisation requests")
            case "subscribe":
                self._subscribe(_id_of(message), message.get("payload") or {})
            case "complete":
                self._complete(_id_of(message))
            case _:
                raise Close(MALFORMED, "Unknown type of message")

    def _subscribe(self, id_: str, payload: Mapping[str, Any]) -> None:
        if id_ in self._watchers:
            raise Close(SAME_ID, f"Subscriber for {id_} already exists")
        if not isinstance(payload.get("query"), str):
            raise Close(MALFORMED, "A subscription needs a query")
        for name, kind in (("variables", dict), ("operationName", str), ("extensions", dict)):
            if not isinstance(payload.get(name), kind | None):
                raise Close(MALFORMED, f"'{name}' is of another type")
        if len(self._watchers) >= MOST_SUBSCRIPTIONS:
            self._fail(
                id_,
                GraphQLError(f"At most {MOST_SUBSCRIPTIONS} at a time.", extensions={"code": "RATE_LIMITED"}),
            )
            return
        self._watchers[id_] = None
        self._starting[id_] = asyncio.ensure_future(self._watch(id_, payload))

    async def _watch(self, id_: str, payload: Mapping[str, Any]) -> None:
        try:
            following = follow(
                self._executor,
                payload["query"],
                payload.get("variables"),
                payload.get("operationName"),
                self._context,
            )
            outlet = _Outlet(self, id_)
            await self._feeds.watch(following, outlet, lambda watcher: self._watchers.update({id_: watcher}))
        except Refused as refused:
            self._fail(id_, *refused.errors)
        except Unavailable:
            self._fail(
                id_, GraphQLError("Busy or restarting. Try again.", extensions={"code": "UNAVAILABLE"})
            )
        except Exception as error:
            log.error("fault", exc_info=error, request_id=self._context.request_id)
            extensions = {"code": "INTERNAL", "requestId": self._context.request_id}
            self._fail(id_, GraphQLError("Something broke on our side.", extensions=extensions))
        finally:
            self._starting.pop(id_, None)

    def _fail(self, id_: str, *errors: GraphQLError) -> None:
        """The subscription never began, or cannot go on."""
        self._complete(id_)
        message = {"id": id_, "type": "error", "payload": [error.formatted for error in errors]}
        self._write(orjson.dumps(message).decode())

    def _complete(self, id_: str) -> None:
        watcher = self._watchers.pop(id_, None)
        if watcher:
            self._feeds.leave(watcher)
        task = self._starting.get(id_)
        if task and task is not asyncio.current_task():
            task.cancel()

    def _write(self, text: str) -> None:
        if len(self._outbox) >= MOST_WAITING:
            self.end(TOO_SLOW, "Too slow: resume with your cursor")
            return
        self._outbox.append(text)
        if self._writer is None or self._writer.done():
            self._writer = asyncio.ensure_future(self._write_out())

    async def _write_out(self) -> None:
        """A task only while there is something to write: an idle socket costs none."""
        with suppress(Exception):  # the client is gone; `_next` hears of it
            while self._outbox:
                await self._send({"type": "websocket.send", "text": self._outbox.popleft()})
                self._room.set()

    async def has_room(self) -> None:
        """Wait while half of what may wait does."""
        while len(self._outbox) > MOST_WAITING // 2:
            self._room.clear()
            await self._room.wait()


class _Outlet:
    """A subscription's way out of its socket."""

    def __init__(self, socket: Socket, id_: str) -> None:
        self._socket, self._before = socket, f'{{"id":{orjson.dumps(id_).decode()},"type":"next","payload":'

    def push(self, payload: str) -> None:
        self._socket._write(f"{self._before}{payload}}}")

    async def send(self, payload: str) -> None:
        await self._socket.has_room()
        self.push(payload)


def _id_of(message: Mapping[str, Any]) -> str:
    id_ = message.get("id")
    if not isinstance(id_, str) or not 1 <= len(id_) <= 200:
        raise Close(MALFORMED, "A message needs an id")
    return id_
