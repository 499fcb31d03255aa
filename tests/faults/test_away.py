"""Redis and PostgreSQL come and go; nobody misses anything."""

import asyncio
from pathlib import Path
from typing import Any

import httpx

from domain.locks import lock
from tests import valkey
from tests.api.door import Door
from tests.clinic import Clinic
from tests.faults.test_killed_api import BOOK
from tests.faults.visits import asker
from tests.live.client import SLOTS, watching
from tests.live.relay import relaying
from tests.live.test_nothing_missed import Agenda, cursors
from tests.server import serving


async def test_without_redis_live_goes_on_by_looking(database_url: str, clinic: Clinic, tmp_path: Path):
    nowhere = valkey.url_of(tmp_path / "nobody")
    for url in (nowhere, ""):
        settings = {"HEALTHMED_REDIS_URL": url} if url else {}
        async with relaying(database_url, url or None), serving(database_url, **settings) as server:
            agenda = await Agenda.new(clinic)
            async with watching(server.origin, SLOTS, doctor=agenda.doctor) as client:
                for _ in range(3):
                    await agenda.happen()
                    await cursors(client, 1, within=3)


async def test_a_redis_that_is_killed_wiped_and_started_again_loses_nothing(
    database_url: str, clinic: Clinic, tmp_path: Path
):
    path = tmp_path / "v"
    url = valkey.url_of(path)
    redis = await valkey.start(path)
    async with relaying(database_url, url), serving(database_url, HEALTHMED_REDIS_URL=url) as server:
        agenda = await Agenda.new(clinic)
        async with watching(server.origin, SLOTS, doctor=agenda.doctor) as client:
            told = []
            for _ in range(3):
                await agenda.happen()
                told += await cursors(client, 1, within=3)
                await valkey.kill(redis)
                await agenda.happen(2)
                told += await cursors(client, 2, within=3)
                path.unlink(missing_ok=True)
                redis = await valkey.start(path)
                await agenda.happen(2)
                told += await cursors(client, 2, within=3)
            assert told == await agenda.positions()
    await valkey.kill(redis)


async def test_while_postgresql_is_away_sockets_stay_and_then_go_on_within_five_seconds(
    database_url: str, clinic: Clinic, tmp_path: Path
):
    door = Door(tmp_path)
    await door.open()
    through = door.through(database_url)
    async with relaying(through, None), serving(through) as server:
        agenda = await Agenda.new(clinic)
        async with watching(server.origin, SLOTS, doctor=agenda.doctor) as client:
            await agenda.happen()
            told = await cursors(client, 1)
            await door.shut()
            await agenda.happen(3)
            await client.say("complete", id="1")
            await client.subscribe(SLOTS, doctor=agenda.doctor, after=str(told[0]))
            await client.hears_nothing()
            await door.open()
            told += await cursors(client, 3, within=5)
            await agenda.happen()
            told += await cursors(client, 1, within=3)
            assert told == await agenda.positions()
    await door.shut()


async def test_a_booking_under_way_when_postgresql_goes_is_unavailable_and_books_once_when_it_is_back(
    database_url: str, clinic: Clinic, tmp_path: Path
):
    door = Door(tmp_path)
    await door.open()
    one = await asker(clinic)
    waits, enough = asyncio.Event(), asyncio.Event()

    async def occupy(tx: Any) -> None:
        await lock(tx, one.doctor_id)
        waits.set()
        await enough.wait()

    async with (
        serving(door.through(database_url)) as server,
        httpx.AsyncClient(base_url=server.origin, cookies={"healthmed": one.token}, timeout=20) as http,
    ):
        assert (await http.get("/readyz")).status_code == 200
        occupied = asyncio.ensure_future(clinic.database.write(occupy))
        await waits.wait()
        asked = {"slotId": str(one.slot_id), "idempotencyKey": f"key-{one.slot_id}"}
        body = {"query": BOOK, "variables": {"input": asked}}
        booking = asyncio.ensure_future(http.post("/graphql", json=body))
        await asyncio.sleep(1)  # it waits for the doctor's lock
        await door.shut()
        refused = await booking
        assert (refused.status_code, _code(refused)) == (503, "UNAVAILABLE")
        enough.set()
        await occupied
        await door.open()
        async with asyncio.timeout(5):
            while (answer := await http.post("/graphql", json=body)).status_code != 200:
                await asyncio.sleep(0.05)
        again = await http.post("/graphql", json=body)
    assert answer.json() == again.json()
    assert answer.json()["data"]["bookAppointment"]["__typename"] == "Appointment"
    await door.shut()


def _code(answer: httpx.Response) -> str:
    return str(answer.json()["errors"][0]["extensions"]["code"])
