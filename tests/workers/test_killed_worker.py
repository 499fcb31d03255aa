"""Workers as processes of their own, on the clock on the wall: killed, without Redis, told to stop."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from infra.database import Database
from infra.mailbox import names
from tests.clinic import Clinic
from tests.server import ROOT
from tests.sink import Sink
from tests.workers.office import FAR, flood, until
from workers.jobs.deliver import COURIERS

pytestmark = pytest.mark.usefixtures("empty")
NO_REDIS = "redis://127.0.0.1:1"


@pytest.fixture
def today(database: Database) -> Clinic:
    """A clinic whose now is now."""
    return Clinic(database, datetime.now(UTC))


async def start(database_url: str, **more: str) -> Process:
    told = {"HEALTHMED_DATABASE_URL": database_url, "HEALTHMED_REDIS_URL": NO_REDIS} | more
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "workers"), env={**os.environ, **told}, cwd=ROOT, stderr=DEVNULL
    )


@asynccontextmanager
async def working(database_url: str, **more: str) -> AsyncIterator[Process]:
    """A worker that is told to stop in the end, and does."""
    process = await start(database_url, **more)
    try:
        yield process
    finally:
        process.terminate()
        assert await asyncio.wait_for(process.wait(), 15) == 0


async def let_leases_run_out(clinic: Clinic) -> None:
    """As a minute would; whoever had them is dead."""
    async with clinic.database._writer.acquire() as connection:
        await connection.execute("UPDATE notifications SET leased_until = now() WHERE leased_until > now()")


async def test_each_kill_costs_a_message_one_copy_at_the_most(today: Clinic, database_url: str, sink: Sink):
    await flood(today, 200)
    sink.seconds = 0.01
    kills = (40, 80, 120)
    for letters in kills:
        worker = await start(database_url, HEALTHMED_SMTP_URL=sink.url)
        await until(sink, letters)
        worker.kill()
        await worker.wait()
        await let_leases_run_out(today)
    async with working(database_url, HEALTHMED_SMTP_URL=sink.url):
        await until(sink, 200)
        await settled(today)
    copies = Counter(sink.ids())
    assert len(copies) == 200
    assert max(copies.values()) <= 1 + len(kills)
    assert len(sink.letters) - 200 <= COURIERS * len(kills)


async def test_two_workers_share_a_flood_and_send_nothing_twice(today: Clinic, database_url: str, sink: Sink):
    await flood(today, 2_000)
    address = {"HEALTHMED_SMTP_URL": sink.url}
    async with working(database_url, **address), working(database_url, **address):
        await until(sink, 2_000)
        await settled(today)
    assert len(sink.letters) == 2_000


async def test_a_worker_that_is_told_to_stop_leaves_nothing_claimed(
    today: Clinic, database_url: str, sink: Sink
):
    await flood(today, 300)
    sink.seconds = 0.05
    async with working(database_url, HEALTHMED_SMTP_URL=sink.url):
        await until(sink, 30)
    rows = await today.fetch("SELECT * FROM notifications WHERE status = 'DUE'")
    assert rows
    assert {(row.attempts, row.leased_until) for row in rows} == {(0, None)}
    assert len(sink.letters) == len(set(sink.ids())) == 300 - len(rows)


async def test_without_redis_and_without_a_mail_server_letters_reach_the_mailbox(
    today: Clinic, database_url: str, tmp_path: Path
):
    visit = await today.book(
        await today.slot(await today.doctor(), FAR + timedelta(days=1)), await today.patient()
    )
    async with working(database_url, HEALTHMED_DATA=str(tmp_path)), asyncio.timeout(30):
        while len(names(tmp_path / "mailbox")) < 2:
            await asyncio.sleep(0.05)
    rows = await today.fetch("SELECT * FROM notifications WHERE appointment_id = $1", visit)
    assert {row.status for row in rows} == {"SENT"}


async def settled(clinic: Clinic) -> None:
    """Nothing is due any more."""
    async with asyncio.timeout(30):
        while await clinic.fetch("SELECT 1 FROM notifications WHERE status = 'DUE' LIMIT 1"):
            await asyncio.sleep(0.02)
