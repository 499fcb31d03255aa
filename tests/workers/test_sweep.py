"""Several couriers and workers at a time, leases, ends that come in the middle, and the sweep."""

import asyncio
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from domain.notifications.models import NotificationStatus
from domain.notifications.rules import LEASE
from domain.notifications.settle import settle_notification
from domain.transaction import Unavailable
from tests.clinic import Clinic
from tests.domain.appointments.visits import asked
from tests.sink import Sink
from tests.workers.office import FAR, Office, flood, office_of, standing, until, visits
from workers.jobs import deliver as job
from workers.jobs.deliver import deliver
from workers.sweep import Sweep

pytestmark = pytest.mark.usefixtures("empty")


async def test_three_workers_never_send_the_same_message(
    clinic: Clinic, sink: Sink, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(job, "BATCH", 7)
    await visits(clinic, 30)
    offices = [office_of(clinic, sink) for _ in range(3)]
    await offices[0].relay()
    done = await asyncio.gather(*(office.deliver() for office in offices))
    assert sum(done) == 60
    assert all(done)
    assert Counter(sink.ids()).most_common(1)[0][1] == 1
    assert len(sink.letters) == 60


async def test_connections_are_few_and_kept_for_a_batch(clinic: Clinic, office: Office, sink: Sink):
    await flood(clinic, 200)
    sink.seconds = 0.002
    assert await office.deliver() == 200
    assert sink.most_at_a_time <= job.COURIERS
    assert sink.connections <= 3 * job.COURIERS


async def test_when_it_is_told_to_stop_it_finishes_what_it_began_and_gives_back_the_rest(
    clinic: Clinic, office: Office, sink: Sink
):
    await flood(clinic, 90)
    sink.seconds = 0.1
    delivering = asyncio.create_task(deliver(office.context))
    while not sink.letters:
        await asyncio.sleep(0.01)
    office.post.closing.set()
    done = await delivering
    assert done == len(sink.letters) <= 2 * job.COURIERS
    rows = await clinic.fetch("SELECT * FROM notifications WHERE status = 'DUE'")
    assert {(row.attempts, row.leased_until) for row in rows} == {(0, None)}
    assert await standing(clinic) == {"SENT": done, "DUE": 90 - done}


async def test_what_could_not_be_begun_in_time_is_given_back(
    clinic: Clinic, office: Office, sink: Sink, monkeypatch: pytest.MonkeyPatch
):
    await flood(clinic, 60)
    sink.seconds = 0.1
    monkeypatch.setattr(job, "BEGIN_WITHIN", timedelta(seconds=0.15))
    assert await office.deliver() == 60
    assert Counter(sink.ids()).most_common(1)[0][1] == 1


async def test_a_letter_that_takes_too_long_is_tried_again(
    clinic: Clinic, office: Office, sink: Sink, monkeypatch: pytest.MonkeyPatch
):
    await asked(clinic, FAR)
    sink.seconds = 3.0
    monkeypatch.setattr(job, "SEND_WITHIN", timedelta(seconds=0.2))
    assert await office.deliver() == 2
    assert {row.last_error for row in await clinic.fetch("SELECT * FROM notifications")} == {"TimeoutError"}


async def test_what_was_sent_is_written_down_as_soon_as_postgresql_is_back(
    clinic: Clinic, office: Office, sink: Sink, monkeypatch: pytest.MonkeyPatch
):
    await asked(clinic, FAR)
    away = [None] * 5

    async def settle_later(*arguments: Any) -> NotificationStatus | None:
        if away:
            away.pop()
            raise Unavailable
        return await settle_notification(*arguments)

    monkeypatch.setattr("workers.jobs.deliver.settle_notification", settle_later)
    monkeypatch.setattr(job, "LOOK_AGAIN", 0.01)
    assert await office.deliver() == 2
    assert await standing(clinic) == {"SENT": 2}
    assert len(sink.letters) == 2


async def test_whoever_lost_the_lease_says_nothing_about_the_message(
    clinic: Clinic, office: Office, sink: Sink
):
    await asked(clinic, FAR)
    await office.relay()
    sink.seconds = 0.3
    slow = asyncio.create_task(deliver(office.context))
    await asyncio.sleep(0.1)
    other = office_of(clinic, sink)
    other.now += LEASE
    await asyncio.gather(slow, other.deliver())
    assert office.counted("PATIENT_RECEIVED", "lost") == 1
    assert other.counted("PATIENT_RECEIVED", "sent") == 1
    assert set(Counter(sink.ids()).values()) == {2}  # both server and receiver can tell by the Message-ID


class Bell:
    """Rung by hand."""

    def __init__(self) -> None:
        self.rung = asyncio.Event()

    async def wait(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self.rung.wait(), seconds)
        self.rung.clear()

    async def listen(self) -> None:
        return


async def test_the_sweep_looks_at_once_and_when_the_bell_rings(clinic: Clinic, office: Office, sink: Sink):
    bell = Bell()
    await asked(clinic, FAR)
    await office.relay()
    sweep = Sweep(office.context, bell)
    sweep.begin()
    await until(sink, 2)
    await asked(clinic, FAR)
    await office.relay()
    bell.rung.set()
    await until(sink, 4)
    await sweep.stop()
    value = office.metrics.registry.get_sample_value
    assert value("healthmed_messages_now", {"state": "dead"}) == 0
    assert value("healthmed_messages_late_seconds") == 0


async def test_the_sweep_outlives_whatever_goes_wrong(
    clinic: Clinic, office: Office, sink: Sink, monkeypatch: pytest.MonkeyPatch
):
    troubles = [Unavailable(), RuntimeError()]

    async def troubled(context: Any) -> int:
        if troubles:
            raise troubles.pop()
        return await deliver(context)

    monkeypatch.setattr("workers.sweep.deliver", troubled)
    monkeypatch.setattr("workers.sweep.EVERY", 0.05)
    await asked(clinic, FAR)
    await office.relay()
    sweep = Sweep(office.context, Bell())
    sweep.begin()
    await until(sink, 2)
    await sweep.stop()
