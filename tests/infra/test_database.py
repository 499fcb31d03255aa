"""A transaction is kept whole or undone whole, and the next one begins on a clean connection."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest
from sqlalchemy import Integer, bindparam, column, insert, select, table, text

from domain.transaction import OnlyOneViolated, Unavailable
from infra.connection import Connection
from infra.database import TRIES, Database, DatabaseTransaction
from tests.databases import new_database

NOTES = table("notes", column("n", Integer))
ADD = insert(NOTES).values(n=bindparam("n"))
ALL = select(NOTES)
STOP = text("SELECT pg_terminate_backend(pg_backend_pid())")


class Refused(Exception):
    """Like a refusal of the domain."""


@pytest.fixture(scope="module")
async def url() -> str:
    return await new_database("test_transactions")


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """One connection for each purpose: what one transaction leaves behind, the next one meets."""
    async with Database(url, read_pool=1, write_pool=1) as opened:
        async with opened._writer.acquire() as connection:
            await connection.execute("DROP TABLE IF EXISTS notes; CREATE TABLE notes (n int UNIQUE)")
        yield opened


async def notes(database: Database) -> list[int]:
    """What is kept, read in a new transaction."""
    return sorted([row.n for row in await database.write(lambda tx: tx.rows(ALL))])


async def backend(database: Database) -> int:
    async with database._writer.acquire() as connection:
        return int(await connection.fetchval("SELECT pg_backend_pid()"))


async def test_what_was_done_is_kept(database: Database):
    await database.write(lambda tx: tx.run(ADD, n=1))
    assert await notes(database) == [1]


async def test_a_refusal_undoes_everything_and_keeps_the_connection(database: Database):
    before = await backend(database)

    async def refuse(tx: DatabaseTransaction) -> None:
        await tx.run(ADD, n=1)
        raise Refused

    with pytest.raises(Refused):
        await database.write(refuse)
    assert await notes(database) == []
    assert await backend(database) == before


async def test_a_cancellation_undoes_everything(database: Database):
    added = asyncio.Event()

    async def wait(tx: DatabaseTransaction) -> None:
        await tx.run(ADD, n=1)
        added.set()
        await asyncio.sleep(60)

    task = asyncio.create_task(database.write(wait))
    await added.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await notes(database) == []
    await database.write(lambda tx: tx.run(ADD, n=1))
    assert await notes(database) == [1]


@pytest.mark.parametrize("turns", range(0, 24, 2))
async def test_a_cancellation_at_any_moment_leaves_all_or_nothing(database: Database, turns: int):
    async def twice(tx: DatabaseTransaction) -> None:
        await tx.run(ADD, n=1)
        await tx.run(ADD, n=2)

    task = asyncio.create_task(database.write(twice))
    for _ in range(turns):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await notes(database) in ([], [1, 2])
    await database.write(lambda tx: tx.run(ADD, n=3))


async def test_the_judge_is_asked_again_and_then_the_database_is_busy(database: Database):
    await database.write(lambda tx: tx.run(ADD, n=1))
    tried: list[int] = []

    async def add_again(tx: DatabaseTransaction) -> None:
        tried.append(1)
        await tx.run(ADD, n=2)
        await tx.run(ADD, n=1)

    with pytest.raises(Unavailable) as busy:
        await database.write(add_again)
    assert isinstance(busy.value.__cause__, OnlyOneViolated)
    assert (len(tried), await notes(database)) == (TRIES, [1])


async def test_a_constraint_that_judges_at_the_commit_is_a_judge_too(database: Database):
    async with database._writer.acquire() as connection:
        await connection.execute("ALTER TABLE notes ADD UNIQUE (n) DEFERRABLE INITIALLY DEFERRED")
        await connection.execute("ALTER TABLE notes DROP CONSTRAINT notes_n_key")
    again = [1]

    async def add(tx: DatabaseTransaction) -> None:
        for n in [1, *again]:
            await tx.run(ADD, n=n)
        again.clear()

    await database.write(add)
    assert await notes(database) == [1]


async def test_a_connection_that_breaks_is_replaced(database: Database):
    async def add_and_break(tx: DatabaseTransaction) -> None:
        await tx.run(ADD, n=1)
        await tx.run(STOP)

    with pytest.raises(Unavailable):
        await database.write(add_and_break)
    assert await notes(database) == []


async def test_a_connection_that_has_heard_its_end_is_away_for_who_reads_and_who_writes(
    database: Database, monkeypatch
):
    async def heard(*_: Any) -> None:
        raise asyncpg.InternalClientError("cannot switch to state 15; another operation (2) is in progress")

    monkeypatch.setattr(Connection, "rows", heard)
    with pytest.raises(Unavailable):
        await database.read("SELECT 1", [])
    with pytest.raises(Unavailable):
        await database.write(lambda tx: tx.run(ADD, n=1))


async def test_statements_that_were_prepared_before_a_migration_go_on(database: Database, url: str):
    async def ask(tx: DatabaseTransaction) -> list[Any]:
        return await tx.rows(ALL)

    await database.write(lambda tx: tx.run(ADD, n=1))
    assert await database.write(ask)
    assert await database.look(ask)
    connection = await asyncpg.connect(url)
    await connection.execute("ALTER TABLE notes ALTER n TYPE bigint")
    await connection.close()
    assert [row.n for row in (*await database.write(ask), *await database.look(ask))] == [1, 1]
