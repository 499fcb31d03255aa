"""A clinic at work: a database of its own, a Valkey, a relay and an API."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infra.database import Database
from infra.live import NEWS, WAKE, Doorbell
from tests.databases import new_database
from tests.live.relay import relaying
from tests.server import Server, serving
from tests.valkey import valkey


@pytest.fixture(scope="session")
async def database_url(worker_id: str) -> str:
    """Not the one that other tests empty: positions in the event log never start again."""
    return await new_database(f"live_{worker_id}")


@pytest.fixture(scope="session")
async def database(database_url: str, redis_url: str) -> AsyncIterator[Database]:
    """What is written through it is told at once, as what an API writes."""
    doorbell = Doorbell(redis_url, listen=NEWS, ring=WAKE)
    async with Database(database_url, after_write=doorbell.ring_soon) as opened:
        yield opened
    await doorbell.close()


@pytest.fixture
def now() -> datetime:
    """The servers' clock."""
    return datetime.now(UTC)


@pytest.fixture(scope="session")
async def redis_url(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    async with valkey(Path(tmp_path_factory.mktemp("valkey")) / "s") as url:
        yield url


@pytest.fixture(scope="session")
async def server(database_url: str, redis_url: str) -> AsyncIterator[Server]:
    """The API, with a relay that publishes; whatever clients did to it, it logged no error."""
    async with (
        relaying(database_url, redis_url),
        serving(database_url, HEALTHMED_REDIS_URL=redis_url) as running,
    ):
        yield running
        running.process.terminate()
        _, logged = await running.process.communicate()
    assert b'"error"' not in logged, logged.decode()
    assert b"Traceback" not in logged, logged.decode()


@pytest.fixture
async def other_server(server: Server, database_url: str, redis_url: str) -> AsyncIterator[Server]:
    """Another process of the same clinic."""
    async with serving(database_url, HEALTHMED_REDIS_URL=redis_url) as running:
        yield running


async def eventually(condition, within: float = 10.0) -> None:
    """Wait for what another process does."""
    async with asyncio.timeout(within):
        while not await condition():
            await asyncio.sleep(0.02)
