"""Messages: how many letters one worker hands to a mail server in a minute. `python -m bench.messages`.

Confirmations, each with its calendar entry, are due all at once. The mail server is in this process: it takes
every letter, keeps its Message-ID, and shares the machine's processors with the worker and PostgreSQL.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final

from aiosmtpd.smtp import SMTP
from rich.console import Console

from bench import data, servers
from bench.servers import HOST, Postgres
from bench.worker import worker

LETTERS: Final = 12_000
FEW_LETTERS: Final = 500
WITHIN: Final = 240.0
"""Seconds until what has not come counts as lost."""
MESSAGE_ID: Final = re.compile(rb"^Message-ID: *(\S+)", re.IGNORECASE | re.MULTILINE)
DUE: Final = """
INSERT INTO notifications (id, kind, account_id, appointment_id, dedupe_key, due_at, status, attempts,
    next_attempt_at, created_at)
SELECT uuidv7(), 'PATIENT_CONFIRMED', patient_id, id, 'bench:' || id, now(), 'DUE', 0, now(), now()
FROM appointments WHERE status = 'CONFIRMED' AND starts_at > now() LIMIT $1
"""
UNSENT: Final = "SELECT count(*) FROM notifications WHERE status <> 'SENT'"


@dataclass(frozen=True)
class Messages:
    """What one run found."""

    letters: int
    per_minute: float
    """From the first letter that came to the last: the worker's start is not counted."""
    lost: int
    repeated: int

    def __str__(self) -> str:
        return (
            f"{self.letters:,} letters, {self.per_minute:,.0f} a minute; {self.lost} lost, "
            f"{self.repeated} repeated"
        )


@dataclass
class Sink:
    """Takes letters until so many different ones have come."""

    wanted: int
    times: list[float] = field(default_factory=list)
    """When each letter was there."""
    different: set[bytes] = field(default_factory=set)
    """Their Message-IDs."""
    full: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle_DATA(self, _: Any, __: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """A whole letter is there."""
        self.times.append(monotonic())
        found = MESSAGE_ID.search(envelope.content)
        self.different.add(found[1] if found else b"")
        if len(self.different) >= self.wanted:
            self.full.set()
        return "250 taken"

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[int]:
        """On this port."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(self, hostname="sink"), HOST, 0)
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()

    def per_minute(self) -> float:
        """Letters that came after the first, by the time that they took."""
        if len(self.times) < 2:
            return 0.0
        return (len(self.times) - 1) / (self.times[-1] - self.times[0]) * 60


async def messages(postgres: Postgres, size: data.Size, console: Console, letters: int = LETTERS) -> Messages:
    """On a copy of the database, with a worker of its own."""
    async with postgres.copy_of(size.database) as database, postgres.connected(database) as connection:
        await connection.execute(DUE, letters)
        sink = Sink(letters)
        async with sink.listening() as port:
            with console.status(f"{letters:,} letters"):
                async with worker(postgres, database, HEALTHMED_SMTP_URL=f"smtp://{HOST}:{port}"):
                    await _until_full(sink)
        unsent = await connection.fetchval(UNSENT)
    found = Messages(
        letters=letters,
        per_minute=sink.per_minute(),
        lost=max(unsent, letters - len(sink.different)),
        repeated=len(sink.times) - len(sink.different),
    )
    console.print(str(found))
    return found


async def _until_full(sink: Sink) -> None:
    try:
        async with asyncio.timeout(WITHIN):
            await sink.full.wait()
    except TimeoutError:
        return  # what is there is counted


async def main() -> None:
    """Alone, on the small data."""
    console = Console(highlight=False)
    async with servers.postgres() as postgres:
        await data.have(postgres, data.SMALL, console)
        await messages(postgres, data.SMALL, console)


if __name__ == "__main__":
    asyncio.run(main())
