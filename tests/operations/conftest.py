"""A clinic of its own for each file: a database that nobody else writes to."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from infra.database import Database
from tests.databases import new_database


@pytest.fixture(scope="module")
async def database_url(worker_id: str, request: pytest.FixtureRequest) -> str:
    return await new_database(f"{request.path.stem}_{worker_id}")


@pytest.fixture(scope="module")
async def database(database_url: str) -> AsyncIterator[Database]:
    async with Database(database_url) as opened:
        yield opened


@pytest.fixture
def now() -> datetime:
    """The servers' clock."""
    return datetime.now(UTC)
