"""/graphql over HTTP, by the GraphQL-over-HTTP specification (https://graphql.github.io/graphql-over-http/).

POST executes operations. GET gives browsers the GraphiQL page, and otherwise answers questions about the
contract alone (`__schema`, `__type`): what is the clinic's never stands in an address.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from typing import Final, Protocol

from graphql import FieldNode, GraphQLError, OperationDefinitionNode, OperationType, parse
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api import requests
from api.answers import GRAPHQL_JSON, JSON, Header, Rejection, answer, error_body
from api.bearers import Bearers
from api.metrics import ANSWERED, REJECTED, UNAVAILABLE
from api.negotiation import is_json, language, wanted, wants_events, wants_page
from api.requests import ClientGone, GraphQLRequest
from api.sessions import Sessions
from domain.transaction import Unavailable
from domain.viewer import Anonymous, Viewer
from schema.context import Context
from schema.execution import Answer, Executor
from schema.limits import MOST_TOKENS

AWAY: Final = error_body("The service is busy or restarting. Try again.", "UNAVAILABLE")
RETRY: Final[Header] = (b"retry-after", b"1")
Headers = Mapping[bytes, bytes]
Stream = Callable[[GraphQLRequest, Scope, Receive, Send], Awaitable[None]]
"""Serves a subscription as Server-Sent Events."""


class NewContext(Protocol):
    """schema.context.Context, with what lives as long as the process already given."""

    def __call__(
        self,
        *,
        viewer: Viewer,
        now: datetime,
        locale: str,
        address: str,
        request_id: str,
        session_token: str | None,
    ) -> Context:
        """One request's context."""


@dataclass(slots=True)
class Reply:
    """What is going to be sent."""

    status: int
    body: bytes
    outcome: str
    headers: tuple[Header, ...] = ()
    query: str = ""


class GraphQL:
    """The endpoint, as an ASGI application."""

    def __init__(
        self,
        executor: Executor,
        sessions: Sessions,
        bearers: Bearers,
        new_context: NewContext,
        *,
        clock: Callable[[], datetime],
        count: Callable[[str, str, float], None],
        page: Callable[[], Response] | None,
        stream: Stream,
    ) -> None:
        self._executor, self._new_context = executor, new_context
        self._sessions, self._bearers = sessions, bearers
        self._clock, self._count, self._page, self._stream = clock, count, page, stream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = perf_counter()
        headers = dict(scope["headers"])
        accept = headers.get(b"accept")
        if self._page and scope["method"] == "GET" and wants_page(accept):
            await self._page()(scope, receive, send)
            return
        media = wanted(accept)
        try:
            if scope["method"] == "POST" and wants_events(accept):
                request = requests.from_body(await self._body(headers, receive))
                await self._stream(request, scope, receive, send)
                return
            reply = await self._reply(scope, headers, media, receive)
        except Rejection as rejection:
            reply = Reply(rejection.status, rejection.body, REJECTED, rejection.headers)
        except Unavailable:
            reply = Reply(503, AWAY, UNAVAILABLE, (RETRY,))
        except ClientGone:
            return
        await answer(send, reply.status, media or JSON, reply.body, reply.headers)
        self._count(reply.query, reply.outcome, perf_counter() - began)

    async def _reply(self, scope: Scope, headers: Headers, media: bytes | None, receive: Receive) -> Reply:
        if media is None:
            raise Rejection(406, "BAD_USER_INPUT", f"Answers are {GRAPHQL_JSON.decode()} or {JSON.decode()}.")
        if scope["method"] == "POST":
            return await self._post(scope, headers, media, receive)
        if scope["method"] == "GET" and (request := _about_the_contract(scope["query_string"])):
            context = self._context(scope, Anonymous(locale=_locale(headers)), self._clock(), None)
            return _reply(await self._execute(request, context), media, request.query)
        raise Rejection(405, "BAD_USER_INPUT", "Send operations with POST.", (b"allow", b"POST"))

    async def _post(self, scope: Scope, headers: Headers, media: bytes, receive: Receive) -> Reply:
        token, newcomer = self._sessions.token_of(headers), self._sessions.newcomer_of(headers)
        request = requests.from_body(await self._body(headers, receive))
        now = self._clock()
        viewer = await self._viewer(headers, token, now) or Anonymous(locale=_locale(headers))
        context = self._context(scope, viewer, now, token)
        context.newcomer_token = newcomer
        reply = _reply(await self._execute(request, context), media, request.query)
        if token or context.new_session_token:
            reply.headers += self._sessions.cookie_after(context)
        return reply

    async def _body(self, headers: Headers, receive: Receive) -> bytes:
        if not is_json(headers.get(b"content-type")):
            raise Rejection(415, "BAD_USER_INPUT", "The body must be application/json in UTF-8.")
        return await requests.read_body(receive)

    async def _viewer(self, headers: Headers, token: str | None, now: datetime) -> Viewer | None:
        if bearer := await self._bearers.bearer_in(headers, now):
            return bearer.viewer
        return await self._sessions.viewer_of(token, now)

    def _context(self, scope: Scope, viewer: Viewer, now: datetime, token: str | None) -> Context:
        client = scope.get("client")
        return self._new_context(
            viewer=viewer,
            now=now,
            locale=viewer.locale,
            address=client[0] if client else "",
            request_id=scope["request_id"],
            session_token=token,
        )

    async def _execute(self, request: GraphQLRequest, context: Context) -> Answer:
        return await self._executor.execute(request.query, request.variables, request.operation_name, context)


def _locale(headers: Headers) -> str:
    return language(headers.get(b"accept-language"))


def _reply(answered: Answer, media: bytes, query: str) -> Reply:
    if answered.unavailable:
        return Reply(503, answered.body, UNAVAILABLE, (RETRY,), query)
    if answered.retry_after:
        later = (b"retry-after", b"%d" % answered.retry_after)
        return Reply(429, answered.body, REJECTED, (later,), query)
    if answered.request_error:
        return Reply(400 if media == GRAPHQL_JSON else 200, answered.body, REJECTED, (), query)
    return Reply(200, answered.body, ANSWERED, (), query)


def _about_the_contract(query_string: bytes) -> GraphQLRequest | None:
    """The request, if all that it asks for is __typename, __schema or __type."""
    if b"query=" not in query_string:
        return None
    request = requests.from_url(query_string)
    try:
        document = parse(request.query, no_location=True, max_tokens=MOST_TOKENS)
    except (GraphQLError, RecursionError):
        return request  # which the executor refuses with the reason
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    return request if all(map(_asks_for_nothing_else, operations)) else None


def _asks_for_nothing_else(operation: OperationDefinitionNode) -> bool:
    return operation.operation is OperationType.QUERY and all(
        isinstance(node, FieldNode) and node.name.value.startswith("__")
        for node in operation.selection_set.selections
    )
