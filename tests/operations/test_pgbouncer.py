"""Behind PgBouncer in session mode: what docs/operations.md says of it, with a real one."""

import asyncio
import os
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import pytest

from infra.database import Database
from migrations.known import newest
from tests.clinic import Clinic
from tests.operations.debian import program
from tests.operations.load import WATCHERS, Load
from tests.operations.ports import free_ports
from tests.operations.stack import running

CONFIGURATION = """
[databases]
{database} = host={sockets} user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
user = {user}
auth_type = any
pool_mode = session
default_pool_size = {most}
"""
MOST = 60


@asynccontextmanager
async def bouncing(database_url: str, folder: Path, most: int = MOST) -> AsyncIterator[str]:
    """The address of the same database, through a PgBouncer that opens so many connections at the most."""
    database, (port,) = urlsplit(database_url).path[1:], free_ports(1)
    configuration = _configured(folder / "pgbouncer.ini", database=database, port=port, most=most)
    process = await asyncio.create_subprocess_exec(
        program("pgbouncer"), "-q", configuration, stdout=DEVNULL, stderr=DEVNULL
    )
    try:
        await _until_it_listens(port)
        yield f"postgresql://postgres@127.0.0.1:{port}/{database}"
    finally:
        process.terminate()
        await process.wait()


def _configured(file: Path, **told: Any) -> Path:
    """Started by root, it runs as whoever may reach PostgreSQL's socket."""
    sockets = Path(os.environ["HEALTHMED_TEST_POSTGRES"])
    user = sockets.owner() if os.geteuid() == 0 else ""
    file.write_text(CONFIGURATION.format(sockets=sockets, user=user, **told))
    return file


async def _until_it_listens(port: int) -> None:
    async with asyncio.timeout(10):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                return writer.close()


@pytest.mark.timeout(300)
async def test_people_read_book_and_watch_and_a_relay_leads(
    clinic: Clinic, database_url: str, tmp_path: Path
):
    async with bouncing(database_url, tmp_path) as url, running(url, tmp_path) as stack:
        load = await Load.of(clinic, stack.origin, slots=200)
        async with load.going_on():
            await asyncio.sleep(3)
    positions = await load.positions()
    assert not load.failed, load.failed[:5]
    assert load.booked
    assert load.told == [positions] * WATCHERS


async def test_each_connection_has_its_settings_and_leaves_none_behind(database_url: str, tmp_path: Path):
    async with bouncing(database_url, tmp_path, most=1) as url:
        async with Database(url, version=newest()) as through:
            asked = "SELECT current_setting('default_transaction_read_only') || current_setting('jit')"
            assert await through.read(asked, []) == "onoff"
        connection = await asyncpg.connect(url)
        assert await connection.fetchval("SELECT current_setting('default_transaction_read_only')") == "off"
        locks = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
        assert await connection.fetchval(locks) == 0
        await connection.close()
