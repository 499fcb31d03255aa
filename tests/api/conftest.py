"""An edge whose executor is scripted, for tests that ask what stands around execution."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import httpx
import pytest

from tests.api.door import Door
from tests.api.edge import Scripted, edge
from tests.server import Server, serving


@pytest.fixture
def executor() -> Scripted:
    return Scripted()


@pytest.fixture
async def client(executor: Scripted, now: datetime) -> AsyncIterator[httpx.AsyncClient]:
    async with edge(executor, now) as opened:
        yield opened


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    """Shut, until a test opens it."""
    door = Door(tmp_path)
    yield door
    await door.shut()


@pytest.fixture(scope="session")
async def server(database_url: str) -> AsyncIterator[Server]:
    """The API in a process of its own."""
    async with serving(database_url) as running:
        yield running
