"""The door of /graphql for WebSockets: who may come in, and who has to leave."""

import asyncio
import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

import structlog
from starlette.types import Receive, Scope, Send

from api.answers import JSON, Header, Rejection
from api.bearers import Bearer, Bearers
from api.event_stream import EventStream
from api.feeds import Feeds
from api.frames import (
    CODES,
    ENDED,
    OTHER_PROTOCOL,
    PROTOCOL,
    RESTARTING,
    TRY_AGAIN,
    Close,
    Message,
)
from api.graphql import AWAY, RETRY, NewContext
from api.negotiation import language
from api.partners import still_stands
from api.requests import GraphQLRequest
from api.sessions import Sessions
from api.sockets import INIT_SECONDS, Socket
from domain.accounts.sessions import disabled_among, open_sessions
from domain.integrators.viewers import standings
from domain.transaction import Unavailable
from domain.viewer import Anonymous, IntegratorViewer, SignedInViewer, Viewer
from infra.database import Database
from infra.garbage import Aside
from schema.context import Context
from schema.documents import Refused
from schema.execution import Executor

SESSIONS_SECONDS: Final = 2.0
"""How often it is seen whether the sessions behind open sockets still are: signing out closes within 5 s."""
MOST_SOCKETS: Final = 20_000
"""Of one process: what its memory must have room for."""
CLOSING_SECONDS: Final = 1.0
"""Sockets are closed spread over this, so that clients do not come back all at once."""
log: Final = structlog.get_logger("live")


class LiveDoor:
    """Every WebSocket of this process, and every request for Server-Sent Events, which is one more."""

    def __init__(
        self,
        executor: Executor,
        feeds: Feeds,
        sessions: Sessions,
        bearers: Bearers,
        new_context: NewContext,
        database: Database,
        clock: Callable[[], datetime],
        aside: Aside,
        *,
        init_seconds: float = INIT_SECONDS,
    ) -> None:
        self._executor, self._feeds = executor, feeds
        self._sessions, self._bearers = sessions, bearers
        self._new_context, self._database, self._clock = new_context, database, clock
        self._init_seconds, self._aside = init_seconds, aside
        self._sockets: set[Socket] = set()
        self.closed: Counter[int] = Counter(dict.fromkeys(CODES, 0))
        """How many sockets we closed, by code."""
        self._closing = False
        self.streams = 0
        """How many of the sockets are open requests for Server-Sent Events."""

    def __len__(self) -> int:
        return len(self._sockets)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()  # websocket.connect
        try:
            context, expires_at = await self._admitted(scope)
        except Rejection as rejection:
            await _refuse(send, rejection.status, rejection.body, *rejection.headers)
        except Unavailable:
            await _refuse(send, 503, AWAY)
        else:
            await self._let_in(scope, context, expires_at, receive, send)

    async def _admitted(self, scope: Scope) -> tuple[Context, datetime | None]:
        """Who comes, once there is something to follow; Rejection or Unavailable for who cannot come now."""
        if self._closing:
            raise Rejection(503, "UNAVAILABLE", "Restarting. Try again.")
        context, expires_at = await self._context(scope)
        self._must_have_room(context)
        await self._feeds.ready()
        return context, expires_at

    def _must_have_room(self, context: Context) -> None:
        """Rejection for one socket too many; each that is opened counts as something that is asked."""
        if len(self._sockets) >= MOST_SOCKETS:
            raise Rejection(503, "UNAVAILABLE", "The service is busy. Try again in a moment.", RETRY)
        try:
            self._executor.gate.admit(None, context)
        except Refused as refused:
            said = refused.errors[0]
            later = b"%d" % (said.extensions or {})["retryAfterSeconds"]
            raise Rejection(429, "RATE_LIMITED", said.message, (b"retry-after", later)) from None

    async def _let_in(
        self, scope: Scope, context: Context, expires_at: datetime | None, receive: Receive, send: Send
    ) -> None:
        if PROTOCOL not in scope["subprotocols"]:
            await send({"type": "websocket.accept"})
            reason = f"Only {PROTOCOL} is spoken here"
            self.closed[OTHER_PROTOCOL] += 1
            await send({"type": "websocket.close", "code": OTHER_PROTOCOL, "reason": reason})
            return
        await send({"type": "websocket.accept", "subprotocol": PROTOCOL})
        scope["headers"] = []  # read, and as large as all the rest
        await self._serve(context, expires_at, receive, send)

    async def stream(self, request: GraphQLRequest, scope: Scope, receive: Receive, send: Send) -> None:
        """One subscription as Server-Sent Events; Rejection or Unavailable before anything is answered."""
        context, expires_at = await self._admitted(scope)
        events = EventStream(request, receive, send)
        self.streams += 1
        try:
            await self._serve(context, expires_at, events.receive, events.send)
        finally:
            self.streams -= 1

    async def _serve(
        self, context: Context, expires_at: datetime | None, receive: Receive, send: Send
    ) -> None:
        welcome = context.session_token is None or context.viewer_id is not None
        socket = Socket(
            self._executor,
            self._feeds,
            context,
            receive,
            send,
            welcome=welcome,
            expires_at=expires_at,
            bearer_of=self._bearer_of,
            init_seconds=self._init_seconds,
        )
        self._sockets.add(socket)
        try:
            await socket.run()
        finally:
            self._sockets.discard(socket)
            self._aside.gone(len(self._sockets))
            if socket.closed_with is not None:
                self.closed[socket.closed_with] += 1

    async def _context(self, scope: Scope) -> tuple[Context, datetime | None]:
        """What the handshake tells of the client, and when that ends by itself."""
        headers = dict(scope["headers"])
        self._sessions.must_come_from_our_pages(headers)
        token, now = self._sessions.token_of(headers), self._clock()
        bearer = await self._bearers.bearer_in(headers, now)
        viewer = await self._hearing(bearer.viewer) if bearer else await self._sessions.viewer_of(token, now)
        client = scope.get("client")
        context = self._new_context(
            viewer=viewer or Anonymous(locale=language(headers.get(b"accept-language"))),
            now=now,
            locale=viewer.locale if viewer else language(headers.get(b"accept-language")),
            address=client[0] if client else "",
            request_id=secrets.token_hex(8),
            session_token=token,
        )
        return context, bearer.expires_at if bearer else None

    async def _bearer_of(self, payload: Message) -> Bearer | None:
        bearer = await self._bearers.announced_in(payload, self._clock())
        try:
            return replace(bearer, viewer=await self._hearing(bearer.viewer)) if bearer else None
        except Unavailable:
            raise Close(TRY_AGAIN, "Nobody can tell now: try again") from None

    async def _hearing(self, viewer: Viewer) -> Viewer:
        """The same, with the doctors whose events a partner may hear."""
        if not isinstance(viewer, IntegratorViewer):
            return viewer
        found = await self._database.look(lambda tx: standings(tx, [viewer.integrator_id]))
        standing = found.get(viewer.integrator_id)
        return replace(viewer, heard=standing.heard) if standing else viewer

    async def watch_sessions(self) -> None:
        """Close the sockets of whoever may not be here any more, for as long as the process runs."""
        while True:
            await asyncio.sleep(SESSIONS_SECONDS)
            try:
                await self._close_ended()
                await self._close_revoked()
                await self._close_disabled()
            except Unavailable:
                log.warning("sessions cannot be looked at")
            except Exception as error:
                log.error("sessions cannot be looked at", exc_info=error)

    async def _close_ended(self) -> None:
        now = self._clock()
        for socket in tuple(self._sockets):
            if socket.expires_at and socket.expires_at <= now:
                socket.end(ENDED, "The token expired")
        tokens = {socket.session_token for socket in self._sockets if socket.session_token}
        if not tokens:
            return
        still = await self._database.look(lambda tx: open_sessions(tx, tokens, now))
        for socket in tuple(self._sockets):
            if socket.session_token in tokens and socket.session_token not in still:
                socket.end(ENDED, "The session ended")

    async def _close_revoked(self) -> None:
        """Partners that lost a right come again with what is left; others hear of new grants."""
        sockets = [socket for socket in self._sockets if isinstance(socket.viewer, IntegratorViewer)]
        ids = {
            socket.viewer.integrator_id for socket in sockets if isinstance(socket.viewer, IntegratorViewer)
        }
        found = await self._database.look(lambda tx: standings(tx, ids)) if ids else {}
        for socket in sockets:
            viewer = socket.viewer
            assert isinstance(viewer, IntegratorViewer)
            standing = found.get(viewer.integrator_id)
            if standing is None or not still_stands(viewer, socket.since, standing):
                socket.end(ENDED, "A right was taken back")
            else:
                socket.viewer = replace(viewer, heard=standing.heard)

    async def _close_disabled(self) -> None:
        """People who came by a token, which tells nothing of an administrator who keeps them out since."""
        people = {
            socket: socket.viewer.account_id
            for socket in self._sockets
            if socket.expires_at and isinstance(socket.viewer, SignedInViewer)
        }
        ids = set(people.values())
        kept_out = await self._database.look(lambda tx: disabled_among(tx, ids)) if ids else set[UUID]()
        for socket, account_id in people.items():
            if account_id in kept_out:
                socket.end(ENDED, "The account was disabled")

    async def close(self) -> None:
        """Let nobody in any more, and ask everybody to come back later, spread over a second."""
        self._closing = True
        sockets = tuple(self._sockets)
        began, now = asyncio.get_running_loop().time(), asyncio.get_running_loop().time
        for place, socket in enumerate(sockets):
            socket.end(RESTARTING, "Restarting")
            due = began + CLOSING_SECONDS * (place + 1) / len(sockets)
            if due - now() > 0.01:
                await asyncio.sleep(due - now())


async def _refuse(send: Send, status: int, body: bytes, *more: Header) -> None:
    """The handshake is answered as any request that is refused."""
    headers = [(b"content-type", JSON), *more]
    await send({"type": "websocket.http.response.start", "status": status, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": body})
