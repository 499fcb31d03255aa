"""A migration waits for nobody for long, hurts nobody, and leaves behind nobody who cannot live with it."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from domain.transaction import Unavailable
from infra.database import Database
from infra.schema import Unfit
from migrations import run
from migrations.known import newest
from migrations.run import StillInUse, TooBusy, migrate_async
from tests.databases import new_database
from tests.migrations.versions import add

NEXT, AFTER = (f"{int(newest()) + n:04}" for n in (1, 2))


@pytest.fixture
async def url(worker_id: str) -> str:
    return await new_database(f"migrations_{worker_id}")


@pytest.fixture
async def direct(url: str) -> AsyncIterator[asyncpg.Connection]:
    """Somebody who is none of our processes."""
    connection = await asyncpg.connect(url)
    yield connection
    connection.terminate()


async def version_of(connection: asyncpg.Connection) -> str:
    return str(await connection.fetchval("SELECT version_num FROM alembic_version"))


async def test_code_goes_on_with_a_schema_that_has_more_than_it_knows(
    url: str, direct: asyncpg.Connection, tmp_path: Path
):
    add(tmp_path, NEXT, "ALTER TABLE events ADD COLUMN weight integer NOT NULL DEFAULT 0")
    async with Database(url, version=newest()) as old:
        assert await old.read("SELECT 1", ()) == 1
        said: list[str] = []
        await migrate_async(url, said.append, tmp_path)
        assert said[0].startswith(f"schema version {NEXT}: ")
        assert await version_of(direct) == NEXT
        assert await old.read("SELECT 2", ()) == 2
    async with Database(url, version=newest()) as again:
        assert await again.read("SELECT 3", ()) == 3


async def test_what_older_code_needs_is_not_taken_away_while_it_is_connected_and_then_it_stays_out(
    url: str, direct: asyncpg.Connection, tmp_path: Path
):
    add(tmp_path, NEXT, "ALTER TABLE doctors DROP COLUMN bio", f'oldest = "{NEXT}"')
    async with Database(url, version=newest()) as old:
        await old.read("SELECT 1", ())
        with pytest.raises(StillInUse, match=rf"version {newest()} are still connected.*needs {NEXT}"):
            await migrate_async(url, print, tmp_path)
        assert await version_of(direct) == newest()
        assert await old.read("SELECT bio FROM doctors LIMIT 1", ()) is None
    async with Database(url, version=NEXT) as new:
        with pytest.raises(Unfit, match=f"at version {newest()}, {NEXT} is needed"):
            await new.read("SELECT 1", ())
        await migrate_async(url, print, tmp_path)
        assert await new.read("SELECT 1", ()) == 1
        async with Database(url, version=newest()) as old:
            with pytest.raises(Unfit, match=f"needs code of version {NEXT}, this is {newest()}: replace it"):
                await old.read("SELECT 1", ())
            with pytest.raises(Unavailable):
                await old.write(lambda tx: tx.rows("never reached"))  # type: ignore[arg-type]
        assert await new.read("SELECT 1", ()) == 1, "newer code is in nobody's way"


async def test_who_connects_while_a_schema_changes_waits_and_then_learns_that_it_is_too_old(
    url: str, direct: asyncpg.Connection, tmp_path: Path
):
    add(tmp_path, NEXT, "SELECT pg_sleep(1)", f'oldest = "{NEXT}"')
    migrating = asyncio.ensure_future(migrate_async(url, print, tmp_path))
    while not await direct.fetchval("SELECT count(*) FROM pg_stat_activity WHERE query ~ 'pg_slee[p]'"):
        await asyncio.sleep(0.02)
    async with Database(url, version=newest()) as old:
        with pytest.raises(Unfit, match="replace it"):
            await old.read("SELECT 1", ())
    await migrating


async def test_a_table_that_is_locked_is_tried_again_and_others_do_not_queue_up_behind(
    url: str, direct: asyncpg.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(run, "PAUSE", 0.01)
    monkeypatch.setattr(run, "LOCK_TIMEOUT", "100ms")
    add(tmp_path, NEXT, "ALTER TABLE events ADD COLUMN weight integer")
    transaction = direct.transaction()
    await transaction.start()
    await direct.execute("LOCK TABLE events IN ROW EXCLUSIVE MODE")
    migrating = asyncio.ensure_future(migrate_async(url, print, tmp_path))
    async with Database(url) as other:
        for _ in range(10):
            async with asyncio.timeout(2):
                await other.read("SELECT count(*) FROM events", ())
    assert not migrating.done()
    await transaction.rollback()
    await migrating
    assert await version_of(direct) == NEXT


async def test_it_gives_up_with_a_sentence_when_the_table_stays_locked(
    url: str, direct: asyncpg.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for name, value in (("PAUSE", 0.01), ("LOCK_TIMEOUT", "20ms"), ("TRIES", 3)):
        monkeypatch.setattr(run, name, value)
    add(tmp_path, NEXT, "ALTER TABLE events ADD COLUMN weight integer")
    async with direct.transaction():
        await direct.execute("LOCK TABLE events IN ROW EXCLUSIVE MODE")
        with pytest.raises(TooBusy, match=f"Version {NEXT} found a table locked by others, 3 times"):
            await migrate_async(url, print, tmp_path)


async def test_piece_by_piece_goes_on_where_it_failed(url: str, direct: asyncpg.Connection, tmp_path: Path):
    pieces = [
        "CREATE TABLE IF NOT EXISTS pieces (n integer)",
        "CREATE INDEX CONCURRENTLY IF NOT EXISTS pieces_by_n ON pieces (n)",
        "SELECT 1 / (SELECT count(*) FROM pieces)",
    ]
    add(tmp_path, NEXT, ";\n\n".join(pieces), "piecemeal = True")
    with pytest.raises(asyncpg.DivisionByZeroError):
        await migrate_async(url, print, tmp_path)
    assert await version_of(direct) == newest()
    await direct.execute("INSERT INTO pieces VALUES (1)")
    await migrate_async(url, print, tmp_path)
    assert await version_of(direct) == NEXT
    assert await direct.fetchval("SELECT to_regclass('pieces_by_n') IS NOT NULL")


async def test_of_several_that_migrate_at_once_one_does(url: str, direct: asyncpg.Connection, tmp_path: Path):
    add(tmp_path, NEXT, "CREATE TABLE once (n integer)")
    add(tmp_path, AFTER, "INSERT INTO once VALUES (1)", after=NEXT)
    await asyncio.gather(*(migrate_async(url, print, tmp_path) for _ in range(4)))
    assert await direct.fetchval("SELECT count(*) FROM once") == 1
    assert await version_of(direct) == AFTER
