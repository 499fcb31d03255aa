"""The scene in the database, the executor that answers from it, and the reference beside it."""

from collections.abc import AsyncIterator, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from structlog.testing import capture_logs

from infra.database import Database
from tests.planner.harness import Harness
from tests.planner.reference import TABLES, Reference
from tests.planner.scene import TEXTS, rows

MATCHES = """
    SELECT d.id FROM doctors AS d, regexp_split_to_table(plain($1), ' ') AS asked
    WHERE asked ~ '[[:alnum:]]'
    GROUP BY d.id HAVING bool_and(EXISTS (
        SELECT FROM regexp_split_to_table(d.search_text, '\\s+') AS word WHERE asked <% word OR asked = word))
"""


@pytest.fixture(autouse=True)
def logged() -> Iterator[list[Any]]:
    """What the log would say; rendering a fault's frames for a person takes seconds."""
    with capture_logs() as lines:
        yield lines


@pytest.fixture(scope="module")
async def harness(database: Database) -> AsyncIterator[Harness]:
    async with database._writer.acquire() as connection:
        await connection.execute("TRUNCATE accounts, integrators, events CASCADE")

    async def load(tx) -> None:
        for row in rows():
            tx.add(row)

    await database.write(load)
    async with database._reader.acquire() as connection:
        loaded = {
            kind: [
                SimpleNamespace(kind=kind, **row) for row in await connection.fetch(f"SELECT * FROM {table}")
            ]
            for table, kind in TABLES.items()
        }
        matches = {text: {row["id"] for row in await connection.fetch(MATCHES, text)} for text in TEXTS}
    yield Harness(database, Reference(loaded, matches))
    async with database._writer.acquire() as connection:
        await connection.execute("TRUNCATE accounts, integrators, events CASCADE")
