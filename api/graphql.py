"""/graphql over HTTP, by the GraphQL-over-HTTP specification (https://graphql.github.io/graphql-over-http/).

POST executes operations. GET gives browsers the GraphiQL page, and otherwise answers questions about the
contract alone (`__schema`, `__type`): what is the clinic's never stands in an address.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from typing import Final, Protocol

import structlog
from graphql import FieldNode, GraphQLError, OperationDefinitionNode, OperationType, parse
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from api import requests
from api.answers import GRAPHQL_JSON, JSON, Header, Rejection, answer, error_body
from api.bearers import Bearers
from api.negotiation import is_json, language, wanted, wants_events, wants_page
from api.operations import ANSWERED, FAULT, REJECTED, UNAVAILABLE, UNREAD, Called, called
from api.requests import ClientGone, GraphQLRequest
from api.sessions import Sessions
from domain.transaction import Unavailable
from domain.viewer import Anonymous, Viewer
from infra import telemetry
from infra.tracing import Traces
from schema.context import Context
from schema.execution import Answer, Change, Executor
from schema.limits import MOST_TOKENS

AWAY: Final = error_body("The service is busy or restarting. Try again.", "UNAVAILABLE")
RETRY: Final[Header] = (b"retry-after", b"1")
OUTCOME_OF: Final = {None: ANSWERED, "INTERNAL": FAULT}
"""Whose doing it is that an answer of an executed operation holds an error: the client's, but for ours."""
SLOW: Final = 1.0
"""Seconds; a request that takes longer is worth a line in the log."""
Headers = Mapping[bytes, bytes]
Stream = Callable[[GraphQLRequest, Scope, Receive, Send], Awaitable[None]]
"""Serves a subscription as Server-Sent Events."""
log: Final = structlog.get_logger("graphql")


class Count(Protocol):
    """api.metrics.Metrics.count."""

    def __call__(
        self,
        outcome: str,
        seconds: float,
        operation: Called,
        code: str | None = None,
        changes: Sequence[Change] = (),
    ) -> None:
        """One request ended."""


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
    code: str | None = None
    changes: Sequence[Change] = ()


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
        count: Count,
        page: Callable[[], Response] | None,
        stream: Stream,
        traces: Traces | None = None,
    ) -> None:
        self._executor, self._new_context = executor, new_context
        self._sessions, self._bearers = sessions, bearers
        self._clock, self._count, self._page, self._stream = clock, count, page, stream
        self._traces = traces or Traces()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = perf_counter()
        headers = dict(scope["headers"])
        accept = headers.get(b"accept")
        if self._page and scope["method"] == "GET" and wants_page(accept):
            await self._page()(scope, receive, send)
            return
        with self._traces.begin("request"):
            await self._answer(scope, headers, wanted(accept), receive, send, began)

    async def _answer(
        self,
        scope: Scope,
        headers: Headers,
        media: bytes | None,
        receive: Receive,
        send: Send,
        began: float,
    ) -> None:
        try:
            if scope["method"] == "POST" and wants_events(headers.get(b"accept")):
                await self._events(scope, headers, receive, send, began)
                return
            reply = await self._reply(scope, headers, media, receive)
        except Rejection as rejection:
            reply = Reply(rejection.status, rejection.body, REJECTED, rejection.headers, rejection.code)
        except Unavailable:
            reply = Reply(503, AWAY, UNAVAILABLE, (RETRY,), "UNAVAILABLE")
        except ClientGone:
            return
        except Exception:
            self._end(scope, began, Reply(500, b"", FAULT, code="INTERNAL"))
            raise
        await answer(send, reply.status, media or JSON, reply.body, reply.headers)
        self._end(scope, began, reply)

    async def _events(
        self, scope: Scope, headers: Headers, receive: Receive, send: Send, began: float
    ) -> None:
        """Counted when it opens: how long it then is open says nothing about us."""

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._end(scope, began, Reply(200, b"", ANSWERED))
            await send(message)

        request = requests.from_body(await self._body(headers, receive))
        _begin(scope, request)
        await self._stream(request, scope, receive, counted)

    def _end(self, scope: Scope, began: float, reply: Reply) -> None:
        """Count it; say so when it was slow, or something was away. A fault has its own line."""
        seconds, operation = perf_counter() - began, scope.get("operation", UNREAD)
        self._count(reply.outcome, seconds, operation, reply.code, reply.changes)
        self._traces.tell(
            name=f"{operation.kind} {operation.name}", request__id=scope["request_id"], outcome=reply.outcome
        )
        if seconds > SLOW or reply.outcome == UNAVAILABLE:
            log.warning("request", outcome=reply.outcome, code=reply.code, seconds=round(seconds, 3))

    async def _reply(self, scope: Scope, headers: Headers, media: bytes | None, receive: Receive) -> Reply:
        if media is None:
            raise Rejection(406, "BAD_USER_INPUT", f"Answers are {GRAPHQL_JSON.decode()} or {JSON.decode()}.")
        if scope["method"] == "POST":
            return await self._post(scope, headers, media, receive)
        if scope["method"] == "GET" and (request := _about_the_contract(scope["query_string"])):
            _begin(scope, request)
            context = self._context(scope, Anonymous(locale=_locale(headers)), self._clock(), None)
            return _reply(await self._execute(request, context), media)
        raise Rejection(405, "BAD_USER_INPUT", "Send operations with POST.", (b"allow", b"POST"))

    async def _post(self, scope: Scope, headers: Headers, media: bytes, receive: Receive) -> Reply:
        token, newcomer = self._sessions.token_of(headers), self._sessions.newcomer_of(headers)
        request = requests.from_body(await self._body(headers, receive))
        _begin(scope, request)
        now = self._clock()
        viewer = await self._viewer(headers, token, now) or Anonymous(locale=_locale(headers))
        context = self._context(scope, viewer, now, token)
        context.newcomer_token = newcomer
        reply = _reply(await self._execute(request, context), media)
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


def _begin(scope: Scope, request: GraphQLRequest) -> None:
    """What is counted and logged from here on has the operation's name."""
    operation = scope["operation"] = called(request)
    telemetry.begin_operation(operation.name)


def _reply(answered: Answer, media: bytes) -> Reply:
    told = answered.code, answered.changes
    if answered.unavailable:
        return Reply(503, answered.body, UNAVAILABLE, (RETRY,), *told)
    if answered.retry_after:
        later = (b"retry-after", b"%d" % answered.retry_after)
        return Reply(429, answered.body, REJECTED, (later,), *told)
    if answered.request_error:
        return Reply(400 if media == GRAPHQL_JSON else 200, answered.body, REJECTED, (), *told)
    return Reply(200, answered.body, OUTCOME_OF.get(answered.code, REJECTED), (), *told)


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
