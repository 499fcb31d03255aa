"""The worker's process does its work without Redis, and takes the queue up again when there is one."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from domain.terms import Terms
from infra.database import Database
from tests import valkey
from tests.clinic import Clinic
from tests.live.conftest import eventually
from tests.live.test_nothing_missed import Agenda
from tests.server import ROOT
from workers.resources import Resources
from workers.stand_in import StandIn


async def start_worker(
    database_url: str, redis_url: str, data: Path, **more: str
) -> asyncio.subprocess.Process:
    """A worker's process."""
    settings = {
        "HEALTHMED_DATABASE_URL": database_url,
        "HEALTHMED_REDIS_URL": redis_url,
        "HEALTHMED_DATA": str(data),
    }
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "cli", "worker"),
        env={**os.environ, **settings, **more},
        cwd=ROOT,
        stderr=asyncio.subprocess.DEVNULL,
    )


@asynccontextmanager
async def working(
    database_url: str, redis_url: str, data: Path, **more: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """One that is told to stop in the end."""
    worker = await start_worker(database_url, redis_url, data, **more)
    try:
        yield worker
    finally:
        if worker.returncode is None:
            worker.terminate()
        await asyncio.wait_for(worker.wait(), 20)


async def unanswered(database: Database) -> UUID:
    """A request that lapsed while nobody looked."""
    clinic = Clinic(database, datetime.now(UTC) - timedelta(days=3))
    slot = await clinic.slot(await clinic.doctor(), timedelta(days=9))
    return await clinic.book(slot, await clinic.patient())


async def has_lapsed(clinic: Clinic, appointment: UUID) -> None:
    """Wait for it."""

    async def lapsed() -> bool:
        return bool((await clinic.row("appointments", appointment)).status == "EXPIRED")

    await eventually(lapsed, within=15)


async def test_a_worker_publishes_without_redis_and_runs_jobs_as_soon_as_there_is_one(
    clinic: Clinic, database_url: str, tmp_path: Path
):
    path = tmp_path / "v"
    async with working(database_url, valkey.url_of(path), tmp_path) as worker:
        agenda = await Agenda.new(clinic)
        await agenda.happen(3)
        assert len(await agenda.positions()) == 3
        for _ in range(2):
            async with valkey.valkey(path):
                await has_lapsed(clinic, await unanswered(clinic.database))
            path.unlink(missing_ok=True)
            await agenda.happen()
            await agenda.positions()
        assert worker.returncode is None
    assert worker.returncode == 0


async def test_while_redis_is_away_the_periodic_jobs_run_all_the_same(clinic: Clinic):
    context: dict[Any, Any] = {"resources": Resources(clinic.database, Terms())}
    stand_in = StandIn(context, patience=0.01)
    running = asyncio.ensure_future(stand_in.run())
    await has_lapsed(clinic, await unanswered(clinic.database))
    running.cancel()


async def test_while_redis_is_there_nobody_stands_in(clinic: Clinic):
    context: dict[Any, Any] = {"resources": Resources(clinic.database, Terms())}
    stand_in = StandIn(context, patience=0.01)
    await stand_in.rest(context)
    booked = await unanswered(clinic.database)
    running = asyncio.ensure_future(stand_in.run())
    await asyncio.sleep(0.1)
    assert (await clinic.row("appointments", booked)).status == "PENDING"
    stand_in.begin()
    await has_lapsed(clinic, booked)
    running.cancel()
