"""A worker's post whose clock a test sets, and messages that are due."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from typing import Any

from prometheus_client import CollectorRegistry

from domain.event_log import number_events
from domain.terms import Terms
from infra.mail import Mail
from infra.smtp import Server, Smtp
from tests.clinic import Clinic
from tests.domain.appointments.visits import Visit, asked
from tests.sink import Sink
from workers.jobs.deliver import deliver
from workers.letters import Desk
from workers.metrics import Metrics
from workers.post import Post
from workers.reactions import react
from workers.resources import Resources

SENDER = Address("Health&Med", addr_spec="nao-responda@healthmed.example")
FAR = timedelta(days=5)


@dataclass
class Office:
    """One worker process, as far as messages go."""

    clinic: Clinic
    mail: Mail
    now: datetime

    def __post_init__(self) -> None:
        self.post = Post(self.mail, Desk("https://healthmed.example", SENDER))
        self.metrics = Metrics(CollectorRegistry())

    @property
    def context(self) -> dict[str, Any]:
        """A job's."""
        resources = Resources(self.clinic.database, Terms(), lambda: self.now, metrics=self.metrics)
        return {"resources": resources, "post": self.post}

    async def relay(self) -> int:
        """As workers/relay.py does: number the events, and react."""

        async def work(tx: Any) -> int:
            return await react(tx, await number_events(tx, 1000), self.now)

        return await self.clinic.database.write(work)

    async def deliver(self, later: timedelta = timedelta()) -> int:
        """What follows from all events, delivered at a later time."""
        await self.relay()
        self.now += later
        return await deliver(self.context)

    def counted(self, kind: str, outcome: str) -> float | None:
        """What Prometheus is told."""
        return self.metrics.registry.get_sample_value(
            "healthmed_messages_total", {"kind": kind, "outcome": outcome}
        )


def office_of(clinic: Clinic, sink: Sink) -> Office:
    """One whose letters go to the sink."""
    return Office(clinic, Smtp(Server.at(sink.url), SENDER), clinic.now)


async def visits(clinic: Clinic, count: int) -> list[Visit]:
    """Requests, each of a new patient with a new doctor."""
    return [await asked(clinic, FAR) for _ in range(count)]


async def flood(clinic: Clinic, count: int) -> None:
    """So many messages that are due, about one visit: only their keys differ."""
    visit = await asked(clinic, FAR)
    async with clinic.database._writer.acquire() as connection:
        await connection.execute("DELETE FROM events")  # the visit itself is not told of
        await connection.execute(
            "INSERT INTO notifications SELECT gen_random_uuid(), 'PATIENT_RECEIVED', $1, $2,"
            " 'flood:' || n, $3, 'DUE', 0, $3, NULL, NULL, $3, NULL FROM generate_series(1, $4::int) n",
            visit.patient.id,
            visit.id,
            clinic.now,
            count,
        )


async def until(sink: Sink, count: int) -> None:
    """So many different letters have come."""
    async with asyncio.timeout(60):
        while len(sink.seen) < count:
            await asyncio.sleep(0.002)


async def standing(clinic: Clinic) -> dict[str, int]:
    """How many messages have which status."""
    rows = await clinic.fetch("SELECT status, count(*)::int AS number FROM notifications GROUP BY status")
    return {row.status: row.number for row in rows}
