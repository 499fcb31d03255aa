"""Bookings that can be made: free slots, each with a patient who has time, in no order at all."""

from dataclasses import dataclass
from typing import Any, Final

import asyncpg

MAKE: Final = """
CREATE TABLE bench_bookings AS
SELECT row_number() OVER (ORDER BY bench_chance(s.rank, 41, 1000000007), s.id) - 1 AS n, s.id AS slot_id,
    s.doctor_id, p.id AS patient_id, s.starts_at, s.ends_at, p.token, sha256(p.token::bytea) AS digest,
    gen_random_uuid()::text AS key
FROM (
        SELECT *, row_number() OVER (PARTITION BY starts_at ORDER BY status = 'FREE', id) AS rank FROM slots
    ) AS s
    JOIN doctors AS d ON d.id = s.doctor_id
    JOIN bench_patients AS p ON p.n = bench_patient(s.rank, s.starts_at)
WHERE s.status = 'FREE' AND s.starts_at > d.next_slot_at AND s.rank < (SELECT patients / 2 FROM bench)
ORDER BY 1
LIMIT $1
"""
"""Who is booked comes first at each time, so that the free ones go to patients who are not."""


@dataclass(frozen=True)
class Candidate:
    """One booking to make."""

    slot_id: str
    token: str
    key: str


async def make(connection: asyncpg.Connection, most: int) -> None:
    """The table of them, read by our API's load and by pgbench, from different ends of it."""
    await connection.execute("SET work_mem = '256MB'")
    await connection.execute(MAKE.replace("$1", str(most)))
    await connection.execute("CREATE UNIQUE INDEX ON bench_bookings (n)")
    await connection.execute("VACUUM (ANALYZE) bench_bookings")


async def between(connection: asyncpg.Connection, first: int, last: int) -> list[Candidate]:
    """Those numbered first to last - 1."""
    rows = await connection.fetch(
        "SELECT slot_id::text, token, key FROM bench_bookings WHERE n >= $1 AND n < $2 ORDER BY n",
        first,
        last,
    )
    return [Candidate(*row) for row in rows]


async def row(connection: asyncpg.Connection, n: int) -> dict[str, Any]:
    """All that is known about one."""
    return dict(await connection.fetchrow("SELECT * FROM bench_bookings WHERE n = $1", n))
