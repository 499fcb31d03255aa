"""The API's composition root: everything is built and wired here, once for each process."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from api import client, elsewhere, mailbox, pages
from api.counted import by_address
from api.documents import known_documents
from api.envelope import Envelope
from api.feeds import Feeds
from api.gate import Allowances, ApiGate
from api.graphql import GraphQL, NewContext
from api.health import Readiness, livez
from api.live import LiveDoor
from api.metrics import Metrics, watch_live, watch_planner
from api.oauth import Authorization
from api.origins import CrossOrigin
from api.private import private
from api.requests import MOST_BYTES
from api.shortcut import WithShortcut
from api.ways import Ways, ways_in
from domain.viewer import Anonymous
from infra import telemetry
from infra.database import Database
from infra.garbage import Aside
from infra.live import NEWS, WAKE, Doorbell, Live, end
from infra.metrics import new_registry, watch_pools
from infra.passwords import Passwords
from infra.rates import Rates
from infra.settings import Settings
from infra.signing import SigningKeys
from infra.tracing import Traces, traces_of
from migrations.known import newest
from schema.context import Context
from schema.execution import Executor
from schema.export import sdl
from schema.root import catalogue

if TYPE_CHECKING:
    import httpx2

log = structlog.get_logger()


def utc_now() -> datetime:
    """The clock on the wall."""
    return datetime.now(UTC)


def create_app(
    settings: Settings | None = None,
    clock: Callable[[], datetime] = utc_now,
    seconds: Callable[[], float] = monotonic,
) -> Starlette:
    """The API of one clinic, to be served by uvicorn."""
    settings = settings or Settings()
    if settings.database_url is None:
        raise RuntimeError("HEALTHMED_DATABASE_URL is not set; `make up` sets it for its own PostgreSQL.")
    known = known_documents(pages.DIST) if settings.trusted_documents else frozenset[str]()
    return WithShortcut(
        lifespan=partial(_lifespan, settings, settings.database_url, clock, seconds, known),
        # Starlette(max_body_size=...) would stand outside of the envelope: its 413 without id and headers
        middleware=[
            Middleware(CrossOrigin, origin=settings.client_origin),
            Middleware(Envelope, secure=settings.secure),
            Middleware(RequestBodyLimitMiddleware, max_body_size=MOST_BYTES),
        ],
        exception_handlers={HTTPException: _refused},
    )


def enveloped(app: ASGIApp, settings: Settings) -> ASGIApp:
    """What stands around every request, for one that comes by the shortcut."""
    return CrossOrigin(Envelope(app, secure=settings.secure), origin=settings.client_origin)


@dataclass(frozen=True)
class Ground:
    """What this process stands on while it runs."""

    settings: Settings
    clock: Callable[[], datetime]
    seconds: Callable[[], float]
    database: Database
    doorbell: Doorbell
    rates: Rates
    traces: Traces
    passwords: Passwords
    http: "httpx2.AsyncClient | None"
    """With which an OpenID provider is asked, where there is one."""
    aside: Aside


@asynccontextmanager
async def _ground(
    settings: Settings, database_url: str, clock: Callable[[], datetime], seconds: Callable[[], float]
) -> AsyncIterator[Ground]:
    """Opened, and closed after everything else. PostgreSQL may come later: connections open at use."""
    doorbell = Doorbell(settings.redis_url, listen=NEWS, ring=WAKE)
    rates = Rates(settings.redis_url, settings.secret.get_secret_value(), monotonic)
    traces = traces_of(settings.otlp_endpoint, "api")
    database = Database(
        database_url,
        read_pool=settings.read_pool,
        write_pool=settings.write_pool,
        after_write=doorbell.ring_soon,
        version=newest(),
        traces=traces,
    )
    aside = Aside()
    with closing(Passwords(settings.password_threads)) as passwords, aside.watching():
        async with database, _http(settings) as http:
            yield Ground(settings, clock, seconds, database, doorbell, rates, traces, passwords, http, aside)
    await doorbell.close()
    await rates.close()
    await asyncio.to_thread(traces.end)


@asynccontextmanager
async def _http(settings: Settings) -> AsyncIterator["httpx2.AsyncClient | None"]:
    """A start without a provider does not wait for what only asking one needs."""
    if settings.oidc is None:
        yield None
        return
    import httpx2

    async with httpx2.AsyncClient() as http:
        yield http


@asynccontextmanager
async def _lifespan(
    settings: Settings,
    database_url: str,
    clock: Callable[[], datetime],
    seconds: Callable[[], float],
    known: frozenset[str],
    app: Starlette,
) -> AsyncIterator[None]:
    """The routes exist while what they stand on does."""
    telemetry.configure(as_json=settings.json_logs)
    async with _ground(settings, database_url, clock, seconds) as ground, asyncio.TaskGroup() as tasks:
        live, readiness = Live(ground.database, ground.doorbell), Readiness(ground.database)
        app.router.routes, graphql, door = _routes(ground, known, live, readiness)
        app.state.graphql, app.state.door = enveloped(graphql, settings), door
        app.state.leave = partial(_leave, settings.stop_pause, readiness, door)
        works = (ground.doorbell.listen(), live.run(), door.watch_sessions(), ground.rates.run())
        running = [tasks.create_task(work) for work in works]
        log.info("api started")
        yield
        await end(running)
    log.info("api stopped")


async def _leave(pause: float, readiness: Readiness, door: LiveDoor) -> None:
    """Before the last requests are waited for: be found not ready, and send the sockets elsewhere."""
    readiness.stopping = True
    await asyncio.sleep(pause)
    await door.close()


def _routes(
    ground: Ground, known: frozenset[str], live: Live, readiness: Readiness
) -> tuple[list[BaseRoute], GraphQL, LiveDoor]:
    settings, clock, database = ground.settings, ground.clock, ground.database
    keys = SigningKeys(settings.signing_keys, settings.data / "signing_keys.pem")
    ways = ways_in(settings, keys, ground.http, database, clock, ground.seconds)
    executor = _executor(ground, known)
    new_context = _contexts(ground)
    feeds = Feeds(database, live, clock)
    door = LiveDoor(executor, feeds, ways.sessions, ways.bearers, new_context, database, clock, ground.aside)
    registry = new_registry(settings.build, newest())
    metrics = Metrics(registry, executor.catalogue.schema)
    graphql = GraphQL(
        executor,
        ways.sessions,
        ways.bearers,
        new_context,
        clock=clock,
        count=metrics.count,
        traces=ground.traces,
        page=partial(pages.graphiql, pages.DIST) if settings.graphiql else None,
        stream=door.stream,
    )
    watch_pools(registry, database.pools)
    watch_planner(registry, executor.operations)
    watch_live(registry, live, feeds, door)
    routes: list[BaseRoute] = [
        Route("/graphql", graphql),  # the shortcut leads to it; this one knows /graphql/ by it
        Route("/livez", livez),
        Route("/readyz", readiness.show),
        Route("/metrics", private(metrics.show, settings)),
        Route("/schema.graphql", partial(_contract, sdl())),
        *_ways_in(ground, ways, keys),
        *mailbox.routes(settings),
        *client.routes(settings, executor, database, partial(_anybody, new_context, clock)),
    ]
    return routes, graphql, door


def _executor(ground: Ground, known: frozenset[str]) -> Executor:
    settings = ground.settings
    return Executor(
        catalogue(),
        ground.database.read,
        introspection=settings.introspection,
        gate=ApiGate(settings, ground.rates),
        known=known,
    )


def _contexts(ground: Ground) -> NewContext:
    oidc = ground.settings.oidc
    return partial(
        Context,
        transactions=ground.database,
        passwords=ground.passwords,
        terms=ground.settings.terms,
        local_accounts=oidc is None or oidc.local,
    )


def _ways_in(ground: Ground, ways: Ways, keys: SigningKeys) -> list[BaseRoute]:
    """Those that are no operations."""
    settings, allowed = ground.settings, Allowances.of(ground.settings)
    sign_in, ask = by_address(ground.rates, allowed.sign_in), by_address(ground.rates, allowed.address)
    tokens = Authorization(ground.database, keys, settings.origin, ground.clock, sign_in)
    return [*tokens.routes, *elsewhere.routes(ways.elsewhere, settings, sign_in, ask)]


def _anybody(new_context: NewContext, clock: Callable[[], datetime], request: Request) -> Context:
    """Who reads a public page: nobody in particular, in Portuguese."""
    return new_context(
        viewer=Anonymous(),
        now=clock(),
        locale=Anonymous().locale,
        address=request.client.host if request.client else "",
        request_id=request.scope["request_id"],
        session_token=None,
    )


async def _contract(text: str, _: Request) -> Response:
    return Response(text, media_type="application/graphql; charset=utf-8")


async def _refused(_: Request, refusal: Exception) -> Response:
    """404, 405 and 413, in the form that all errors have here."""
    assert isinstance(refusal, HTTPException)
    body = {"errors": [{"message": refusal.detail}]}
    return JSONResponse(body, refusal.status_code, refusal.headers)
