"""The edge: what its limits cost, what is still answered when far too much is asked, and who slows whom."""

import asyncio
from dataclasses import dataclass
from functools import partial
from statistics import median
from time import perf_counter, process_time
from typing import Any, Final

import orjson
from graphql import DocumentNode, parse
from redis.asyncio import Redis
from rich.console import Console
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from api.pages import DIST
from bench import data, servers
from bench.driver import Driver, Job
from bench.flood import Offer, Taken, offer
from bench.live import A_SLOT, SLOTS, TELL, part, resident
from bench.measure import READING, Block, Figures, Quiet, Rounds, Terms, figures, in_turns
from bench.questions import Question, questions, request
from bench.servers import HOST, Postgres, Server
from bench.worker import worker
from infra.live import WAKE
from schema.limits import Sizes

OVERLOAD: Final = 4.0
ROUNDS: Final = 200
SILENT: Final = 50
EVENTS: Final = 300
TURNS: Final = 10
PAIRS: Final = 6
"""Of servers: one pair of processes found a share of 3.5 %, the next one 7.2 % (measured)."""


@dataclass(frozen=True)
class Extent:
    """How long is overloaded."""

    seconds: float = 30.0
    normal: float = 5.0
    recovers: float = 10.0


ALL: Final = Extent()
FEW: Final = Extent(seconds=3.0, normal=1.5, recovers=2.0)


@dataclass(frozen=True)
class Edge:
    """What one run found; times are milliseconds."""

    largest: float
    """To measure the client's largest document."""
    worst: float
    """The same for the worst of 8 kB that we know."""
    with_edge: float
    """CPU of the API for one Q1."""
    without: float
    share: float
    """Of the API's CPU for one Q1, what the edge takes."""
    peak: float
    """Q1 a second."""
    goodput: float
    """The same while four times the peak is asked for."""
    accepted_p99: float
    refused_p99: float
    refused: float
    unsent: float
    after: float
    """Ten seconds later, in Q1 a second of a server that was never flooded."""
    grown_mb: float
    """Memory of the process, from before the overload to after it."""
    reader_alone: float
    """p99 of an event, to one who reads."""
    reader_beside: float
    """The same beside 50 who never do."""

    def __str__(self) -> str:
        return (
            f"limiter {self.largest:.3f} ms, worst 8 kB {self.worst:.2f} ms; the edge is {self.share:.1%} of"
            f" Q1's {self.with_edge:.3f} ms; peak {self.peak:,.0f}/s, overloaded {self.goodput:,.0f}/s, p99"
            f" {self.accepted_p99:.0f} ms, {self.refused:,} refused with p99 {self.refused_p99:.0f} ms,"
            f" {self.after:.2f} of a fresh server's after, {self.grown_mb:+.0f} MB; a reader's p99"
            f" {self.reader_alone:.0f} ms, {self.reader_beside:.0f} ms beside {SILENT} who never read"
        )


async def edge(
    postgres: Postgres,
    size: data.Size,
    driver: Driver,
    terms: Terms,
    quiet: Quiet,
    console: Console,
    extent: Extent = ALL,
) -> Edge:
    """Everything, on the data that reading is measured on."""
    largest, worst = _limiter(_largest()), max(map(_limiter, bombs()))
    async with postgres.connected(size.database) as connection:
        q1 = (await questions(connection))[0]
    with console.status("the edge's share of Q1"):
        share = await _share(postgres, size, q1, driver, terms.in_blocks_of(READING), quiet)
    with console.status(f"{OVERLOAD:g} times the load for {extent.seconds:g} s"):
        async with (
            servers.api(postgres, size.database) as api,
            servers.api(postgres, size.database) as fresh,
        ):
            overload = await _overload(api, fresh, q1, extent)
    with console.status(f"{SILENT} who never read"):
        alone, beside = await _silent(postgres, size)
    found = Edge(largest, worst, *share, *overload, alone, beside)
    console.print(str(found))
    return found


def bombs() -> list[DocumentNode]:
    """Documents of 8 kB at the most that are made to be hard to measure."""
    fan = "".join(f"fragment F{n} on Query{{...F{n + 1} ...F{n + 1}}}" for n in range(90))
    shapes = (
        f"{{...F0}}{fan}fragment F90 on Query{{a}}",
        "{" + "a " * 1_900 + "}",
        "{" + "...{a}" * 600 + "}",
        "{" + "x:a " * 900 + "}",
        "{" + "a{" * 150 + "a" + "}" * 150 + "}",
        "{a" + " @b" * 900 + "}",
        "{" + "...F " * 600 + "}fragment F on Query{" + "a " * 600 + "}",
    )
    return [parse(shape) for shape in shapes]


def _largest() -> DocumentNode:
    """Of the client's operations as they were built."""
    texts: dict[str, str] = orjson.loads((DIST / "operations.json").read_bytes())
    return parse(max(texts.values(), key=len))


def _limiter(document: DocumentNode) -> float:
    """Milliseconds of CPU: whether it is too complex, how big it is, what it calls."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = process_time()
        sizes = Sizes(document)
        sizes.too_complex()
        list(sizes.root_fields(sizes.operations[0]))
        best = min(best, process_time() - began)
    return best * 1e3


async def _share(
    postgres: Postgres, size: data.Size, q1: Question, driver: Driver, terms: Terms, quiet: Quiet
) -> tuple[float, float, float]:
    async def block(server: Server) -> Figures:
        requests = [request("/graphql", body) for body in q1.bodies()]
        good, times = b'"startsAt"', (terms.warm, terms.seconds)
        return figures(
            await driver.run(Job(HOST, server.port, requests, good, server.pid, postgres.pid, *times))
        )

    rounds = Rounds()
    for _ in range(PAIRS):
        async with (
            servers.api(postgres, size.database) as ours,
            servers.api(postgres, size.database, module="bench.bare") as bare,
        ):
            blocks: list[Block] = [partial(block, ours), partial(block, bare)]
            rounds += await in_turns(blocks, max(1, terms.repetitions // PAIRS), quiet)
    costs = [one.server for one in rounds.medians]
    return costs[0], costs[1], rounds.median_of(lambda ours, bare: 1 - bare.server / ours.server)


async def _overload(
    api: Server, fresh: Server, q1: Question, extent: Extent
) -> tuple[float, float, float, float, float, float, float, float]:
    requests = [request("/graphql", body) for body in q1.bodies()]

    async def offered(server: Server, rate: float, seconds: float) -> Taken:
        return await offer(Offer(HOST, server.port, requests, rate, seconds))

    for server in (fresh, api):
        await offered(server, 0, extent.normal)  # warm
    normal = await offered(api, 0, extent.normal)
    before = resident(api.pid)
    flooded = await offered(api, normal.goodput * OVERLOAD, extent.seconds)
    await asyncio.sleep(extent.recovers - extent.normal / 2)
    grown = (resident(api.pid) - before) / 1e6
    in_turns = [[await offered(one, 0, extent.normal / 2) for one in (api, fresh)] for _ in range(TURNS)]
    after = median(of_api.goodput / of_fresh.goodput for of_api, of_fresh in in_turns)
    if flooded.wrong:
        raise RuntimeError(f"{flooded.wrong} answers under overload were neither 200 nor 503.")
    accepted, refused = sorted(flooded.answered), sorted(flooded.turned_away)
    p99s = part(accepted, 0.99), part(refused, 0.99) if refused else 0.0
    counts = len(refused), flooded.unsent
    return (normal.goodput, flooded.goodput, *p99s, *counts, after, grown)


async def _silent(postgres: Postgres, size: data.Size) -> tuple[float, float]:
    async with (
        postgres.copy_of(size.database) as database,
        servers.api(postgres, database) as api,
        worker(postgres, database),
        postgres.connected(database) as connection,
    ):
        slot = await connection.fetchrow(A_SLOT)
        reader = await _watching(api, slot)
        alone = await _told(postgres, connection, slot, reader)
        silent = [await _watching(api, slot) for _ in range(SILENT)]
        for one in silent:
            one.transport.pause_reading()
        beside = await _told(postgres, connection, slot, reader)
        for one in (*silent, reader):
            one.transport.abort()
    return alone, beside


async def _watching(api: Server, slot: Any) -> ClientConnection:
    url = f"ws://{HOST}:{api.port}/graphql"
    socket = await connect(url, subprotocols=[Subprotocol("graphql-transport-ws")], compression=None)
    subscription = {"query": SLOTS, "variables": {"doctor": str(slot["doctor_id"])}}
    for message in ({"type": "connection_init"}, {"type": "subscribe", "id": "1", "payload": subscription}):
        await socket.send(orjson.dumps(message).decode())
    await socket.recv()
    return socket


async def _told(postgres: Postgres, connection: Any, slot: Any, reader: ClientConnection) -> float:
    """p99 from commit to the reader."""
    took = []
    async with Redis.from_url(postgres.redis_url) as redis:
        for _ in range(EVENTS):
            await connection.fetchval(TELL, "SlotPublished", slot["doctor_id"], None, None, slot["id"])
            began = perf_counter()
            await redis.publish(WAKE, b"")
            async with asyncio.timeout(10):
                await reader.recv()
            took.append((perf_counter() - began) * 1e3)
    return part(sorted(took), 0.99)
