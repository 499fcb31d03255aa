"""What Prometheus is told of messages, events and jobs: bounded labels, nothing of anybody."""

import asyncio
import socket
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from prometheus_client import CollectorRegistry

from domain.notifications.measure_backlog import Backlog
from domain.notifications.models import NotificationKind
from domain.terms import Terms
from workers.counted import counted
from workers.metrics import DEAD, LABELS, Metrics
from workers.resources import Resources

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def metrics() -> Metrics:
    return Metrics(CollectorRegistry(), ["prune"])


@pytest.fixture
def port() -> int:
    """One that is free."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


async def test_counts_and_the_backlog_are_served(metrics: Metrics, port: int):
    metrics.count(NotificationKind.DOCTOR_BOOKED, DEAD)
    metrics.show_messages(Backlog(waiting=2, under_way=1, dead=3, late=timedelta(seconds=7)))
    metrics.serve(port)
    text = (await asyncio.to_thread(httpx.get, f"http://127.0.0.1:{port}/metrics")).text
    assert 'healthmed_messages_total{kind="DOCTOR_BOOKED",outcome="dead"} 1.0' in text
    for state, count in (("waiting", 2), ("under_way", 1), ("dead", 3)):
        assert f'healthmed_messages_now{{state="{state}"}} {count}.0' in text
    assert "healthmed_messages_late_seconds 7.0" in text
    series = [line for line in text.splitlines() if line.startswith("healthmed_messages_total")]
    assert len(series) == len(NotificationKind) * len(LABELS)


def test_events_are_told_by_their_age(metrics: Metrics):
    events: list[Any] = [SimpleNamespace(at=NOW - timedelta(seconds=seconds)) for seconds in (0.02, 3)]
    metrics.published(events, NOW)
    metrics.show_events(SimpleNamespace(waiting=4, since=NOW - timedelta(seconds=9), newest=77), NOW)
    value = metrics.registry.get_sample_value
    assert value("healthmed_events_published_seconds_bucket", {"le": "0.025"}) == 1
    assert value("healthmed_events_published_seconds_count") == 2
    assert value("healthmed_events_waiting") == 4
    assert value("healthmed_events_waiting_seconds") == 9
    assert value("healthmed_events_position") == 77
    metrics.show_events(SimpleNamespace(waiting=0, since=None, newest=81), NOW)
    assert value("healthmed_events_waiting_seconds") == 0


async def test_jobs_are_counted_by_how_they_end(metrics: Metrics):
    async def prune(_: Any) -> int:
        return 5

    async def broken(_: Any) -> int:
        raise RuntimeError

    context: dict[Any, Any] = {"resources": Resources(None, Terms(), metrics=metrics)}  # type: ignore[arg-type]
    value = metrics.registry.get_sample_value
    assert value("healthmed_job_runs_total", {"name": "prune", "end": "done"}) == 0
    assert await counted(prune)(context) == 5
    with pytest.raises(RuntimeError):
        await counted(broken)(context)
    assert value("healthmed_job_runs_total", {"name": "prune", "end": "done"}) == 1
    assert value("healthmed_job_runs_total", {"name": "broken", "end": "failed"}) == 1
    assert value("healthmed_job_success_timestamp_seconds", {"name": "prune"})
    assert value("healthmed_job_success_timestamp_seconds", {"name": "broken"}) is None


def test_a_port_that_is_taken_stops_nobody(metrics: Metrics):
    with socket.create_server(("0.0.0.0", 0)) as taken:
        metrics.serve(taken.getsockname()[1])
