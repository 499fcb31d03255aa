"""Databases to measure on, filled once and kept: the row in `bench` says what is inside."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import asyncpg
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bench.postponed import postpone
from bench.servers import Postgres
from domain.doctors.models import Specialty
from domain.doctors.rules import words
from migrations.run import migrate_async

ROOT: Final = Path(__file__).parent.parent
FILL: Final = Path(__file__).with_name("fill.sql")
PATIENTS: Final = 20_000
VISITS_A_DAY: Final = 6
"""Of most doctors; the dense ones are through with their share sooner."""
DAYS_AHEAD: Final = 3
"""At least so many days lie between filling and the first slot: so long the data can be kept."""


@dataclass(frozen=True)
class Size:
    """How much a database holds."""

    name: str
    doctors: int
    slots: int

    @property
    def database(self) -> str:
        """Its name in PostgreSQL."""
        return f"bench_{self.name}"

    @property
    def working_days(self) -> int:
        """How many the slots are spread over."""
        return -(-self.slots // self.doctors // VISITS_A_DAY)

    def __str__(self) -> str:
        return f"{self.name}: {self.doctors:,} doctors, {self.slots:,} slots"


SMALL: Final = Size("small", 2_000, 500_000)
LARGE: Final = Size("large", 20_000, 5_000_000)
SEARCH: Final = Size("search", 100_000, 0)


async def have(postgres: Postgres, size: Size, console: Console) -> None:
    """The database, filled now unless what was filled before still serves."""
    if await _is_kept(postgres, size):
        console.print(f"{size} (kept)")
        return
    await postgres.drop(size.database)
    await postgres.run("postgres", f"CREATE DATABASE {size.database}")
    await migrate_async(postgres.url(size.database))
    await _fill(postgres, size, console)


def fingerprint() -> str:
    """Of everything that decides on what a filled database holds."""
    digest = hashlib.sha256()
    for path in (*sorted((ROOT / "migrations" / "versions").glob("*.*")), FILL, Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


async def first_day(connection: asyncpg.Connection) -> datetime:
    """The Monday on which the slots begin, at midnight in UTC."""
    begins: datetime = await connection.fetchval("SELECT first_day FROM bench")
    return begins


async def _is_kept(postgres: Postgres, size: Size) -> bool:
    try:
        async with postgres.connected(size.database) as connection:
            kept = await connection.fetchrow("SELECT * FROM bench WHERE filled")
    except (asyncpg.InvalidCatalogNameError, asyncpg.UndefinedTableError):
        return False
    if kept is None or kept["fingerprint"] != fingerprint() or kept["first_day"] <= datetime.now(UTC):
        return False
    return (kept["doctors"], kept["slots"], kept["patients"]) == (size.doctors, size.slots, PATIENTS)


def _monday() -> datetime:
    soonest = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    soonest += timedelta(days=DAYS_AHEAD)
    return soonest + timedelta(days=-soonest.weekday() % 7)


@contextmanager
def _progress(size: Size, console: Console, steps: int) -> Iterator[Any]:
    columns = TextColumn(str(size)), BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("", total=steps)

        def say(what: str) -> None:
            progress.update(task, description=what, advance=1)

        yield say
        progress.update(task, description="done", completed=steps)


async def _fill(postgres: Postgres, size: Size, console: Console) -> None:
    parts = [part.partition("\n") for part in FILL.read_text().split("\n--: ")[1:]]
    async with postgres.connected(size.database) as connection:
        await _begin(connection, size)
        later = await postpone(connection)
        each = [(title, sql, day) for title, _, sql in parts for day in _days(sql, size)]
        with _progress(size, console, len(each) + len(later) + 1) as say:
            for title, sql, day in each:
                say(title)
                await connection.execute(sql, *day, timeout=None)
            for title, sql in later:
                say(title)
                await connection.execute(sql, timeout=None)
            say("vacuum")
            await connection.execute("VACUUM (FREEZE, ANALYZE)", timeout=None)
        await _must_be_right(connection)
        await connection.execute("UPDATE bench SET filled = true")
        await connection.execute("CHECKPOINT")


def _days(sql: str, size: Size) -> list[tuple[int, ...]]:
    """The values that a part is run with: each working day, or once without any."""
    return [(day,) for day in range(size.working_days)] if "$1" in sql else [()]


async def _begin(connection: asyncpg.Connection, size: Size) -> None:
    for setting in ("synchronous_commit = off", "maintenance_work_mem = '1GB'", "work_mem = '256MB'"):
        await connection.execute(f"SET {setting}")  # of the filling alone
    await connection.execute(
        "CREATE TABLE bench (doctors int, slots int, patients int, first_day timestamptz,"
        " fingerprint text, filled bool)"
    )
    values = size.doctors, size.slots, PATIENTS, _monday(), fingerprint(), False
    await connection.execute("INSERT INTO bench VALUES ($1, $2, $3, $4, $5, $6)", *values)


async def _must_be_right(connection: asyncpg.Connection) -> None:
    """What registering computes in Python is what filling computed in SQL, for some doctors."""
    found = await connection.fetch(
        "SELECT d.name, city, crm_state, crm_number, search_text, array_agg(name_pt ORDER BY place) AS pt,"
        " array_agg(name_en ORDER BY place) AS en FROM doctors d JOIN doctor_specialties ON doctor_id = d.id"
        " JOIN specialties ON code = specialty_code GROUP BY d.id ORDER BY d.id LIMIT 50"
    )
    for row in found:
        practised = [
            Specialty(code="", name_pt=pt, name_en=en) for pt, en in zip(row["pt"], row["en"], strict=True)
        ]
        crm = f"{row['crm_state']} {row['crm_number']}"
        wanted = await connection.fetchval(
            "SELECT plain($1)", words(row["name"], row["city"], practised, crm)
        )
        if wanted != row["search_text"]:
            raise RuntimeError(f"bench/fill.sql writes {row['search_text']!r} where we write {wanted!r}.")
