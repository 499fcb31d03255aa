"""Live: 20,000 open subscriptions, what each costs, and how soon they hear. `python -m bench.live`.

Two API processes, a worker, and two processes of clients. 15,000 patients watch their own visits, 5,000
clients one doctor's agenda. An event is written by hand and the relay's bell rung, as a use case does.
"""

import asyncio
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, Final
from uuid import UUID

import orjson
from redis.asyncio import Redis
from rich.console import Console

from bench import data, servers
from bench.servers import HOST, ROOT, Postgres, Server
from bench.worker import worker
from infra.live import WAKE

PAUSE: Final = 0.02
HOT_PAUSE: Final = 1.5
HEARD_WITHIN: Final = 20.0
VISITS: Final = (
    "subscription { appointmentChanged { cursor kind appointment { id status slot { startsAt } } } }"
)
SLOTS: Final = (
    "subscription($doctor: ID!) { slotChanged(doctorId: $doctor) { cursor slot { id startsAt status } } }"
)
WHO: Final = """
SELECT token, a.id AS appointment, a.doctor_id AS doctor, p.id AS patient
FROM bench_patients AS p
LEFT JOIN LATERAL (SELECT id, doctor_id FROM appointments WHERE patient_id = p.id LIMIT 1) AS a ON true
ORDER BY n LIMIT $1
"""
A_SLOT: Final = "SELECT id, doctor_id FROM slots WHERE status = 'FREE' LIMIT 1"
TELL: Final = """
INSERT INTO events (id, kind, at, doctor_id, patient_id, appointment_id, slot_id)
VALUES (uuidv7(), $1, now(), $2, $3, $4, $5) RETURNING id
"""


@dataclass(frozen=True)
class Extent:
    """How many take part."""

    idle: int = 15_000
    """Patients who watch their own visits."""
    hot: int = 5_000
    """Clients who watch one doctor's agenda."""
    events: int = 300
    """Of one patient each."""
    hot_events: int = 8

    @property
    def subscriptions(self) -> int:
        """All of them."""
        return self.idle + self.hot


ALL: Final = Extent()
FEW: Final = Extent(idle=300, hot=100, events=20, hot_events=2)


@dataclass(frozen=True)
class Live:
    """What one run found; times are milliseconds from commit to the client."""

    extent: Extent
    bytes_each: float
    """Of the API processes' memory, for one subscription on a socket of its own."""
    opened_per_second: float
    one_p50: float
    one_p99: float
    hot_p50: float
    hot_p99: float
    lost: int
    repeated: int

    def __str__(self) -> str:
        return (
            f"{self.extent.subscriptions:,} subscriptions, {self.bytes_each / 1000:.1f} kB each, opened "
            f"{self.opened_per_second:,.0f} a second; one person's event p50 {self.one_p50:.1f} ms, p99 "
            f"{self.one_p99:.1f} ms; a hot doctor's to {self.extent.hot:,} p50 {self.hot_p50:.0f} ms, p99 "
            f"{self.hot_p99:.0f} ms; {self.lost} lost, {self.repeated} repeated"
        )


@dataclass(frozen=True)
class Told:
    """An event, when it was committed, and which clients are to hear of it."""

    id: UUID
    at: float
    listeners: range | tuple[int, ...]


class Crowd:
    """A process of clients."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls) -> "Crowd":
        """It is idle until it is told whom to be."""
        pipe = asyncio.subprocess.PIPE
        command = (sys.executable, "-m", "bench.watchers")
        return cls(
            await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=pipe, stdout=pipe, limit=2**28)
        )

    async def ask(self, question: Any) -> Any:
        """Its answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(orjson.dumps(question) + b"\n")
        line = await asyncio.wait_for(self._process.stdout.readline(), 180)
        if not line:
            raise RuntimeError("The clients' process ended; an API process refused them.")
        return orjson.loads(line)

    async def stop(self) -> None:
        """All its sockets close."""
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()


async def live(postgres: Postgres, size: data.Size, console: Console, extent: Extent = ALL) -> Live:
    """On a copy of the database, with servers of its own."""
    async with postgres.copy_of(size.database) as database, AsyncExitStack() as stack:
        await postgres.run(database, "DELETE FROM events")
        apis = [await stack.enter_async_context(servers.api(postgres, database)) for _ in range(2)]
        await stack.enter_async_context(worker(postgres, database))
        crowds = [await Crowd.start() for _ in range(2)]
        for crowd in crowds:
            stack.push_async_callback(crowd.stop)
        with console.status(f"{extent.subscriptions:,} subscriptions"):
            found = await Scene(postgres, database, apis, crowds, extent).play()
    console.print(str(found))
    return found


class Scene:
    """Everybody who takes part."""

    def __init__(
        self,
        postgres: Postgres,
        database: str,
        apis: Sequence[Server],
        crowds: Sequence[Crowd],
        extent: Extent,
    ) -> None:
        self._postgres, self._database, self._apis, self._crowds = postgres, database, apis, crowds
        self._extent = extent
        self._changes: list[tuple[int, int, float]] = []

    async def play(self) -> Live:
        """Open, be idle, tell, compare."""
        async with self._postgres.connected(self._database) as connection:
            people = await connection.fetch(WHO, self._extent.idle)
            slot = await connection.fetchrow(A_SLOT)
            before = await self._memory()
            began = monotonic()
            await self._open(people, slot)
            opened = self._extent.subscriptions / (monotonic() - began)
            await asyncio.sleep(2)
            each = (await self._memory() - before) / self._extent.subscriptions
            one = await self._tell_one_by_one(connection, people)
            hot = await self._tell_all(connection, slot)
            places = {row["id"]: row["position"] for row in await connection.fetch("SELECT * FROM events")}
        return self._compare(one, hot, places, each, opened)

    async def _memory(self) -> int:
        return sum(resident(api.pid) for api in self._apis)

    async def _open(self, people: Sequence[Any], slot: Any) -> None:
        """Client n is at API n % 2; the first crowd is the first half."""
        doctor = {"doctor": str(slot["doctor_id"])}
        asked: list[tuple[str | None, str, dict[str, str]]] = [(row["token"], VISITS, {}) for row in people]
        asked += [(None, SLOTS, doctor)] * self._extent.hot
        watches = [
            {
                "host": HOST,
                "port": self._apis[n % 2].port,
                "token": token,
                "query": query,
                "variables": variables,
            }
            for n, (token, query, variables) in enumerate(asked)
        ]
        half = len(watches) // 2
        halves = [{"first": 0, "watches": watches[:half]}, {"first": half, "watches": watches[half:]}]
        await asyncio.gather(*(crowd.ask(part) for crowd, part in zip(self._crowds, halves, strict=True)))

    async def _tell_one_by_one(self, connection: Any, people: Sequence[Any]) -> list[Told]:
        told, visited = [], [n for n, row in enumerate(people) if row["appointment"]]
        times = self._extent.events
        for n in (visited * times)[:: max(1, len(visited) // times)][:times]:
            row = people[n]
            what = ("AppointmentCompleted", row["doctor"], row["patient"], row["appointment"], None)
            told.append(await self._tell(connection, what, (n,)))
            await asyncio.sleep(PAUSE)
        await self._hear(len(told))
        return told

    async def _tell_all(self, connection: Any, slot: Any) -> list[Told]:
        told, listeners = [], range(self._extent.idle, self._extent.subscriptions)
        for _ in range(self._extent.hot_events):
            what = ("SlotPublished", slot["doctor_id"], None, None, slot["id"])
            told.append(await self._tell(connection, what, listeners))
            await asyncio.sleep(HOT_PAUSE)
        await self._hear(self._extent.events + len(told) * self._extent.hot)
        return told

    async def _tell(self, connection: Any, what: tuple[Any, ...], listeners: Any) -> Told:
        id_ = await connection.fetchval(TELL, *what)
        committed = monotonic()
        async with Redis.from_url(self._postgres.redis_url) as redis:
            await redis.publish(WAKE, b"")
        return Told(id_, committed, listeners)

    async def _hear(self, count: int) -> None:
        """Collect what was heard, until it is enough or it takes too long."""
        deadline = monotonic() + HEARD_WITHIN
        while len(self._changes) < count and monotonic() < deadline:
            await asyncio.sleep(0.5)
            for crowd in self._crowds:
                self._changes += map(tuple, (await crowd.ask("report"))["changes"])

    def _compare(
        self, one: list[Told], hot: list[Told], places: dict[UUID, int], each: float, opened: float
    ) -> Live:
        heard = Counter((client, cursor) for client, cursor, _ in self._changes)
        wanted = {(client, places[told.id]) for told in (*one, *hot) for client in told.listeners}
        ones, hots = self._times(one, places), self._times(hot, places)
        return Live(
            extent=self._extent,
            bytes_each=each,
            opened_per_second=opened,
            one_p50=part(ones, 0.5),
            one_p99=part(ones, 0.99),
            hot_p50=part(hots, 0.5),
            hot_p99=part(hots, 0.99),
            lost=len(wanted - set(heard)),
            repeated=sum(heard.values()) - len(wanted & set(heard)),
        )

    def _times(self, told: list[Told], places: dict[UUID, int]) -> list[float]:
        """Milliseconds from commit to client."""
        commits = {places[event.id]: event.at for event in told}
        return sorted((at - commits[cursor]) * 1e3 for _, cursor, at in self._changes if cursor in commits)


def resident(pid: int) -> int:
    """Bytes of memory that a process holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * 4096


def part(times: Sequence[float], share: float) -> float:
    """The time that this share of all does not exceed."""
    return times[min(len(times) - 1, int(len(times) * share))] if times else float("inf")


async def main() -> None:
    """Alone, on the small data."""
    console = Console(highlight=False)
    async with servers.postgres() as postgres:
        await data.have(postgres, data.SMALL, console)
        await live(postgres, data.SMALL, console)


if __name__ == "__main__":
    asyncio.run(main())
