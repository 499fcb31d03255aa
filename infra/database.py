"""PostgreSQL: one pool (infra/pool.py) for the planner's reading, one for the use cases' writing.

Statements are SQLAlchemy Core, compiled once and run by asyncpg; six of them in a transaction cost 0.46 ms of
CPU this way and 1.43 ms through SQLAlchemy's own connection (measured on two shared cores, 2.6 GHz class).
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from typing import Any, Final, Self, TypeVar

import asyncpg
from sqlalchemy import Executable, insert
from sqlmodel import SQLModel

from domain.transaction import ImpossibleValue, OnlyOneViolated, Unavailable
from infra.connection import STALE, Connection
from infra.pool import Pool
from infra.schema import must_fit
from infra.tracing import Traces
from planner.sql import DIALECT, Text, text_of

T = TypeVar("T")

TRIES: Final = 4
"""The first attempt and three more, for what a second look can mend."""
MENDABLE: Final = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.LockNotAvailableError,
    *STALE,
    OnlyOneViolated,
)
GONE: Final = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # PostgreSQL's last words were heard, the end of the connection not yet
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.QueryCanceledError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.ReadOnlySQLTransactionError,  # a failover's old primary
)
SESSION: Final = {
    "application_name": "healthmed",
    "timezone": "UTC",
    "jit": "off",
    "statement_timeout": "5s",
    "idle_in_transaction_session_timeout": "10s",
    "pg_trgm.word_similarity_threshold": "0.5",
}
ACQUIRE_SECONDS: Final = 10.0
CONNECT_SECONDS: Final = 3.0
CLOSE_SECONDS: Final = 5.0
COMMAND_SECONDS: Final = 6.0


class Row(asyncpg.Record):  # type: ignore[misc]
    """A record whose columns are attributes, as the SQLModel tables name them."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


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


async def settle(connection: asyncpg.Connection, settings: Mapping[str, str]) -> None:
    """Give a session its settings; PgBouncer takes most of them by a statement alone, not with the start."""
    await connection.execute("; ".join(f"SET {name} = '{value}'" for name, value in settings.items()))


class DatabaseTransaction:
    """domain.transaction.Transaction on an asyncpg connection."""

    def __init__(self, connection: Connection, trace: str | None = None) -> None:
        self._connection, self.trace = connection, trace
        self._pending: list[SQLModel] = []

    def add(self, row: SQLModel) -> None:
        self._pending.append(row)

    async def flush(self) -> None:
        """Insert what was added, all in one statement."""
        if self._pending:
            rows, self._pending = self._pending, []
            sql, places = _insertion(tuple([type(row) for row in rows]))
            values = [vars(row) for row in rows]  # past SQLAlchemy, whose attributes cost more
            await self._connection.rows(sql, [values[at][name] for at, name in places])

    async def first(self, statement: Any, **binds: Any) -> Any:
        rows = await self.rows(statement, **binds)
        return rows[0] if rows else None

    async def all(self, statement: Any, **binds: Any) -> list[Any]:
        return await self.rows(statement, **binds)

    async def rows(self, statement: Executable, **binds: Any) -> list[Any]:
        await self.flush()
        text = _text(statement)
        return await self._connection.rows(text.sql, text.values(binds))

    async def run(self, statement: Executable, **binds: Any) -> int:
        await self.flush()
        text = _text(statement)
        return await self._connection.run(text.sql, text.values(binds))


class Database:
    """Both pools. Connections open at their first use, and anew when PostgreSQL comes back."""

    def __init__(
        self,
        url: str,
        *,
        read_pool: int = 8,
        write_pool: int = 8,
        after_write: Callable[[], None] = lambda: None,
        version: str | None = None,
        traces: Traces | None = None,
    ) -> None:
        """`version` of the schema that the code was written for: none other is worked with."""
        self._after_write, self._version, self._traces = after_write, version, traces or Traces()
        self._url = url.replace("postgresql+asyncpg://", "postgresql://")
        reading = {"plan_cache_mode": "force_generic_plan", "default_transaction_read_only": "on"}
        self._reader = self._pool(read_pool, reading)
        self._writer = self._pool(write_pool, {"lock_timeout": "2s"})

    def _pool(self, most: int, settings: dict[str, str]) -> Pool:
        return Pool(partial(self._connect, SESSION | settings), most, seconds=ACQUIRE_SECONDS)

    async def _connect(self, settings: dict[str, str]) -> Connection:
        connection: Connection = await asyncpg.connect(
            self._url,
            connection_class=Connection,
            command_timeout=COMMAND_SECONDS,
            timeout=CONNECT_SECONDS,
            record_class=Row,
        )
        try:
            await settle(connection, settings)
            if self._version is not None:
                await must_fit(connection, self._version)
        except BaseException:
            connection.terminate()
            raise
        return connection

    @property
    def pools(self) -> Mapping[str, Pool]:
        """Both, by what they are for."""
        return {"read": self._reader, "write": self._writer}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """End every connection, once what runs on them is done."""
        for pool in (self._reader, self._writer):
            await pool.close(CLOSE_SECONDS)

    async def read(self, sql: str, values: Sequence[Any]) -> Any:
        """The one value of a statement that only reads."""
        try:
            with self._traces.span("read", db__system__name="postgresql", db__query__text=sql):
                async with self._reader.acquire() as connection:
                    return await connection.value(sql, values)
        except GONE as gone:
            raise Unavailable from gone
        except asyncpg.DataError as impossible:
            raise ImpossibleValue from impossible

    async def look(self, work: Callable[[DatabaseTransaction], Awaitable[T]]) -> T:
        """Run what only reads, each statement on its own: no transaction is opened for it."""
        try:
            async with self._reader.acquire() as connection:
                return await work(DatabaseTransaction(connection))
        except GONE as gone:
            raise Unavailable from gone

    async def write(self, work: Callable[[DatabaseTransaction], Awaitable[T]]) -> T:
        """Run a use case in one transaction; run it again when a second look can mend what went wrong."""
        with self._traces.span("write", db__system__name="postgresql"):
            return await self._write(work)

    async def _write(self, work: Callable[[DatabaseTransaction], Awaitable[T]]) -> T:
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
        """BEGIN and COMMIT as they are: asyncpg's transaction() keeps books for savepoints that we never set.

        A connection that a cancelled task leaves in its transaction is ended by the pool.
        """
        async with self._writer.acquire() as connection:
            await connection.execute("BEGIN")
            try:
                transaction = DatabaseTransaction(connection, self._traces.trace)
                result = await work(transaction)
                await transaction.flush()
                await connection.execute("COMMIT")
                return result
            except (asyncpg.UniqueViolationError, asyncpg.ExclusionViolationError) as violation:
                await _roll_back(connection)
                raise OnlyOneViolated(str(violation.constraint_name)) from violation
            except Exception:
                await _roll_back(connection)
                raise


async def _roll_back(connection: asyncpg.Connection) -> None:
    """Undo everything; when PostgreSQL cannot be told, it finds out as the pool ends the connection."""
    if not connection.is_closed() and connection.is_in_transaction():
        with suppress(*GONE):
            await connection.execute("ROLLBACK")
