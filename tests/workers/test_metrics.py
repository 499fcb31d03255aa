"""What Prometheus is told of messages: bounded labels, nothing of anybody."""

import asyncio
import socket
from datetime import timedelta

import httpx
import pytest

from domain.notifications.measure_backlog import Backlog
from domain.notifications.models import NotificationKind
from workers.metrics import DEAD, LABELS, Metrics


@pytest.fixture
def port() -> int:
    """One that is free."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


async def test_counts_and_the_backlog_are_served(port: int):
    metrics = Metrics()
    metrics.count(NotificationKind.DOCTOR_BOOKED, DEAD)
    metrics.show_backlog(Backlog(dead=3, late=timedelta(seconds=7)))
    metrics.serve(port)
    text = (await asyncio.to_thread(httpx.get, f"http://127.0.0.1:{port}/metrics")).text
    assert 'healthmed_messages_total{kind="DOCTOR_BOOKED",outcome="dead"} 1.0' in text
    assert "healthmed_messages_dead 3.0" in text
    assert "healthmed_messages_late_seconds 7.0" in text
    series = [line for line in text.splitlines() if line.startswith("healthmed_messages_total")]
    assert len(series) == len(NotificationKind) * len(LABELS)


def test_a_port_that_is_taken_stops_nobody():
    with socket.create_server(("0.0.0.0", 0)) as taken:
        Metrics().serve(taken.getsockname()[1])
