"""What a booking really sends to PostgreSQL: heard on our own pools while our own executor books once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bench.context import context_of
from bench.questions import BOOK
from domain.accounts.sessions import find_viewer
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

    def hear(query: Any) -> None:
        if query.exception is not None:
            raise RuntimeError(f"A statement of the booking failed: {query.query}")
        heard.append(Statement(query.query.strip().rstrip(";"), tuple(query.args or ())))

    for pool in (database._reader, database._writer):
        async with pool.acquire() as connection:
            connection.add_query_logger(hear)
    yield


def transaction_of(statements: list[Statement]) -> list[Statement]:
    """From BEGIN to COMMIT."""
    names = [statement.sql.split()[0].upper() for statement in statements]
    return statements[names.index(BEGIN) : names.index(COMMIT) + 1]


def utc_now() -> datetime:
    """To the second: how it is written does not depend on chance."""
    return datetime.now(UTC).replace(microsecond=0)
