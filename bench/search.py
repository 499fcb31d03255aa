"""The plan of a text search among many doctors: the index on their words is used, and how long it takes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import asyncpg
from rich.console import Console

from bench.context import context_of
from bench.data import Size
from bench.servers import Postgres
from domain.viewer import Anonymous
from infra.database import Database
from schema.execution import build_executor

INDEX: Final = "doctors_by_words"
TEXTS: Final = ("cardiologia curitiba", "helena nogeira", "dermatolgia", "ana", "zwetschge")
"""Two words, a name and a specialty with a letter missing, a name that hundreds have, one that nobody has."""
DOCUMENT: Final = "query Search($text: String!) { doctors(filter: {text: $text}) { nodes { id name } } }"


@dataclass(frozen=True)
class Search:
    """One text's search."""

    text: str
    found: int
    milliseconds: float
    indexed: bool
    plan: str


async def search(postgres: Postgres, size: Size, console: Console) -> list[Search]:
    """Every text, as our pool runs it: with a generic plan, its pages in memory."""
    async with Database(postgres.url(size.database), read_pool=1, write_pool=1) as database:
        searches = []
        for text in TEXTS:
            sql, values, answer = await _statement(database, text)
            async with database._reader.acquire() as connection:
                plan = [await _explained(connection, sql, values) for _ in range(3)][-1]
            took = re.search(r"Execution Time: ([\d.]+) ms", plan)
            assert took is not None, "EXPLAIN ANALYZE ends with it"
            searches.append(Search(text, answer.count('"id"'), float(took[1]), f"on {INDEX}" in plan, plan))
    console.print(
        f"search among {size.doctors:,} doctors: {max(s.milliseconds for s in searches):.1f} ms at most"
    )
    return searches


async def _statement(database: Database, text: str) -> tuple[str, Sequence[Any], str]:
    """What our executor sends for the document, and what it answers."""
    heard: list[tuple[str, Sequence[Any]]] = []

    async def read(sql: str, values: Sequence[Any]) -> Any:
        heard.append((sql, values))
        return await database.read(sql, values)

    executor = build_executor(read, introspection=False)
    answer = await executor.execute(DOCUMENT, {"text": text}, None, context_of(Anonymous(), database))
    return *heard[0], answer.body.decode()


async def _explained(connection: asyncpg.Connection, sql: str, values: Sequence[Any]) -> str:
    """EXPLAIN ANALYZE of it prepared, as our pool runs it: EXPLAIN with parameters would plan it for them."""
    given = [await connection.fetchval("SELECT quote_nullable($1::text)", _text(value)) for value in values]
    await connection.execute(f"PREPARE explained AS {sql}")
    try:
        values_given = f"({', '.join(given)})" if given else ""
        rows = await connection.fetch(f"EXPLAIN (ANALYZE, BUFFERS) EXECUTE explained {values_given}")
    finally:
        await connection.execute("DEALLOCATE explained")
    return "\n".join(line for (line,) in rows)


def _text(value: Any) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, datetime) else str(value)
