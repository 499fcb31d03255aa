"""How long a person waits: from `python -m cli up` on a folder with data to the first answer."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from signal import SIGKILL, SIGTERM
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

import orjson
from rich.console import Console

from bench.data import Size
from bench.measure import Quiet
from bench.servers import HOST, ROOT, Postgres, api, environment
from cli import ports
from cli.process import Process, Program

FIRST_WITHIN: Final = 180.0
"""The first run makes the database and its demo data."""
LOOK: Final = 0.02
BODY: Final = orjson.dumps({"query": "{ specialties { code } }"})
REQUEST: Final = (
    f"POST /graphql HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\n"
    f"Content-Length: {len(BODY)}\r\nConnection: close\r\n\r\n"
).encode() + BODY


class NotYet(Exception):
    """`cli up` does not come to its first answer; says why."""


async def start_up(repetitions: int, quiet: Quiet, console: Console) -> float | None:
    """The median of seconds; None, and a line that says why, when the clinic does not start."""
    with own_folder() as folder, console.status("Starting the clinic"):
        try:
            await _seconds(folder)
            took = []
            for _ in range(repetitions):
                await quiet.wait()
                took.append(await _seconds(folder))
        except NotYet as reason:
            console.print(f"[yellow]startup was not measured:[/] {reason}")
            return None
    console.print(f"first answer after {median(took):.1f} s")
    return median(took)


async def start_api(
    postgres: Postgres, size: Size, repetitions: int, quiet: Quiet, console: Console
) -> float:
    """The median of seconds from starting one API process to its first answer; PostgreSQL runs already."""
    took = []
    for _ in range(repetitions + 1):
        await quiet.wait()
        began = perf_counter()
        async with api(postgres, size.database) as server:
            if not await _answers(server.port):
                raise NotYet("a process that was ready did not answer")
            took.append(perf_counter() - began)
    console.print(f"an API process answers after {median(took[1:]):.2f} s")
    return median(took[1:])  # the first one read files that the others found in memory


@contextmanager
def own_folder() -> Iterator[Path]:
    """A folder that ends with us; as root, PostgreSQL's own user may pass through."""
    with TemporaryDirectory(prefix="healthmed-bench-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        yield folder


async def _seconds(folder: Path) -> float:
    began = perf_counter()
    async with running(folder):
        return perf_counter() - began


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[str]:
    """A clinic on that folder, which has answered; its address. NotYet says why there is none."""
    port = ports.free_port(HOST, 0)
    program = Program(
        name="Health&Med",
        command=[sys.executable, "-m", "cli", "up"],
        log=folder / "up.log",
        folder=ROOT,
        environment=environment(HEALTHMED_DATA=str(folder / "var"), HEALTHMED_PORT=str(port)),
        stops=((SIGTERM, 25.0), (SIGKILL, 1.0)),
    )
    began = perf_counter()
    async with _up(program) as process:
        ended = asyncio.create_task(process.ended())
        while not await _answers(port):
            if ended.done() or perf_counter() - began > FIRST_WITHIN:
                raise NotYet(process.last_words or "it gave no reason")
            await asyncio.sleep(LOOK)
        ended.cancel()
        yield f"http://{HOST}:{port}"


@asynccontextmanager
async def _up(program: Program) -> AsyncIterator[Process]:
    process = await Process.start(program)
    try:
        yield process
    finally:
        await process.stop(asyncio.Event())


async def _answers(port: int) -> bool:
    try:
        reader, writer = await asyncio.open_connection(HOST, port)
    except OSError:
        return False
    try:
        writer.write(REQUEST)
        answer = await asyncio.wait_for(reader.read(), 5)
        return answer.startswith(b"HTTP/1.1 200 ") and b'"specialties":[' in answer
    except (OSError, TimeoutError):
        return False
    finally:
        writer.close()
