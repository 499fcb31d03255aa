"""schemathesis makes operations from the published schema, for each kind of viewer: none breaks us.

Its own verdict takes each error for a failure. Most of ours are refusals: what broke is looked for instead.
"""

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest

from domain.accounts.sessions import open_session
from domain.transaction import Transaction
from tests.clinic import Clinic
from tests.server import Server, serving

RUN = (
    sys.executable,
    "-m",
    "schemathesis.cli",
    "run",
    "--checks=not_a_server_error",
    "--phases=fuzzing",
    "--max-examples=12",
    "--seed=20261201",
    "--generation-database=none",
    "--request-timeout=60",
    "--no-color",
)


@pytest.fixture
async def server(database_url: str) -> AsyncIterator[Server]:
    """One of its own, for signing out is among the operations."""
    async with serving(database_url) as running:
        yield running


async def session(clinic: Clinic, kind: str) -> list[str]:
    """The arguments with which this kind of viewer asks."""
    if kind == "stranger":
        return []
    account = await (clinic.doctor() if kind == "doctor" else clinic.patient())
    now = datetime.now(UTC)

    async def open_one(tx: Transaction) -> str:
        return await open_session(tx, account.id, now)

    return ["-H", f"Cookie: healthmed={await clinic.database.write(open_one)}"]


@pytest.mark.parametrize("kind", ["stranger", "patient", "doctor"])
async def test_no_operation_that_the_schema_allows_breaks_the_server(
    server: Server, clinic: Clinic, kind: str
):
    async with httpx.AsyncClient(base_url=server.origin, timeout=60) as client:
        assert (await client.get("/readyz")).status_code == 200
    process = await asyncio.create_subprocess_exec(
        *RUN,
        *await session(clinic, kind),
        f"{server.origin}/graphql",
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    told = said.decode()
    assert re.search(r"Operations: +(\d+) selected / \1 total", told), told
    assert "Fuzzing (in " in told, told
    server.process.terminate()
    _, logged = await server.process.communicate()
    assert b'"fault"' not in logged, logged.decode()
    broken = re.search(r"\[5\d\d\]|INTERNAL|UNAVAILABLE", told)
    assert broken is None, told
