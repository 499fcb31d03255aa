"""A Redis that hangs holds up nothing: no booking, nothing live, no mail, no periodic job, no end."""

import asyncio
import signal
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

import workers.process
import workers.settings
from domain.terms import Terms
from infra.live import NEWS, WAKE, Doorbell, end
from infra.settings import Settings
from tests import valkey
from tests.clinic import Clinic
from tests.faults.hung import Hung, hanging
from tests.faults.test_worker_without_redis import has_lapsed, unanswered, working
from tests.faults.visits import all_written_to, asker
from tests.live.client import SLOTS, watching
from tests.live.conftest import eventually
from tests.live.test_nothing_missed import Agenda, cursors
from tests.server import serving
from tests.sink import sinking
from workers.resources import Resources
from workers.stand_in import StandIn


@asynccontextmanager
async def stoppable(path: Path) -> AsyncIterator[tuple[Process, str]]:
    """A Valkey to send SIGSTOP, and its address."""
    redis = await valkey.start(path)
    try:
        yield redis, valkey.url_of(path)
    finally:
        await valkey.kill(redis)


@pytest.fixture
async def hung() -> AsyncIterator[Hung]:
    async with hanging() as opened:
        yield opened


async def test_bookings_live_and_mail_go_on_and_both_processes_stop_when_told(
    database_url: str, clinic: Clinic, hung: Hung, tmp_path: Path
):
    async with (
        sinking() as sink,
        working(database_url, hung.url, tmp_path, HEALTHMED_SMTP_URL=sink.url) as worker,
        serving(database_url, HEALTHMED_REDIS_URL=hung.url) as server,
    ):
        agenda = await Agenda.new(clinic)
        askers = [await asker(clinic) for _ in range(20)]
        async with watching(server.origin, SLOTS, doctor=agenda.doctor) as client:
            began = time.monotonic()
            for one in askers:
                await one.book(server.origin)
            assert time.monotonic() - began < 10, "no booking waits for Redis"
            for _ in range(3):
                await agenda.happen()
                await cursors(client, 1, within=5)
        await all_written_to(sink, askers, within=30)
        assert hung.connections
        for process in (server.process, worker):
            process.terminate()
            assert await asyncio.wait_for(process.wait(), 20) == 0


async def test_a_redis_that_hangs_in_the_middle_of_everything_holds_up_nobody(
    database_url: str, clinic: Clinic, tmp_path: Path
):
    async with (
        stoppable(tmp_path / "v") as (redis, url),
        sinking() as sink,
        working(database_url, url, tmp_path, HEALTHMED_SMTP_URL=sink.url) as worker,
        serving(database_url, HEALTHMED_REDIS_URL=url) as server,
    ):
        await has_lapsed(clinic, await unanswered(clinic.database))  # the worker has its queue
        agenda = await Agenda.new(clinic)
        async with watching(server.origin, SLOTS, doctor=agenda.doctor) as client:
            for _ in range(2):
                askers = [await asker(clinic) for _ in range(5)]
                redis.send_signal(signal.SIGSTOP)
                for one in askers:
                    await one.book(server.origin)
                await agenda.happen(3)
                await cursors(client, 3, within=5)
                await all_written_to(sink, askers, within=30)
                redis.send_signal(signal.SIGCONT)
                await agenda.happen()
                await cursors(client, 1, within=5)
        redis.send_signal(signal.SIGSTOP)
        worker.terminate()
        assert await asyncio.wait_for(worker.wait(), 20) == 0


async def test_the_periodic_jobs_run_while_it_hangs_and_by_the_queue_once_it_answers(
    clinic: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(workers.settings, "QUEUE_ANSWERS_WITHIN", 0.3)
    context: dict[Any, Any] = {"resources": Resources(clinic.database, Terms())}
    stand_in = StandIn(context, patience=0.01)

    async def stands_in(*, wanted: bool) -> None:
        async def so() -> bool:
            return (stand_in._gone_at is not None) is wanted

        await eventually(so)

    async with stoppable(tmp_path / "v") as (redis, url):
        monkeypatch.setattr(workers.settings, "SETTINGS", Settings(redis_url=url))
        works = workers.process._keep_queue(context, stand_in), stand_in.run()
        running = [asyncio.ensure_future(work) for work in works]
        for _ in range(2):
            await stands_in(wanted=False)
            redis.send_signal(signal.SIGSTOP)
            booked = await unanswered(clinic.database)
            await stands_in(wanted=True)
            await has_lapsed(clinic, booked)
            redis.send_signal(signal.SIGCONT)
        await stands_in(wanted=False)
        redis.send_signal(signal.SIGSTOP)
        async with asyncio.timeout(10):
            await end(running)


async def test_a_bell_that_hangs_is_given_up_soon_and_listened_to_anew(hung: Hung):
    bell = Doorbell(hung.url, listen=NEWS, ring=WAKE)
    listening = asyncio.ensure_future(bell.listen())
    async with asyncio.timeout(10):
        await bell.ring()

        async def came_again() -> bool:
            return len(hung.connections) >= 4

        await eventually(came_again)
        bell.ring_soon()
        await end([listening])
        await bell.close()
