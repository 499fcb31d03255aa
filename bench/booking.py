"""Booking: over HTTP as patients who are signed in, beside a hand-written route and pgbench with the same
statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import orjson
from rich.console import Console

from bench import candidates, capture, pgbench, servers
from bench.capture import Statement
from bench.data import Size
from bench.driver import Driver, Job
from bench.measure import Block, Figures, Quiet, Terms, figures, in_turns
from bench.questions import BOOK, request
from bench.servers import HOST, Postgres, Server

OURS: Final = 160_000
ALL: Final = 320_000
"""Candidates for what is asked over HTTP, and altogether: the rest is pgbench's. Each round may run twice."""
FASTEST: Final = 4_000
"""Bookings a second that our load is prepared for."""


@dataclass(frozen=True)
class Booking:
    """A booking through our API, by hand, and the same statements through pgbench."""

    size: Size
    statements: Sequence[str]
    ours: Figures
    limit: Figures
    """The hand-written route (bench/peer_booking.py)."""
    pgbench: Figures
    """The transaction alone, prepared."""
    whole: Figures
    """With the statements before and after it: who asks, and the answer."""
    simple: Figures
    """The transaction in the simple protocol."""

    ratio: float
    """Our bookings in pgbench's: 1 is as many."""
    cpu_ratio: float
    """pgbench's CPU for a booking in ours, each with PostgreSQL's: 1 is as little."""


async def book(
    postgres: Postgres, size: Size, driver: Driver, terms: Terms, quiet: Quiet, console: Console
) -> Booking:
    """On a copy of the database: what is kept stays as it is."""
    async with postgres.copy_of(size.database) as database:
        with console.status(f"Booking on {size}"):
            async with postgres.connected(database) as connection:
                await candidates.make(connection, ALL)
                first = await candidates.row(connection, 0)
            statements = await capture.booking(postgres.url(database), first, capture.utc_now())
            race = _Race(postgres, database, driver, terms, statements, first)
            await race.prepare()
            async with servers.api(postgres, database) as ours, servers.peer(postgres, database) as peer:
                blocks: list[Block] = [
                    partial(race.over_http, ours, "/graphql"),
                    partial(race.over_http, peer, "/book"),
                    partial(race.pgbench, race.transaction),
                ]
                rounds = await in_turns(blocks, terms.repetitions, quiet)
            whole = await quiet.undisturbed(partial(race.pgbench, race.whole))
            simple = await quiet.undisturbed(partial(race.pgbench, race.transaction, "simple"))
            await race.must_be_there()
    found = Booking(
        size,
        [statement.sql for statement in statements],
        **dict(zip(("ours", "limit", "pgbench"), rounds.medians, strict=True)),
        whole=whole,
        simple=simple,
        ratio=rounds.median_of(lambda ours, _, pgbench: ours.per_second / pgbench.per_second),
        cpu_ratio=rounds.median_of(lambda ours, _, pgbench: pgbench.total / ours.total),
    )
    console.print(f"booking on {size}: {found.ratio:.2f} of pgbench")
    return found


class _Race:
    """Both contestants on one database, each with slots of its own."""

    def __init__(
        self,
        postgres: Postgres,
        database: str,
        driver: Driver,
        terms: Terms,
        statements: list[Statement],
        first: Mapping[str, Any],
    ) -> None:
        self._postgres, self._database, self._driver, self._terms = postgres, database, driver, terms
        self.whole = pgbench.script(statements, first)
        self.transaction = pgbench.script(capture.transaction_of(statements), first)
        self._next = 1  # number 0 was listened to

    async def prepare(self) -> None:
        """pgbench's rows, and everything on disk that was written for them."""
        async with self._postgres.connected(self._database) as connection:
            columns = sorted({*self.whole.columns, *self.transaction.columns})
            await pgbench.make_batches(connection, columns, OURS)
            await connection.execute("CHECKPOINT")

    async def over_http(self, server: Server, path: str) -> Figures:
        """Each slot once, each request with its patient's session and its own key."""
        most = int((self._terms.warm + self._terms.seconds) * FASTEST)
        async with self._postgres.connected(self._database) as connection:
            found = await candidates.between(connection, self._next, min(OURS, self._next + most))
        requests = [_request(path, candidate) for candidate in found]
        job = Job(
            host=HOST,
            port=server.port,
            requests=requests,
            good=b'"status":"PENDING"',
            server=server.pid,
            postgres=self._postgres.pid,
            warm=self._terms.warm,
            seconds=self._terms.seconds,
            again=False,
        )
        load = await self._driver.run(job)
        self._next += load.sent
        return figures(load)

    async def pgbench(self, script: pgbench.Script, mode: str = "prepared") -> Figures:
        """Through pgbench, from the first slot that it has not taken yet."""
        async with self._postgres.connected(self._database) as connection:
            first = await pgbench.first_unused(connection, OURS)
        seconds = self._terms.warm + self._terms.seconds
        return await pgbench.run(self._postgres, self._database, script, mode, first, seconds)

    async def must_be_there(self) -> None:
        """Whatever was answered with an appointment is in the database."""
        async with self._postgres.connected(self._database) as connection:
            booked = await connection.fetchval(
                "SELECT count(*) FROM bench_bookings AS b JOIN appointments AS a USING (slot_id, patient_id)"
                " JOIN idempotency_keys AS k USING (patient_id, key)"
                " WHERE k.appointment_id = a.id AND n < $1",
                OURS,
            )
        if booked != self._next:
            raise RuntimeError(f"{self._next} bookings were answered, {booked} are in the database.")


def _request(path: str, candidate: candidates.Candidate) -> bytes:
    wish = {"slotId": candidate.slot_id, "idempotencyKey": candidate.key}
    body = orjson.dumps({"query": BOOK, "variables": {"input": wish}})
    return request(path, body, f"Cookie: healthmed={candidate.token}")
