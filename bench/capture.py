"""What a booking really sends to PostgreSQL: heard on our own pools while our own executor books once."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import asyncpg

from bench.context import context_of
from bench.questions import BOOK
from domain.accounts.sessions import find_viewer
from infra.connection import Connection
from infra.database import Database
from schema.execution import build_executor

BEGIN, COMMIT = "BEGIN", "COMMIT"


@dataclass(frozen=True)
class Statement:
    """One statement with its values, in the order in which it was sent."""

    sql: str
    values: tuple[Any, ...]


async def booking(url: str, candidate: dict[str, Any], now: datetime) -> list[Statement]:
    """Everything that one booking sends: who asks, the transaction, the answer."""
    heard: list[Statement] = []
    database = Database(url, read_pool=1, write_pool=1)
    async with database, _listening(database, heard):
        answer = await _book(database, candidate, now)
    if b'"PENDING"' not in answer:
        raise RuntimeError(f"The booking to listen to was refused: {answer!r}")
    return heard


async def _book(database: Database, candidate: dict[str, Any], now: datetime) -> bytes:
    viewer = await database.look(lambda tx: find_viewer(tx, candidate["token"], now))
    assert viewer is not None, "bench/fill.sql opens a session for each patient"
    variables = {"input": {"slotId": str(candidate["slot_id"]), "idempotencyKey": candidate["key"]}}
    executor = build_executor(database.read, introspection=False)
    return (await executor.execute(BOOK, variables, None, context_of(viewer, database, now))).body


@asynccontextmanager
async def _listening(database: Database, heard: list[Statement]) -> AsyncIterator[None]:
    """Each pool has one connection here: what is heard of it is heard of everything."""

    async def execute(connection: Connection, command: str) -> str:
        heard.append(Statement(command, ()))
        return str(await asyncpg.Connection.execute(connection, command))

    async def rows(connection: Connection, sql: str, values: Sequence[Any]) -> list[Any]:
        heard.append(Statement(sql.strip(), tuple(values)))
        return await Connection.rows(connection, sql, values)

    for pool in (database._reader, database._writer):
        async with pool.acquire() as connection:
            for name, heard_one in (("execute", execute), ("rows", rows)):
                setattr(connection, name, partial(heard_one, connection))
    yield


def transaction_of(statements: list[Statement]) -> list[Statement]:
    """From BEGIN to COMMIT."""
    names = [statement.sql.split()[0].upper() for statement in statements]
    return statements[names.index(BEGIN) : names.index(COMMIT) + 1]


def utc_now() -> datetime:
    """To the second: how it is written does not depend on chance."""
    return datetime.now(UTC).replace(microsecond=0)
