"""Bring a database to the newest version: one process at a time, never waiting long for a table's lock."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

HERE: Final = Path(__file__).parent
LOCK: Final = 7_461_982_035
"""The advisory lock that one migrating process holds; the others wait and find nothing left to do."""
OLDEST_SERVER: Final = 18


class ServerTooOld(Exception):
    """PostgreSQL is older than the version that the statements were written for."""


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """The version that this code was written for."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def _upgrade(connection: Connection, say: Callable[[str], None]) -> None:
    number = connection.execute(text("SHOW server_version_num")).scalar_one()
    if int(number) // 10_000 < OLDEST_SERVER:
        raise ServerTooOld(f"PostgreSQL {OLDEST_SERVER} or newer is needed; this is {int(number) // 10_000}.")
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    connection.execute(text("SET LOCAL lock_timeout = '3s'"))
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    say(f"schema version {newest()}")
    command.upgrade(_config(connection), "head")


async def migrate_async(database_url: str, say: Callable[[str], None] = lambda _: None) -> None:
    """Run what is missing, in one transaction: all of it or nothing."""
    url = database_url.replace("postgresql://", "postgresql+asyncpg://", 1)
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_upgrade, say)
    finally:
        await engine.dispose()


def migrate(database_url: str, say: Callable[[str], None] = lambda _: None) -> Any:
    """The same, for callers without an event loop."""
    return asyncio.run(migrate_async(database_url, say))
