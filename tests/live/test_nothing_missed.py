"""Every event once and in order, wherever a subscription begins and whatever dies meanwhile."""

import asyncio
import random
import socket
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from domain.columns import new_id
from domain.event_log import prune_events
from domain.events import EventRow, record_all
from domain.slots.events import SlotPublished
from tests.clinic import Clinic
from tests.live.client import SLOTS, Client, connected, watching
from tests.live.conftest import eventually
from tests.server import Server, start

EVENTS = 100
LIVES = 4
ROUNDS = 30


class Agenda:
    """A doctor with one slot, to which nothing much happens often."""

    def __init__(self, clinic: Clinic, slot: Any) -> None:
        self.clinic, self.slot = clinic, slot
        self.doctor = str(slot.doctor_id)

    @classmethod
    async def new(cls, clinic: Clinic) -> "Agenda":
        return cls(clinic, await clinic.slot(await clinic.doctor()))

    async def happen(self, times: int = 1) -> None:
        """Events, in one transaction."""
        event = SlotPublished(doctor_id=self.slot.doctor_id, slot_id=self.slot.id)
        await self.clinic.database.write(partial(record_all, events=[event] * times, now=self.clinic.now))

    async def positions(self) -> list[int]:
        """What was published of it, once all of it is."""

        async def none_waits() -> bool:
            return not await self.clinic.fetch("SELECT 1 FROM events WHERE position IS NULL")

        await eventually(none_waits)
        rows = await self.clinic.fetch(
            "SELECT position FROM events WHERE doctor_id = $1 ORDER BY position", self.slot.doctor_id
        )
        return [row.position for row in rows]

    async def newest(self) -> int:
        """The cursor of everybody who has seen all."""
        rows = await self.clinic.fetch("SELECT max(position) AS position FROM events")
        return rows[0].position or 0


async def cursors(client: Client, count: int, within: float = 10.0) -> list[int]:
    """Those of the next changes."""
    return [int((await client.next(within=within))["cursor"]) for _ in range(count)]


async def test_between_what_was_missed_and_what_comes_nothing_is_lost_or_told_twice(
    server: Server, clinic: Clinic
):
    chance = random.Random(7)
    agenda = await Agenda.new(clinic)
    before = await agenda.newest()
    await agenda.happen(5)
    for _ in range(ROUNDS):
        places = [before, *await agenda.positions()]
        after, more = chance.choice(places[-60:]), [chance.randint(1, 4) for _ in range(chance.randint(1, 8))]

        async def go_on(counts: list[int] = more) -> None:
            for count in counts:
                await agenda.happen(count)
                await asyncio.sleep(chance.uniform(0, 0.01))

        async with connected(server.origin) as client:
            await client.begin()
            happening = asyncio.ensure_future(go_on())
            payload = {"query": SLOTS, "variables": {"doctor": agenda.doctor, "after": str(after)}}
            await client.say("subscribe", id="1", payload=payload)
            await happening
            wanted = [position for position in await agenda.positions() if position > after]
            assert await cursors(client, len(wanted)) == wanted
            await client.hears_nothing()


async def test_more_than_is_replayed_at_once_is_replayed(server: Server, clinic: Clinic):
    agenda, before = await Agenda.new(clinic), await Agenda.new(clinic)
    await before.happen(1)
    start_at = (await before.positions())[-1]
    await agenda.happen(450)
    wanted = await agenda.positions()
    async with watching(server.origin, SLOTS, doctor=agenda.doctor) as client:
        await client.say("complete", id="1")
        variables = {"doctor": agenda.doctor, "after": str(start_at)}
        await client.say("subscribe", id="2", payload={"query": SLOTS, "variables": variables})
        assert [int((await client.next(id="2"))["cursor"]) for _ in wanted] == wanted


async def test_two_transactions_that_end_in_the_other_order_are_both_told(server: Server, clinic: Clinic):
    agenda = await Agenda.new(clinic)
    event = {"kind": "SlotPublished", "at": clinic.now, "doctor_id": agenda.slot.doctor_id}
    early, late = new_id(), new_id()
    began, ended = asyncio.Event(), asyncio.Event()

    async def first(tx: Any) -> None:
        tx.add(EventRow(id=early, slot_id=agenda.slot.id, **event))
        await tx.flush()
        began.set()
        await ended.wait()

    async with watching(server.origin, SLOTS, doctor=agenda.doctor) as client:
        slow = asyncio.ensure_future(clinic.database.write(first))
        await began.wait()
        await clinic.database.write(_adding(EventRow(id=late, slot_id=agenda.slot.id, **event)))
        told = await cursors(client, 1)
        ended.set()
        await slow
        told += await cursors(client, 1)
        assert told == sorted(told)
    rows = await clinic.fetch(
        "SELECT id FROM events WHERE doctor_id = $1 ORDER BY position", agenda.slot.doctor_id
    )
    assert [row.id for row in rows] == [late, early]


def _adding(row: Any):
    async def add(tx: Any) -> None:
        tx.add(row)

    return add


async def test_the_bell_is_quicker_than_looking_every_second(server: Server, clinic: Clinic):
    agenda = await Agenda.new(clinic)
    async with watching(server.origin, SLOTS, doctor=agenda.doctor) as client, asyncio.timeout(6):
        for _ in range(12):  # one after the other: each would wait for about a second
            await agenda.happen()
            await cursors(client, 1)


async def test_another_process_goes_on_with_a_subscription(
    server: Server, other_server: Server, clinic: Clinic
):
    agenda = await Agenda.new(clinic)
    async with watching(server.origin, SLOTS, doctor=agenda.doctor) as client:
        await agenda.happen(3)
        told = await cursors(client, 3)
    await agenda.happen(2)
    async with watching(other_server.origin, SLOTS, doctor=agenda.doctor, after=str(told[-1])) as client:
        await agenda.happen(2)
        told += await cursors(client, 4)
        await client.hears_nothing()
    assert told == await agenda.positions()


async def test_a_client_of_a_killed_process_gets_every_event_in_order(
    database_url: str, redis_url: str, server: Server, clinic: Clinic
):
    agenda = await Agenda.new(clinic)
    told: list[int] = []
    with socket.create_server(("127.0.0.1", 0), backlog=100) as listening:
        origin = f"http://127.0.0.1:{listening.getsockname()[1]}"
        place = str(await agenda.newest())
        for last in range(EVENTS // LIVES, EVENTS + 1, EVENTS // LIVES):
            process = await start(database_url, listening, HEALTHMED_REDIS_URL=redis_url)
            await agenda.happen(5)  # while it starts
            hearing = asyncio.ensure_future(_hear(origin, agenda, place, told, until=EVENTS))
            await _heard(told, last - 20, hearing)
            happening = asyncio.ensure_future(_happen_one_by_one(agenda, 20))
            await _heard(told, last if last == EVENTS else last - 12, hearing)
            process.kill()  # in the middle of them
            await asyncio.gather(process.wait(), hearing, happening)
            place = str(told[-1])
    assert told == await agenda.positions()
    assert len(told) == EVENTS


async def _happen_one_by_one(agenda: Agenda, times: int) -> None:
    for _ in range(times):
        await agenda.happen()
        await asyncio.sleep(0.03)


async def _heard(told: list[int], count: int, hearing: asyncio.Future[None]) -> None:
    """Wait for so many: who is killed before a client came in leaves it waiting for an answer."""
    while len(told) < count and not hearing.done():
        await asyncio.sleep(0.005)


async def _hear(origin: str, agenda: Agenda, after: str, told: list[int], until: int) -> None:
    try:
        async with connected(origin) as client:
            await client.begin()
            payload = {"query": SLOTS, "variables": {"doctor": agenda.doctor, "after": after}}
            await client.say("subscribe", id="1", payload=payload)
            while len(told) < until:
                told += await cursors(client, 1)
    except ConnectionClosed:
        return


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "-1",
        "+1",
        " 1",
        "1.0",
        "1e3",
        "٣",
        "9" * 18,
        "9" * 19,
        "9" * 40,
        "0" * 30 + "1",
        "0x1",
        "\x00",
    ],
)
async def test_a_cursor_that_was_never_given_asks_for_a_fresh_start(
    server: Server, clinic: Clinic, cursor: str
):
    agenda = await Agenda.new(clinic)
    async with connected(server.origin) as client:
        await client.begin()
        payload = {"query": SLOTS, "variables": {"doctor": agenda.doctor, "after": cursor}}
        await client.say("subscribe", id="1", payload=payload)
        assert await client.error() == "RESYNC_REQUIRED"
        await client.subscribe(SLOTS, doctor=agenda.doctor)


async def test_a_cursor_from_the_future_asks_for_a_fresh_start(server: Server, clinic: Clinic):
    agenda = await Agenda.new(clinic)
    await agenda.happen()
    newest = (await agenda.positions())[-1]
    async with watching(server.origin, SLOTS, doctor=agenda.doctor, after=str(newest)) as client:
        variables = {"doctor": agenda.doctor, "after": str(newest + 1_000)}
        await client.say("subscribe", id="2", payload={"query": SLOTS, "variables": variables})
        assert await client.error("2") == "RESYNC_REQUIRED"


async def test_what_is_older_than_seven_days_is_forgotten_and_nothing_else(server: Server, clinic: Clinic):
    agenda = await Agenda.new(clinic)
    await agenda.happen(4)
    first, second, third, fourth = await agenda.positions()
    old = datetime.now(UTC) - timedelta(days=8)
    async with clinic.database._writer.acquire() as connection:
        await connection.execute("UPDATE events SET at = $1 WHERE position <= $2", old, second)
        await connection.execute("UPDATE events SET at = $1 WHERE position = $2", old, fourth)
    await clinic.database.write(lambda tx: prune_events(tx, datetime.now(UTC) - timedelta(days=7)))
    assert await agenda.positions() == [third, fourth], "told late is not told too late"
    async with connected(server.origin) as client:
        await client.begin()
        for number, (after, lost) in enumerate([(first, True), (second, False), (third, False)]):
            variables = {"doctor": agenda.doctor, "after": str(after)}
            await client.say("subscribe", id=str(number), payload={"query": SLOTS, "variables": variables})
            if lost:
                assert await client.error(str(number)) == "RESYNC_REQUIRED"
            else:
                told = [int((await client.next(id=str(number)))["cursor"]) for _ in range(fourth - after)]
                assert told == [third, fourth][after - second :]


async def test_the_newest_event_is_never_forgotten(server: Server, clinic: Clinic):
    agenda = await Agenda.new(clinic)
    await agenda.happen(2)
    await agenda.positions()
    newest = await agenda.newest()
    await clinic.database.write(lambda tx: prune_events(tx, datetime.now(UTC) + timedelta(days=1)))
    rows = await clinic.fetch("SELECT position FROM events WHERE position IS NOT NULL")
    assert [row.position for row in rows] == [newest]
    await agenda.happen()
    assert (await agenda.positions())[-1] == newest + 1
