"""Bring a database to the newest version, while processes of the version before it go on serving.

Each version runs in a transaction of its own that never waits long for a table's lock, and tries again: who
waits for one holds up everybody behind. What should not run in one transaction says so (`piecemeal`). One
that takes away what older code needs says for whom it is too new (`oldest`), and does not run while such a
process is connected (docs/decisions/0014-schemas-and-code.md).
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import asyncpg
from alembic import command
from alembic.config import Config
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from migrations.known import VERSIONS
from migrations.known import newest as newest

HERE: Final = Path(__file__).parent
LOCK: Final = 7_461_982_035
"""The advisory lock that one migrating process holds; the others wait and find nothing left to do."""
USERS: Final = 1_618_033
"""The class of the advisory locks of those who are connected (infra/schema.py)."""
OLDEST_SERVER: Final = 18
LOCK_TIMEOUT: Final = "1s"
TRIES: Final = 30
PAUSE: Final = 1.0
SUPPORT: Final = text("UPDATE schema_support SET oldest_code = :oldest")
BUSY: Final = (asyncpg.LockNotAvailableError, asyncpg.DeadlockDetectedError)
Say = Callable[[str], None]


class ServerTooOld(Exception):
    """PostgreSQL is older than the version that the statements were written for."""


class StillInUse(Exception):
    """Processes are connected that could not live with the new schema."""


class TooBusy(Exception):
    """A table was locked by others for longer than is waited."""


def migrate(database_url: str, say: Say = lambda _: None) -> Any:
    """Run what is missing, for callers without an event loop."""
    return asyncio.run(migrate_async(database_url, say))


async def migrate_async(database_url: str, say: Say = lambda _: None, *more: Path) -> None:
    """Run what is missing, version by version; `more` are folders with further versions."""
    url = database_url.replace("postgresql+asyncpg://", "postgresql://")
    guard = await asyncpg.connect(url)
    try:
        await _must_be_new_enough(guard)
        await guard.execute("SELECT pg_advisory_lock($1)", LOCK)
        for script in await _missing(guard, more):
            say(f"schema version {script.revision}: {script.doc}")
            await _run(guard, url, script, more)
        say(f"the schema is at version {newest()}")
    finally:
        await guard.close()


async def _must_be_new_enough(guard: asyncpg.Connection) -> None:
    number = int(await guard.fetchval("SHOW server_version_num")) // 10_000
    if number < OLDEST_SERVER:
        raise ServerTooOld(f"PostgreSQL {OLDEST_SERVER} or newer is needed; this is {number}.")


async def _missing(guard: asyncpg.Connection, more: tuple[Path, ...]) -> list[Script]:
    begun = await guard.fetchval("SELECT to_regclass('alembic_version') IS NOT NULL")
    there = await guard.fetchval("SELECT version_num FROM alembic_version") if begun else None
    steps = ScriptDirectory.from_config(_config(more)).iterate_revisions("head", there or "base")
    return list(steps)[::-1]


async def _run(guard: asyncpg.Connection, url: str, script: Script, more: tuple[Path, ...]) -> None:
    for attempt in range(1, TRIES + 1):
        try:
            if getattr(script.module, "piecemeal", False):
                await _run_piecemeal(guard, script)
            await _upgrade(url, script, more)
            return
        except Exception as problem:
            if not _is_busy(problem):
                raise
            if attempt == TRIES:
                told = f"Version {script.revision} found a table locked by others, {TRIES} times."
                raise TooBusy(told) from None
        await asyncio.sleep(PAUSE)


def _is_busy(problem: BaseException | None) -> bool:
    """SQLAlchemy's error is caused by its adapter's, which is caused by asyncpg's."""
    return problem is not None and (isinstance(problem, BUSY) or _is_busy(problem.__cause__))


async def _run_piecemeal(guard: asyncpg.Connection, script: Script) -> None:
    """Statement by statement, each kept as it is done: they may run again after one that failed."""
    await guard.execute(f"SET lock_timeout = '{LOCK_TIMEOUT}'")
    for statement in Path(script.path).with_suffix(".sql").read_text().split(";\n\n"):
        await guard.execute(statement)


async def _upgrade(url: str, script: Script, more: tuple[Path, ...]) -> None:
    engine = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://", 1), poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            await connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
            await connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
            if oldest := getattr(script.module, "oldest", None):
                await connection.run_sync(_must_be_unused, int(oldest))
            await connection.run_sync(_to, script, more)
            if oldest:
                await connection.execute(SUPPORT, {"oldest": int(oldest)})
    finally:
        await engine.dispose()


def _to(connection: Connection, script: Script, more: tuple[Path, ...]) -> None:
    config = _config(more)
    config.attributes["connection"] = connection
    if getattr(script.module, "piecemeal", False):
        command.stamp(config, script.revision)
    else:
        command.upgrade(config, script.revision)


def _must_be_unused(connection: Connection, oldest: int) -> None:
    """Nobody older is connected, nor can be until this transaction ends and says for whom it is too new."""
    for version in range(1, oldest):
        got = connection.exec_driver_sql(f"SELECT pg_try_advisory_xact_lock({USERS}, {version})").scalar_one()
        if not got:
            raise StillInUse(
                f"Processes that were written for schema version {version:04} are still connected, and could"
                f" not live with the next one, which needs {oldest:04}: replace them, then migrate again."
            )


def _config(more: tuple[Path, ...]) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(map(str, (VERSIONS, *more))))
    return config
