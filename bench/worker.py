"""A worker process as it runs in the clinic, for what is measured with one."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bench.servers import DATA, ROOT, Postgres, environment, until_ready
from cli.process import Process, Program
from workers.relay import LOCK

LEADS = """
SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = $1::bigint::oid
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
"""


@asynccontextmanager
async def worker(postgres: Postgres, database: str, **settings: str) -> AsyncIterator[Process]:
    """It publishes events, delivers messages and runs the periodic jobs of this database."""
    where = {"HEALTHMED_DATABASE_URL": postgres.url(database), "HEALTHMED_REDIS_URL": postgres.redis_url}
    program = Program(
        name="worker",
        command=[sys.executable, "-m", "cli", "worker"],
        log=DATA / "log" / "worker.log",
        folder=ROOT,
        environment=environment(HEALTHMED_DATA=str(DATA), **where, **settings),
    )
    process = await Process.start(program)
    try:
        async with postgres.connected(database) as connection:

            async def leads() -> bool:
                return bool(await connection.fetchval(LEADS, LOCK))

            await until_ready(leads, process)
        yield process
    finally:
        await process.stop(asyncio.Event())
