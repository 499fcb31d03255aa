"""The edge with an executor that answers as a test wants: for tests of what stands around execution."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from starlette.routing import Route

from api import pages
from api.app import create_app, enveloped
from api.bearers import Bearers, Finder
from api.graphql import GraphQL
from api.sessions import Sessions
from domain.terms import Terms
from infra.database import Database
from infra.identity import Verifier
from infra.settings import Settings
from schema.context import Context
from schema.execution import Answer

SOCKET = "postgresql://postgres@/nobody?host=/nowhere"
GRAPHQL_JSON = "application/graphql-response+json"
TYPENAME = {"query": "{ __typename }"}


@dataclass
class Scripted:
    """Executes nothing: says what it was told to say, and remembers what it was asked."""

    says: Callable[[Context], Answer] = lambda _: Answer(b'{"data":{"__typename":"Query"}}')
    asked: list[tuple[str, Mapping[str, Any] | None, str | None]] = field(default_factory=list)
    contexts: list[Context] = field(default_factory=list)

    async def execute(
        self, query: str, variables: Mapping[str, Any] | None, operation_name: str | None, context: Context
    ) -> Answer:
        self.asked.append((query, variables, operation_name))
        self.contexts.append(context)
        return self.says(context)

    @property
    def context(self) -> Context:
        """Of the last request."""
        return self.contexts[-1]


def edge(
    executor: Scripted,
    now: datetime,
    database: Database | None = None,
    dist: Path = pages.DIST,
    verifier: Verifier | None = None,
    finders: Sequence[Finder] = (),
    **settings: Any,
) -> httpx.AsyncClient:
    """A client of an API that consists of /graphql alone."""
    configured = Settings(**{"database_url": SOCKET, "_env_file": None} | settings)
    app = create_app(configured)
    endpoint = GraphQL(
        executor,  # type: ignore[arg-type]
        Sessions(database, configured),  # type: ignore[arg-type]
        Bearers(verifier or Verifier([]), finders, database),  # type: ignore[arg-type]
        partial(Context, transactions=database, passwords=None, terms=Terms()),  # type: ignore[arg-type]
        clock=lambda: now,
        count=lambda *_: None,
        page=partial(pages.graphiql, dist) if configured.graphiql else None,
        stream=None,  # type: ignore[arg-type]
    )
    app.router.routes = [Route("/graphql", endpoint)]
    app.state.graphql = enveloped(endpoint, configured)
    return client_of(app, configured.origin)


def client_of(app: Any, origin: str = "http://127.0.0.1:8000") -> httpx.AsyncClient:
    """Speaks to `app` in this process; an exception that would leave it fails the test."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=origin)


async def post(client: httpx.AsyncClient, content: bytes | str, **headers: str) -> httpx.Response:
    """POST a body as it is; header names with _ for -."""
    named = {"content_type": "application/json"} | headers
    sent = {name.replace("_", "-"): value for name, value in named.items() if value}
    return await client.post("/graphql", content=content, headers=sent)


def code_of(response: httpx.Response) -> str:
    """The first error's code."""
    code = response.json()["errors"][0]["extensions"]["code"]
    assert isinstance(code, str)
    return code


@asynccontextmanager
async def clinic_at(database_url: str, now: datetime, **settings: Any) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the whole API as it is served, on this database, its clock standing at `now`."""
    configured = Settings(**{"database_url": database_url, "_env_file": None} | settings)
    app = create_app(configured, lambda: now)
    async with app.router.lifespan_context(app), client_of(app, configured.origin) as client:
        yield client
