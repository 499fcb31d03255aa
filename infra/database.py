"""PostgreSQL: one pool for the planner's reading, one for the use cases' writing, both asyncpg.

Statements are SQLAlchemy Core, compiled once and kept; six of them in a transaction cost 0.46 ms of CPU this
way and 1.43 ms through SQLAlchemy's own connection (measured on two shared cores, 2.6 GHz class).
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any, Final, Self, TypeVar

import asyncpg
from sqlalchemy import Executable, insert
from sqlmodel import SQLModel

from domain.transaction import ImpossibleValue, OnlyOneViolated, Unavailable
from planner.sql import DIALECT, Text, text_of

T = TypeVar("T")

TRIES: Final = 4
"""The first attempt and three more, for what a second look can mend."""
MENDABLE: Final = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.LockNotAvailableError,
    OnlyOneViolated,
)
GONE: Final = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.QueryCanceledError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.ReadOnlySQLTransactionError,  # a failover's old primary
)
ACQUIRE_SECONDS: Final = 10.0
COMMAND_SECONDS: Final = 6.0


class Row(asyncpg.Record):  # type: ignore[misc]
    """A record whose columns are attributes, as the SQLModel tables name them."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


class PlainConnection(asyncpg.Connection):  # type: ignore[misc]
    """A connection whose session state nobody changes, so that giving it back costs no round trip."""

    def get_reset_query(self) -> str:
        """Nothing to reset: locks and settings are the transaction's."""
        return ""


@lru_cache(maxsize=1024)
def _text(statement: Executable) -> Text:
    return text_of(statement)


@lru_cache(maxsize=256)
def _insertion(tables: tuple[type[SQLModel], ...]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """One statement that inserts a row into each of `tables`, and whose attribute each $n is."""
    parts: list[str] = []
    places: list[tuple[int, str]] = []
    for at, table in enumerate(tables):
        columns = [c.name for c in table.__table__.columns if c.identity is None]  # type: ignore[attr-defined]
        compiled = insert(table).compile(dialect=DIALECT, column_keys=columns)
        marks = [f"${len(places) + n}" for n in range(1, len(columns) + 1)]
        casts = [compiled.binds[name].type.compile(DIALECT) for name in columns]
        values = ", ".join(f"{mark}::{cast}" for mark, cast in zip(marks, casts, strict=True))
        parts.append(f"INSERT INTO {table.__tablename__} ({', '.join(columns)}) VALUES ({values})")  # noqa: S608 - our own tables
        places += [(at, name) for name in columns]
    *before, last = parts
    with_ = "WITH " + ", ".join(f"i{n} AS ({part})" for n, part in enumerate(before)) + " " if before else ""
    return with_ + last, tuple(places)


class DatabaseTransaction:
    """domain.transaction.Transaction on an asyncpg connection."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection
        self._pending: list[SQLModel] = []

    def add(self, row: SQLModel) -> None:
        self._pending.append(row)

    async def flush(self) -> None:
        """Insert what was added, all in one statement."""
        if self._pending:
            rows, self._pending = self._pending, []
            sql, places = _insertion(tuple(type(row) for row in rows))
            await self._connection.execute(sql, *(getattr(rows[at], name) for at, name in places))

    async def first(self, statement: Any, **binds: Any) -> Any:
        rows = await self.rows(statement, **binds)
        return rows[0] if rows else None

    async def all(self, statement: Any, **binds: Any) -> list[Any]:
        return await self.rows(statement, **binds)

    async def rows(self, statement: Executable, **binds: Any) -> list[Any]:
        await self.flush()
        text = _text(statement)
        return list(await self._connection.fetch(text.sql, *text.values(binds)))

    async def run(self, statement: Executable, **binds: Any) -> int:
        await self.flush()
        text = _text(statement)
        status: str = await self._connection.execute(text.sql, *text.values(binds))
        count = status.rpartition(" ")[2]
        return int(count) if count.isdigit() else 0


class Database:
    """Both pools. Connections open at their first use, and anew when PostgreSQL comes back."""

    def __init__(
        self,
        url: str,
        *,
        read_pool: int = 8,
        write_pool: int = 8,
        after_write: Callable[[], None] = lambda: None,
    ) -> None:
        self._after_write = after_write
        self._url = url.replace("postgresql+asyncpg://", "postgresql://")
        reading = {"plan_cache_mode": "force_generic_plan", "default_transaction_read_only": "on"}
        self._reader = self._pool(read_pool, reading)
        self._writer = self._pool(write_pool, {"lock_timeout": "2s"})

    def _pool(self, most: int, settings: dict[str, str]) -> Any:
        return asyncpg.create_pool(
            self._url,
            min_size=0,  # opens without PostgreSQL, so that an API process starts before it
            max_size=most,
            max_inactive_connection_lifetime=0,
            command_timeout=COMMAND_SECONDS,
            timeout=3,
            connection_class=PlainConnection,
            record_class=Row,
            statement_cache_size=1024,
            max_cached_statement_lifetime=0,
            server_settings={
                "application_name": "healthmed",
                "timezone": "UTC",
                "jit": "off",
                "statement_timeout": "5s",
                "idle_in_transaction_session_timeout": "10s",
                "pg_trgm.word_similarity_threshold": "0.5",
                **settings,
            },
        )

    async def __aenter__(self) -> Self:
        await self._reader
        await self._writer
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Give every connection back."""
        for pool in (self._reader, self._writer):
            with suppress(*GONE):
                await asyncio.wait_for(pool.close(), 5)

    async def read(self, sql: str, values: Sequence[Any]) -> Any:
        """The one value of a statement that only reads."""
        try:
            async with self._reader.acquire(timeout=ACQUIRE_SECONDS) as connection:
                return await connection.fetchval(sql, *values)
        except GONE as gone:
            raise Unavailable from gone
        except asyncpg.DataError as impossible:
            raise ImpossibleValue from impossible

    async def look(self, work: Callable[[DatabaseTransaction], Awaitable[T]]) -> T:
        """Run what only reads, each statement on its own: no transaction is opened for it."""
        try:
            async with self._reader.acquire(timeout=ACQUIRE_SECONDS) as connection:
                return await work(DatabaseTransaction(connection))
        except GONE as gone:
            raise Unavailable from gone

    async def write(self, work: Callable[[DatabaseTransaction], Awaitable[T]]) -> T:
        """Run a use case in one transaction; run it again when a second look can mend what went wrong."""
        for attempt in range(1, TRIES + 1):
            try:
                result = await self._once(work)
                self._after_write()
                return result
            except MENDABLE as busy:
                if attempt == TRIES:
                    raise Unavailable from busy
                await asyncio.sleep(random.uniform(0.005, 0.05) * attempt)  # noqa: S311 - spreads retries
            except GONE as gone:
                raise Unavailable from gone
            except asyncpg.DataError as impossible:
                raise ImpossibleValue from impossible
        raise AssertionError("unreachable")

    async def _once(self, work: Callable[[DatabaseTransaction], Awaitable[T]]) -> T:
        async with self._writer.acquire(timeout=ACQUIRE_SECONDS) as connection, connection.transaction():
            transaction = DatabaseTransaction(connection)
            try:
                result = await work(transaction)
                await transaction.flush()
            except (asyncpg.UniqueViolationError, asyncpg.ExclusionViolationError) as violation:
                raise OnlyOneViolated(str(violation.constraint_name)) from violation
            return result
