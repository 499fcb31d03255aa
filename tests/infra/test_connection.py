"""Statements are prepared once, and anew when that is needed."""

from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest

from infra import connection as kept
from infra.connection import Connection

PREPARED = "SELECT count(*) FROM pg_prepared_statements WHERE statement = $1"
SELECT = "SELECT * FROM shelf"


@pytest.fixture
async def connection(database_url: str) -> AsyncIterator[Connection]:
    opened = await asyncpg.connect(database_url, connection_class=Connection)
    await opened.execute("CREATE TEMP TABLE shelf (book int); INSERT INTO shelf VALUES (1), (2)")
    yield opened
    await opened.close()


async def test_a_statement_is_prepared_once_and_tells_what_it_found_and_changed(connection: Connection):
    for _ in range(3):
        assert [row["book"] for row in await connection.rows(SELECT, ())] == [1, 2]
    assert await connection.value(PREPARED, [SELECT]) == 1
    assert await connection.value("SELECT book FROM shelf WHERE book > $1", [5]) is None
    assert await connection.run("UPDATE shelf SET book = book + $1", [10]) == 2


async def test_the_oldest_statement_goes_and_comes_again(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(kept, "MOST_STATEMENTS", 2)
    texts = [f"SELECT {number}" for number in range(4)]
    for number, text in enumerate([*texts, *texts]):
        assert await connection.value(text, ()) == number % 4


async def changed(connection: Connection) -> None:
    assert await connection.value(SELECT, ()) == 1
    await connection.execute("ALTER TABLE shelf ALTER book TYPE text")


async def test_a_statement_whose_answer_changed_is_prepared_anew(connection: Connection):
    await changed(connection)
    assert await connection.value(SELECT, ()) == "1"


async def test_in_a_transaction_it_fails_and_is_prepared_anew_in_the_next(connection: Connection):
    await changed(connection)

    async def in_a_transaction() -> Any:
        async with connection.transaction():
            return await connection.value(SELECT, ())

    with pytest.raises(kept.STALE):
        await in_a_transaction()
    assert await in_a_transaction() == "1"
