"""docs/integrators.md, typed by a test as it stands: from nothing to a booking and a live event."""

import asyncio
import os
import re
import sys
from asyncio.subprocess import PIPE, STDOUT
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

import httpx
import pytest

from infra.database import Database
from tests.clinic import Clinic
from tests.databases import new_database
from tests.live.relay import relaying
from tests.server import serving
from tests.valkey import valkey

ROOT: Final = Path(__file__).parent.parent
PAGE: Final = (ROOT / "docs" / "integrators.md").read_text(encoding="utf-8")
CURL, PYTHON = (re.search(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)[1] for kind in ("bash", "python"))  # type: ignore[index]
SCOPES: Final = ("directory:read", "appointments:read", "appointments:write", "events:read")


@dataclass
class Partner:
    """A partner with a grant, before an API of its own."""

    environment: dict[str, str]
    clinic: Clinic


async def run(*command: str, told: dict[str, str], folder: Path, typed: str = "") -> str:
    """What a program printed; it succeeded."""
    process = await asyncio.create_subprocess_exec(
        *command, cwd=folder, env=os.environ | told, stdin=PIPE, stdout=PIPE, stderr=STDOUT
    )
    printed, _ = await process.communicate(typed.encode())
    assert process.returncode == 0, printed.decode()
    return printed.decode()


@pytest.fixture
async def partner(worker_id: str, tmp_path: Path) -> AsyncIterator[Partner]:
    url = await new_database(f"integrators_{worker_id}")
    told = {"HEALTHMED_DATABASE_URL": url}
    scopes = [word for scope in SCOPES for word in ("--scope", scope)]
    printed = await run(
        sys.executable, "-m", "cli", "integrator", "add", "Boa Vista", *scopes, told=told, folder=ROOT
    )
    id, secret = (line.split()[1] for line in printed.splitlines())
    async with (
        Database(url) as database,
        valkey(tmp_path / "v") as redis,
        relaying(url, redis),
        serving(url, HEALTHMED_REDIS_URL=redis, HEALTHMED_DATA=str(tmp_path / "data")) as server,
    ):
        clinic = Clinic(database, datetime.now(UTC))
        doctor = await clinic.doctor()
        await clinic.slots(doctor, 3)
        integrator = await clinic.row("integrators", UUID(id))
        await clinic.grant(doctor, integrator)
        async with httpx.AsyncClient(base_url=server.origin, timeout=40) as http:
            assert (await http.get("/livez")).status_code == 200  # it has started
        given = {"API": server.origin, "ID": id, "SECRET": secret, "DOCTOR": str(doctor.id)}
        yield Partner(given | {"no_proxy": "127.0.0.1"}, clinic)


async def test_the_curl_lines_book_and_hear_of_it(partner: Partner, tmp_path: Path):
    typed = f"set -eu -o pipefail\n{CURL}"
    printed = await run("bash", told=partner.environment, folder=tmp_path, typed=typed)
    booked, heard = printed.splitlines()[-2:]
    assert '"status":"PENDING"' in booked
    assert heard.startswith('data: {"data":{"appointmentChanged":{"kind":"BOOKED"')
    (step,) = await partner.clinic.fetch(
        "SELECT party, name FROM appointment_steps JOIN integrators ON integrators.id = integrator_id"
    )
    assert tuple(step) == ("PATIENT", "Boa Vista")


async def test_the_python_lines_book_and_hear_of_it(partner: Partner, tmp_path: Path):
    script = tmp_path / "partner.py"
    script.write_text(PYTHON)
    printed = await run(sys.executable, str(script), told=partner.environment, folder=tmp_path)
    booked, heard = printed.splitlines()
    assert booked == "{'bookAppointment': {'__typename': 'Appointment'}}"
    assert "'kind': 'BOOKED'" in heard


def test_they_are_as_short_as_promised():
    assert len([line for line in CURL.splitlines() if not line.startswith("  ")]) <= 10  # the rest goes on
    assert len([line for line in PYTHON.splitlines() if line.strip()]) <= 20
