"""/graphql over WebSocket: the graphql-transport-ws protocol, for subscriptions.

https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md; what it leaves open is in docs/live.md.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from typing import Final

import orjson
import structlog
from graphql import GraphQLError
from starlette.types import Receive, Send

from api.bearers import Bearer
from api.feeds import Feeds, Watcher
from api.frames import (
    MALFORMED,
    NO_INIT,
    SAME_ID,
    SECOND_INIT,
    SIGN_IN,
    TOO_SLOW,
    TRY_AGAIN,
    Close,
    Message,
    id_of,
    message_in,
    subscription_in,
)
from api.outbox import Outbox
from domain.viewer import Viewer
from planner.sources import Rejected
from schema.context import Context
from schema.documents import Refused
from schema.execution import Executor
from schema.following import follow

INIT_SECONDS: Final = 10.0
MOST_SUBSCRIPTIONS: Final = 20
FAREWELL_SECONDS: Final = 5.0


async def nobody(_: Message) -> Bearer | None:
    """Where no tokens are taken, nobody announces itself with one."""
    return None


BearerOf = Callable[[Message], Awaitable[Bearer | None]]
"""Who announces itself with a token in the payload of `connection_init`; Close when that is no proof."""
log: Final = structlog.get_logger("sockets")


class Socket:
    """One client."""

    __slots__ = (
        "__weakref__",
        "_bearer_of",
        "_context",
        "_executor",
        "_farewell",
        "_feeds",
        "_init_seconds",
        "_outbox",
        "_receive",
        "_send",
        "_subscriptions",
        "_welcome",
        "closed_with",
        "expires_at",
    )

    def __init__(
        self,
        executor: Executor,
        feeds: Feeds,
        context: Context,
        receive: Receive,
        send: Send,
        *,
        welcome: bool,
        expires_at: datetime | None = None,
        bearer_of: BearerOf = nobody,
        init_seconds: float = INIT_SECONDS,
    ) -> None:
        self._executor, self._feeds, self._context = executor, feeds, context
        self._receive, self._send = receive, send
        self._welcome, self._init_seconds, self._bearer_of = welcome, init_seconds, bearer_of
        self.expires_at = expires_at
        """When the token expires that the socket stands on."""
        self._subscriptions: dict[str, Subscription] = {}
        self._outbox = Outbox(send, self._too_slow)
        self._farewell: asyncio.Task[None] | None = None
        self.closed_with: int | None = None
        """The code, when it was we who closed."""

    @property
    def session_token(self) -> str | None:
        """The session that the socket stands on."""
        return self._context.session_token

    @property
    def viewer(self) -> Viewer:
        """Who is at the other end."""
        return self._context.viewer

    @viewer.setter
    def viewer(self, viewer: Viewer) -> None:
        self._context.viewer = viewer

    @property
    def since(self) -> datetime:
        """When the client came."""
        return self._context.now

    def end(self, code: int, reason: str) -> None:
        """Close soon, from outside; the server then tells `run` that the client is gone."""
        if self._farewell is None:
            self._leave()
            self._farewell = asyncio.ensure_future(self._say_goodbye(Close(code, reason)))

    async def run(self) -> None:
        """Talk until either side has enough."""
        try:
            await self._talk()
        except Close as close:
            if self._farewell is None:
                self._leave()
                await self._say_goodbye(close)
        finally:
            self._leave()

    async def _say_goodbye(self, close: Close) -> None:
        self.closed_with = close.code
        with suppress(Exception):
            farewell = {"type": "websocket.close", "code": close.code, "reason": close.reason}
            await asyncio.wait_for(self._send(farewell), FAREWELL_SECONDS)

    def _leave(self) -> None:
        for subscription in self._subscriptions.values():
            subscription.stop()
        self._subscriptions.clear()
        self._outbox.close()

    async def _talk(self) -> None:
        try:
            async with asyncio.timeout(self._init_seconds):
                begun = await self._begin()
        except TimeoutError:
            raise Close(NO_INIT, "Connection initialisation timeout") from None
        while begun and (message := await self._next()):
            self._answer(message)

    async def _begin(self) -> bool:
        """Whether the client was let in; False when it left."""
        while message := await self._next():
            match message["type"]:
                case "ping" | "pong":
                    self._answer(message)
                case "connection_init":
                    await self._let_in(message)
                    return True
                case _:
                    raise Close(SIGN_IN, "Unauthorized")
        return False

    async def _let_in(self, message: Message) -> None:
        bearer = await self._bearer_of(message.get("payload") or {})
        if not self._welcome or (bearer and (self.session_token or self.expires_at)):
            raise Close(SIGN_IN, "Sign in again")
        if bearer:
            self._context.viewer, self._context.locale = bearer.viewer, bearer.viewer.locale
            self.expires_at = bearer.expires_at
        self._outbox.put('{"type":"connection_ack"}')

    async def _next(self) -> Message | None:
        frame = await self._receive()
        if frame["type"] == "websocket.disconnect" or self._farewell:
            return None
        return message_in(frame)

    def _answer(self, message: Message) -> None:
        match message["type"]:
            case "ping":
                self._outbox.put('{"type":"pong"}')
            case "pong":
                pass
            case "connection_init":
                raise Close(SECOND_INIT, "Too many initialisation requests")
            case "subscribe":
                self._subscribe(id_of(message), subscription_in(message))
            case "complete":
                self._complete(id_of(message))
            case _:
                raise Close(MALFORMED, "Unknown type of message")

    def _subscribe(self, id_: str, payload: Message) -> None:
        if id_ in self._subscriptions:
            raise Close(SAME_ID, f"Subscriber for {id_} already exists")
        if len(self._subscriptions) >= MOST_SUBSCRIPTIONS:
            self._refuse(id_, Rejected(f"At most {MOST_SUBSCRIPTIONS} at a time.", "RATE_LIMITED"))
            return
        try:
            following = follow(
                self._executor,
                payload["query"],
                payload.get("variables"),
                payload.get("operationName"),
                self._context,
            )
        except Refused as refused:
            self._refuse(id_, *refused.errors)
        except Exception as error:
            self._refuse(id_, self._fault(error))
        else:
            subscription = self._subscriptions[id_] = Subscription(self, id_)
            subscription.start(self._feeds, Watcher(following, subscription))

    def _complete(self, id_: str) -> None:
        if subscription := self._subscriptions.pop(id_, None):
            subscription.stop()

    def _refuse(self, id_: str, *errors: GraphQLError) -> None:
        """The subscription never began."""
        message = {"id": id_, "type": "error", "payload": [error.formatted for error in errors]}
        self._outbox.put(orjson.dumps(message).decode())

    def _fault(self, error: Exception) -> GraphQLError:
        log.error("fault", exc_info=error, request_id=self._context.request_id)
        extensions = {"code": "INTERNAL", "requestId": self._context.request_id}
        return GraphQLError("Something broke on our side.", extensions=extensions)

    def _too_slow(self) -> None:
        self.end(TOO_SLOW, "Too slow: resume with your cursor")


class Subscription:
    """A watcher's way out of its socket."""

    __slots__ = ("_feeds", "_id", "_socket", "_starting", "_watcher")

    def __init__(self, socket: Socket, id_: str) -> None:
        self._socket, self._id = socket, id_
        self._feeds: Feeds | None = None
        self._watcher: Watcher | None = None
        self._starting: asyncio.Task[None] | None = None

    def start(self, feeds: Feeds, watcher: Watcher) -> None:
        """Be told, from the client's cursor on."""
        self._feeds, self._watcher = feeds, watcher
        if not feeds.watch_from_now(watcher):
            self._starting = asyncio.ensure_future(self._resume(feeds, watcher))

    def stop(self) -> None:
        """Be told no more."""
        if self._starting:
            self._starting.cancel()
        if self._feeds and self._watcher:
            self._feeds.leave(self._watcher)

    def push(self, payload: str) -> None:
        self._socket._outbox.put(
            f'{{"id":{orjson.dumps(self._id).decode()},"type":"next","payload":{payload}}}'
        )

    async def send(self, payload: str) -> None:
        await self._socket._outbox.has_room()
        self.push(payload)

    def lose(self) -> None:
        self._socket.end(TRY_AGAIN, "We are too slow: resume with your cursor")

    async def _resume(self, feeds: Feeds, watcher: Watcher) -> None:
        try:
            await feeds.watch(watcher)
        except Refused as refused:
            self._give_up(*refused.errors)
        except Exception as error:
            self._give_up(self._socket._fault(error))
        finally:
            self._starting = None

    def _give_up(self, *errors: GraphQLError) -> None:
        self._starting = None  # which is us
        self._socket._complete(self._id)
        self._socket._refuse(self._id, *errors)
