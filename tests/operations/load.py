"""People at work: they read, book and watch, never ask twice, and remember whatever was not answered."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from itertools import count
from time import monotonic
from typing import Any

import httpx
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from domain.accounts.sessions import open_session
from domain.slots.models import Origin, Slot
from domain.transaction import Transaction
from tests.clinic import Clinic
from tests.live.client import SLOTS, connected
from tests.live.conftest import eventually

READ = """query Doctors($first: Int) {
  doctors(first: $first) { nodes { id name city feeCents nextSlots(first: 3) { id startsAt } } }
}"""
BOOK = """mutation Book($input: BookAppointmentInput!) {
  bookAppointment(input: $input) { __typename ... on Appointment { id status } }
}"""
READERS, BOOKERS, WATCHERS = 4, 3, 24
PAUSE = 0.03
AGAIN = 0.1
AT_ONCE = 50


@dataclass
class Load:
    """What happened to everybody."""

    origin: str
    clinic: Clinic
    doctor: str
    tokens: list[str]
    slots: list[Slot]
    begins_after: int
    """The last event before all of this."""
    read: int = 0
    booked: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    """Seconds of each answer."""
    resumed: int = 0
    told: list[list[int]] = field(default_factory=list)
    """What each watcher heard of."""
    _numbers: Any = field(default_factory=count)
    _over: asyncio.Event = field(default_factory=asyncio.Event)

    @classmethod
    async def of(cls, clinic: Clinic, origin: str, slots: int = 1_500) -> "Load":
        """One doctor with many slots whom many watch, and patients who are signed in."""
        doctor = await clinic.doctor()
        tokens = []
        for _ in range(BOOKERS):
            patient = await clinic.patient()
            tokens.append(
                await clinic.database.write(partial(open_session, account_id=patient.id, now=clinic.now))
            )
        free = await _slots(clinic, doctor, slots)
        return cls(origin, clinic, str(doctor.id), tokens, free, await _newest(clinic))

    @asynccontextmanager
    async def going_on(self) -> AsyncIterator[None]:
        """For the length of the block; then everything that happened has been told."""
        self.told = [[] for _ in range(WATCHERS)]
        watching = [asyncio.ensure_future(self._watch(heard)) for heard in self.told]
        await asyncio.sleep(0.5)
        asking = [asyncio.ensure_future(self._read()) for _ in range(READERS)]
        asking += [asyncio.ensure_future(self._book(token)) for token in self.tokens]
        try:
            yield
        finally:
            self._over.set()
            await asyncio.gather(*asking)
            positions = await self.positions()
            try:
                await eventually(partial(self._all_heard, positions), within=20)
            finally:
                for task in watching:
                    task.cancel()
                await asyncio.gather(*watching, return_exceptions=True)

    async def positions(self) -> list[int]:
        """Every event of the doctor, once all are published."""

        async def none_waits() -> bool:
            return not await self.clinic.fetch("SELECT 1 FROM events WHERE position IS NULL")

        await eventually(none_waits, within=20)
        rows = await self.clinic.fetch(
            "SELECT position FROM events WHERE doctor_id = $1 ORDER BY position", self.slots[0].doctor_id
        )
        return [row.position for row in rows]

    async def _all_heard(self, positions: list[int]) -> bool:
        """The last cursor that each has is the newest there is."""
        return all(heard[-1:] == positions[-1:] for heard in self.told)

    async def _read(self) -> None:
        async with httpx.AsyncClient(base_url=self.origin, timeout=20) as client:
            while not self._over.is_set():
                body = {"query": READ, "variables": {"first": 5}, "operationName": "Doctors"}
                if await self._ask(client, body) is not None:
                    self.read += 1
                await asyncio.sleep(PAUSE)

    async def _book(self, token: str) -> None:
        async with httpx.AsyncClient(
            base_url=self.origin, timeout=20, cookies={"healthmed": token}
        ) as client:
            while not self._over.is_set() and (number := next(self._numbers)) < len(self.slots):
                wish = {"slotId": str(self.slots[number].id), "idempotencyKey": f"number-{number:06}"}
                body = {"query": BOOK, "variables": {"input": wish}, "operationName": "Book"}
                if (data := await self._ask(client, body)) is not None:
                    if data["bookAppointment"]["__typename"] == "Appointment":
                        self.booked.append(data["bookAppointment"]["id"])
                    else:
                        self.failed.append(str(data))
                await asyncio.sleep(2 * PAUSE)

    async def _ask(self, client: httpx.AsyncClient, body: Any) -> Any:
        began = monotonic()
        try:
            answer = await client.post("/graphql", json=body)
        except httpx.TransportError as error:
            self.failed.append(f"{body['operationName']}: {error!r}")
            return None
        self.took.append(monotonic() - began)
        if answer.status_code == 200 and "errors" not in answer.json():
            return answer.json()["data"]
        self.failed.append(f"{body['operationName']}: {answer.status_code} {answer.text[:300]}")
        return None

    async def _watch(self, heard: list[int]) -> None:
        """Reconnect as docs/live.md tells clients to: with the last cursor, after a pause."""
        while True:
            try:
                await self._follow(heard)
            except (ConnectionClosed, InvalidHandshake, OSError):
                self.resumed += 1
            await asyncio.sleep(AGAIN)

    async def _follow(self, heard: list[int]) -> None:
        after = str(heard[-1] if heard else self.begins_after)
        async with connected(self.origin) as client:
            await client.begin()
            payload = {"query": SLOTS, "variables": {"doctor": self.doctor, "after": after}}
            await client.say("subscribe", id="1", payload=payload)
            while True:
                heard.append(int((await client.next(within=3_600))["cursor"]))


async def _newest(clinic: Clinic) -> int:
    rows = await clinic.fetch("SELECT coalesce(max(position), 0) AS position FROM events")
    return int(rows[0].position)


async def _slots(clinic: Clinic, doctor: Any, many: int) -> list[Slot]:
    """Free ones, an hour apart, from the day after tomorrow on."""
    starts = [clinic.now + timedelta(days=2, hours=n) for n in range(many)]
    length = timedelta(minutes=50)
    slots = [
        Slot(doctor_id=doctor.id, starts_at=at, ends_at=at + length, origin=Origin.EXTRA) for at in starts
    ]
    for first in range(0, many, AT_ONCE):
        await clinic.database.write(partial(_add, slots[first : first + AT_ONCE]))
    return slots


async def _add(slots: list[Slot], tx: Transaction) -> None:
    for slot in slots:
        tx.add(slot)
