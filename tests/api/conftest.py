"""An edge whose executor is scripted, for tests that ask what stands around execution; a client to serve."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import httpx
import pytest

from api import client as served
from tests.api.built import PAGE
from tests.api.door import Door
from tests.api.edge import Scripted, clinic_at, edge
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


@pytest.fixture
def dist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A build of the client."""
    monkeypatch.setattr(served, "DIST", tmp_path)
    (tmp_path / "index.html").write_text(PAGE)
    for name in ("sw.js", "manifest.webmanifest", "icon.svg", "icon-192.png", "secret.txt"):
        (tmp_path / name).write_text("x")
    return tmp_path


@pytest.fixture
async def browser(dist: Path, database_url: str, now) -> AsyncIterator[httpx.AsyncClient]:
    async with clinic_at(database_url, now) as client:
        yield client
