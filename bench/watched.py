"""What it costs to be watched: Q1 with metrics and logs beside Q1 without, and with traces."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Final

from rich.console import Console

from bench import servers
from bench.data import Size
from bench.driver import Driver, Job
from bench.measure import Block, Figures, Quiet, Terms, figures, in_turns
from bench.questions import questions, request
from bench.servers import HOST, Postgres, Server

EVERY_ONE: Final = {"OTEL_TRACES_SAMPLER": "always_on"}
THANKS: Final = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


@dataclass(frozen=True)
class Watched:
    """Q1 on servers that differ in nothing else; all log JSON."""

    bare: Figures
    """Nothing is counted or logged."""
    counted: Figures
    """As it is served: metrics and logs."""
    traced: Figures
    """With traces, of the usual share of requests."""
    all_traced: Figures
    """With a trace of every request."""

    counting: float
    """What metrics and logs add, of what a request costs without."""
    tracing: float
    """What traces add to that."""
    tracing_all: float
    """The same, with every request traced."""


def _more(with_it: Figures, without: Figures) -> float:
    """The server's alone: PostgreSQL is asked the same, and its own figures differ by chance, by 6 % once."""
    return (with_it.server - without.server) / without.total


async def watch(
    postgres: Postgres, size: Size, driver: Driver, terms: Terms, quiet: Quiet, console: Console
) -> Watched:
    """In turns, on one database."""
    async with postgres.connected(size.database) as connection:
        question = (await questions(connection))[0]
    requests = [request("/graphql", body) for body in question.bodies()]

    async def block(server: Server) -> Figures:
        job = Job(
            HOST, server.port, requests, b'"startsAt"', server.pid, postgres.pid, terms.warm, terms.seconds
        )
        return figures(await driver.run(job))

    async with collecting() as collector:
        traced = {"HEALTHMED_OTLP_ENDPOINT": collector}
        async with (
            servers.api(postgres, size.database, module="bench.unwatched") as bare,
            servers.api(postgres, size.database) as counted,
            servers.api(postgres, size.database, **traced) as some,
            servers.api(postgres, size.database, **traced, **EVERY_ONE) as every,
        ):
            with console.status(f"Being watched, {size}"):
                blocks: list[Block] = [partial(block, server) for server in (bare, counted, some, every)]
                rounds = await in_turns(blocks, terms.repetitions, quiet)
    found = Watched(
        **dict(zip(("bare", "counted", "traced", "all_traced"), rounds.medians, strict=True)),
        counting=rounds.median_of(lambda bare, counted, *_: _more(counted, bare)),
        tracing=rounds.median_of(lambda _, counted, traced, __: _more(traced, counted)),
        tracing_all=rounds.median_of(lambda _, counted, __, every: _more(every, counted)),
    )
    console.print(f"watched: metrics and logs {found.counting:+.1%}, traces {found.tracing:+.1%}")
    return found


@asynccontextmanager
async def collecting() -> AsyncIterator[str]:
    """The address of a collector that thanks for everything."""
    server = await asyncio.start_server(_thank, HOST, 0)
    async with server:
        yield f"http://{HOST}:{server.sockets[0].getsockname()[1]}"


async def _thank(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while head := await reader.readuntil(b"\r\n\r\n"):
            length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
            await reader.readexactly(int(length))
            writer.write(THANKS)
    except asyncio.IncompleteReadError:
        writer.close()
