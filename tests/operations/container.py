"""What a container is, made of a process: the image's files and nothing else of ours, read-only, as nobody.

The files are those that the Dockerfile copies, the packages those of requirements-server.lock.
"""

import asyncio
import os
import re
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import cache
from importlib.metadata import Distribution, distribution
from pathlib import Path

import httpx
import psutil
import pytest
from packaging.requirements import Requirement

from tests.operations.debian import program

ROOT = Path(__file__).parents[2]
DOCKERFILE = ROOT / "Dockerfile"
LOCK = ROOT / "requirements-server.lock"
NOBODY = "65532"
OF_PRODUCTION = {"HEALTHMED_PUBLIC_URL": "https://clinic.example.org", "HEALTHMED_SECRET": "x" * 48}
SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc", sys.base_prefix)


def command(*arguments: str, sees: tuple[str, ...] = (), **settings: str) -> list[str]:
    """How to run `python -m cli` as a container's first process; `sees` are paths to mount as well."""
    environment = dockerfile_environment() | {"PYTHONPATH": "/packages"} | OF_PRODUCTION
    environment |= {f"HEALTHMED_{name.upper()}": value for name, value in settings.items()}
    return [
        *("bwrap", "--unshare-user", "--unshare-pid", "--as-pid-1", "--die-with-parent", "--clearenv"),
        *("--uid", NOBODY, "--gid", NOBODY, "--proc", "/proc", "--dev", "/dev"),
        *("--tmpfs", "/tmp"),
        *(word for path in (*SYSTEM, *sees) for word in ("--ro-bind-try", path, path)),
        *(word for source, target in _mounts() for word in ("--ro-bind", source, target)),
        *(word for name, value in environment.items() for word in ("--setenv", name, value)),
        *("--remount-ro", "/", "--chdir", "/app"),
        *(str(Path(sys.base_prefix, "bin", "python3")), "-S", "-m", "cli", *arguments),
    ]


@asynccontextmanager
async def running(*arguments: str, sees: tuple[str, ...] = (), **settings: str) -> AsyncIterator[Process]:
    """A container, killed at the end of the block when it still runs."""
    process = await asyncio.create_subprocess_exec(
        *command(*arguments, sees=sees, **settings), stdout=PIPE, stderr=PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def ended(*arguments: str, sees: tuple[str, ...] = (), **settings: str) -> tuple[int | None, str]:
    """Exit code and what was said: the answer, then what went wrong."""
    async with running(*arguments, sees=sees, **settings) as process, asyncio.timeout(100):
        said = await process.communicate()
        return process.returncode, b"".join(said).decode()


async def stop(process: Process) -> int | None:
    """As an engine does: SIGTERM to the first process, here the only child of bwrap."""
    (first,) = psutil.Process(process.pid).children()
    first.terminate()
    async with asyncio.timeout(60):
        return await process.wait()


async def answer(url: str, within: float = 90) -> httpx.Response:
    """The first one with 200."""
    async with asyncio.timeout(within), httpx.AsyncClient() as client:
        while True:
            try:
                response = await client.get(url)
                if response.status_code == 200:
                    return response
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.05)


@asynccontextmanager
async def over_tcp(database: str) -> AsyncIterator[str]:
    """The address of a database: the tests' PostgreSQL has a socket of its own user's, which nobody sees."""
    async with await asyncio.start_server(_to_postgres, "127.0.0.1", 0) as server:
        yield f"postgresql://postgres@127.0.0.1:{server.sockets[0].getsockname()[1]}/{database}"


async def _to_postgres(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    socket = f"{os.environ['HEALTHMED_TEST_POSTGRES']}/.s.PGSQL.5432"
    answers, asks = await asyncio.open_unix_connection(socket)
    await asyncio.gather(_pass_on(reader, asks), _pass_on(answers, writer))


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while some := await reader.read(65_536):
            writer.write(some)
            await writer.drain()
    writer.close()


def must_run() -> None:
    """Skip where there is no bwrap, or where the system lets it make no namespaces."""
    attempt = [
        program("bwrap", "bubblewrap"),
        "--unshare-user",
        "--unshare-pid",
        "--ro-bind",
        "/",
        "/",
        "true",
    ]
    if subprocess.run(attempt, check=False).returncode:
        pytest.skip("bwrap may make no namespaces here: allow unprivileged user namespaces, then try again.")


@cache
def _mounts() -> list[tuple[str, str]]:
    program_files = [(str(ROOT / source), f"/app/{target}") for source, target in copied()]
    entries = {entry for package in locked() for entry in _entries(package)}
    return [*program_files, *((str(entry), f"/packages/{entry.name}") for entry in sorted(entries))]


def copied() -> list[tuple[str, str]]:
    """Source and target of each of the program's folders in the image, the built client's too."""
    last = DOCKERFILE.read_text().split("\nFROM ")[-1]
    return re.findall(r"^COPY (?:--from=client /build/)?([a-z]\S+) (\S+)$", last, re.MULTILINE)


def dockerfile_environment() -> dict[str, str]:
    """What ENV says."""
    return dict(re.findall(r"\b([A-Z_]+)=([\w.]+)(?: \\)?$", DOCKERFILE.read_text(), re.MULTILINE))


def locked() -> list[Distribution]:
    """The packages of the image, as they are installed here."""
    lines = re.findall(r"^\w.*==[^\\]*", LOCK.read_text(), re.MULTILINE)
    wanted = [Requirement(line) for line in lines]
    return [distribution(one.name) for one in wanted if one.marker is None or one.marker.evaluate()]


def _entries(package: Distribution) -> set[Path]:
    """The files and folders of a package that stand directly in site-packages."""
    top = Path(str(package.locate_file("")))
    names = {file.parts[0] for file in package.files or ()} - {"..", "__pycache__"}
    return {top / name for name in names}
