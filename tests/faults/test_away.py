"""Redis and PostgreSQL come and go; nobody misses anything."""

from pathlib import Path

from tests import valkey
from tests.api.door import Door
from tests.clinic import Clinic
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
