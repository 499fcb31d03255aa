"""The README's tour, typed by a test: every step prints what the README shows."""

import asyncio
import os
import re
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Final

import pytest

from cli.ports import answers, free_port
from tests.databases import new_database

ROOT: Final = Path(__file__).parent.parent
README: Final = (ROOT / "README.md").read_text(encoding="utf-8")
STEP: Final = re.compile(r"^```bash\n(.*?)^```\n(?:```json\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)
SOME_ID: Final = re.compile(r'"id":"[0-9a-f][0-9a-f-]+…?"')
SOME_TIME: Final = re.compile(r'"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"')
MARK: Final = "-- step --"


def steps() -> Iterator[tuple[str, str]]:
    """What is typed, and what is shown below it."""
    tour = README.partition("## A tour")[2].partition("\n## ")[0]
    yield from STEP.findall(tour)


def masked(text: str) -> str:
    """Ids and times are others every time."""
    return SOME_TIME.sub('"TIME"', SOME_ID.sub('"id":"ID"', text)).strip()


@pytest.fixture
async def address(worker_id: str) -> AsyncIterator[str]:
    """An API of its own, started as people start it, with an empty clinic."""
    port = free_port("127.0.0.1", 0)
    told = {
        "HEALTHMED_DATABASE_URL": await new_database(f"readme_{worker_id}"),
        "HEALTHMED_PORT": str(port),
        "HEALTHMED_AUTO_VERIFY_DOCTORS": "true",
    }
    command = [sys.executable, "-m", "cli", "api"]
    api = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=os.environ | told, stderr=DEVNULL)
    try:
        async with asyncio.timeout(30):
            while not await answers("127.0.0.1", port, "/readyz"):
                assert api.returncode is None
                await asyncio.sleep(0.05)
        yield f"http://127.0.0.1:{port}/graphql"
    finally:
        if api.returncode is None:
            api.terminate()
            await api.wait()


async def test_the_tour_prints_what_it_shows(address: str, tmp_path: Path):
    typed = "".join(f"{step}\necho '{MARK}'\n" for step, _ in steps())
    told = os.environ | {"API": address, "TMPDIR": str(tmp_path), "no_proxy": "127.0.0.1"}
    shell = await asyncio.create_subprocess_exec(
        "bash", "-eu", cwd=tmp_path, env=told, stdin=PIPE, stdout=PIPE, stderr=STDOUT
    )
    printed, _ = await shell.communicate(typed.encode())
    outputs = [masked(output) for output in printed.decode().split(f"{MARK}\n")]
    assert shell.returncode == 0, outputs[-1]
    assert outputs[:-1] == [masked(shown) for _, shown in steps()]


def test_the_tour_has_its_steps():
    assert [bool(shown) for _, shown in steps()] == [False, True, True, True, True]


def test_the_readme_stays_short():
    assert len(README.splitlines()) <= 120
    assert max(len(line) for line in README.splitlines() if not line.startswith('{"data"')) <= 120
