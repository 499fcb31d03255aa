"""The servers that are measured: PostgreSQL and Valkey as `make up` runs them, our API, and a peer."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import asyncpg

from cli import ports, valkey
from cli.folders import make_data_folder, socket_folder, taken_alone
from cli.postgres import SOCKET, SUPERUSER
from cli.postgres import Postgres as Cluster
from cli.process import Process, Program
from cli.refusals import Refused

ROOT: Final = Path(__file__).parent.parent
DATA: Final = Path(__file__).with_name("data")
HOST: Final = "127.0.0.1"
READY_WITHIN: Final = 60.0


@dataclass(frozen=True)
class Postgres:
    """A running server of our own, and the Valkey beside it that our API rings after each change."""

    pid: int
    sockets: Path
    redis_url: str

    def url(self, database: str) -> str:
        """Where a database is."""
        return f"postgresql://{SUPERUSER}@/{database}?host={self.sockets}"

    @asynccontextmanager
    async def connected(self, database: str) -> AsyncIterator[asyncpg.Connection]:
        """One connection, for what is not measured."""
        connection = await asyncpg.connect(self.url(database), server_settings={"timezone": "UTC"})
        try:
            yield connection
        finally:
            await connection.close()

    async def run(self, database: str, *statements: str) -> None:
        """Statements for their effect."""
        async with self.connected(database) as connection:
            for statement in statements:
                await connection.execute(statement, timeout=None)

    async def drop(self, database: str) -> None:
        """Have no such database."""
        await self.run("postgres", f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    @asynccontextmanager
    async def copy_of(self, database: str) -> AsyncIterator[str]:
        """A database that may be written to: what is kept stays as it was filled."""
        copy = f"{database}_copy"
        await self.drop(copy)
        await self.run(
            "postgres", f"CREATE DATABASE {copy} TEMPLATE {database} STRATEGY file_copy", "CHECKPOINT"
        )
        try:
            yield copy
        finally:
            await self.drop(copy)


@dataclass(frozen=True)
class Server:
    """A web server that answers."""

    name: str
    pid: int
    port: int


@asynccontextmanager
async def postgres() -> AsyncIterator[Postgres]:
    """The embedded PostgreSQL on bench/data, tuned as the product tunes it: booked is true after a crash."""
    data = make_data_folder(DATA)
    cluster = Cluster(data, print)
    with (
        taken_alone(data),
        socket_folder(data / "postgres", SOCKET, cluster.user) as sockets,
        socket_folder(data / "valkey", valkey.SOCKET, (0, 0)) as others,
    ):
        cluster.check()
        cluster.let_in()
        if cluster.is_new:
            await cluster.make()
            cluster.first_start_is_over()
        socket = others / valkey.SOCKET
        async with (
            _running(cluster.program(sockets)) as process,
            _running(valkey.program(data, others)) as bell,
        ):
            await until_ready(partial(cluster.is_ready, process.pid), process)
            await until_ready(partial(valkey.is_ready, socket), bell)
            yield Postgres(process.pid, sockets, f"unix://{socket}")


@asynccontextmanager
async def api(
    postgres: Postgres, database: str, module: str | None = None, **more: str
) -> AsyncIterator[Server]:
    """Our API as `python -m cli api` runs it, or `module`; no worker: its share is not a request's."""
    chosen = {"HEALTHMED_DATABASE_URL": postgres.url(database), "HEALTHMED_REDIS_URL": postgres.redis_url}
    arguments = ["-m", module] if module else ["-m", "cli", "api"]
    async with _serving("api", arguments, "/readyz", chosen | more) as server:
        yield server


@asynccontextmanager
async def peer(postgres: Postgres, database: str) -> AsyncIterator[Server]:
    """The hand-written route of bench/peer.py."""
    chosen = {"HEALTHMED_DATABASE_URL": postgres.url(database)}
    async with _serving("peer", ["-m", "bench.peer"], "/", chosen) as server:
        yield server


@asynccontextmanager
async def _serving(
    name: str, arguments: list[str], ready: str, chosen: Mapping[str, str]
) -> AsyncIterator[Server]:
    port = ports.free_port(HOST, 0)
    program = Program(
        name=name,
        command=[sys.executable, *arguments],
        log=DATA / "log" / f"{name}.log",
        folder=ROOT,
        environment=environment(HEALTHMED_PORT=str(port), **chosen),
    )
    async with _running(program) as process:
        await until_ready(partial(ports.answers, HOST, port, ready), process)
        yield Server(name, process.pid, port)


def environment(**chosen: str) -> Mapping[str, str]:
    """Our own environment without the clinic's settings, but for those chosen here."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("HEALTHMED_")}
    return kept | {"HEALTHMED_HOST": HOST} | chosen


@asynccontextmanager
async def _running(program: Program) -> AsyncIterator[Process]:
    process = await Process.start(program)
    try:
        yield process
    finally:
        await process.stop(asyncio.Event())


async def until_ready(ready: Callable[[], Awaitable[bool]], process: Process) -> None:
    """Come back once it is ready; refuse, with its last words, when it ends before that."""
    ended = asyncio.create_task(process.ended())
    try:
        async with asyncio.timeout(READY_WITHIN):
            while not await ready():
                if ended.done():
                    raise Refused(f"{process.program.name} does not start: {process.last_words}")
                await asyncio.sleep(0.05)
    finally:
        ended.cancel()
