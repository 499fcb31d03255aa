"""What Prometheus may ask a worker: what became of messages, events and jobs, and what is left behind."""

from collections.abc import Sequence
from datetime import datetime
from time import time
from typing import Final

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

from domain.event_log import Backlog as EventBacklog
from domain.events import EventRow
from domain.notifications.measure_backlog import Backlog
from domain.notifications.models import NotificationKind

log: Final = structlog.get_logger("workers")

SENT, OBSOLETE, RETRIED, DEAD, LOST = LABELS = ("sent", "obsolete", "retried", "dead", "lost")
"""`retried`: another attempt follows; `lost`: somebody else had taken over, and counts it."""
DONE, FAILED = ENDS = ("done", "failed")
WAITING, UNDER_WAY = "waiting", "under_way"
PUBLISHED_WITHIN: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0)


class Metrics:
    """One process' counters; every label is made at the start."""

    def __init__(self, registry: CollectorRegistry, jobs: Sequence[str] = ()) -> None:
        self.registry = registry
        self._watch_messages()
        self._watch_events()
        self._watch_jobs(jobs)

    def count(self, kind: NotificationKind, outcome: str) -> None:
        """One attempt ended."""
        self._attempts[kind, outcome].inc()

    def published(self, events: Sequence[EventRow], now: datetime) -> None:
        """The relay of this process gave these events out."""
        for event in events:
            self._published_after.observe(max(0.0, (now - event.at).total_seconds()))

    def job_ended(self, job: str, end: str, seconds: float) -> None:
        """A periodic job ran."""
        self._runs.labels(job, end).inc()
        self._job_seconds.labels(job).inc(seconds)
        if end == DONE:
            self._succeeded.labels(job).set(time())

    def show_messages(self, backlog: Backlog) -> None:
        """As the database says it: every worker says the same."""
        self._messages[WAITING].set(backlog.waiting)
        self._messages[UNDER_WAY].set(backlog.under_way)
        self._messages[DEAD].set(backlog.dead)
        self._late.set(backlog.late.total_seconds())

    def show_events(self, backlog: EventBacklog, now: datetime) -> None:
        """Likewise."""
        self._events.set(backlog.waiting)
        self._event_age.set(max(0.0, (now - (backlog.since or now)).total_seconds()))
        self._position.set(backlog.newest)

    def serve(self, port: int) -> None:
        """GET /metrics on this port, in a thread of its own; not being able to is no reason not to work."""
        try:
            start_http_server(port, registry=self.registry)
        except OSError as problem:
            log.warning("metrics are not served", port=port, reason=type(problem).__name__)

    def _gauge(self, name: str, help_: str, *labels: str) -> Gauge:
        return Gauge(name, help_, labels, registry=self.registry)

    def _counter(self, name: str, help_: str, *labels: str) -> Counter:
        return Counter(name, help_, labels, registry=self.registry)

    def _watch_messages(self) -> None:
        attempts = self._counter(
            "healthmed_messages",
            "Attempts to send a message, by its kind and by how they ended.",
            *("kind", "outcome"),
        )
        self._attempts = {
            (kind, end): attempts.labels(kind, end) for kind in NotificationKind for end in LABELS
        }
        messages = self._gauge(
            "healthmed_messages_now",
            "Messages that are due: waiting, under_way (claimed by a worker), or dead (given up;"
            " `healthmed messages retry` queues those again).",
            "state",
        )
        self._messages = {state: messages.labels(state) for state in (WAITING, UNDER_WAY, DEAD)}
        self._late = self._gauge(
            "healthmed_messages_late_seconds",
            "How long the message that waits longest could have been sent.",
        )

    def _watch_events(self) -> None:
        self.leads = self._gauge(
            "healthmed_relay_leads", "1 when this worker publishes the event log; one at a time does."
        )
        self._published_after = Histogram(
            "healthmed_events_published_seconds",
            "Time from an event to its publication by this worker's relay.",
            buckets=PUBLISHED_WITHIN,
            registry=self.registry,
        )
        self._events = self._gauge("healthmed_events_waiting", "Events that are not published yet.")
        self._event_age = self._gauge(
            "healthmed_events_waiting_seconds", "How long ago the oldest of them happened."
        )
        self._position = self._gauge("healthmed_events_position", "The position that was given last.")

    def _watch_jobs(self, jobs: Sequence[str]) -> None:
        self._runs = self._counter(
            "healthmed_job_runs", "Runs of the periodic jobs, by how they ended.", "name", "end"
        )
        self._job_seconds = self._counter(
            "healthmed_job_seconds", "Time that the periodic jobs took.", "name"
        )
        self._succeeded = self._gauge(
            "healthmed_job_success_timestamp_seconds", "When this worker last did a job; 0: never.", "name"
        )
        for job in jobs:
            for end in ENDS:
                self._runs.labels(job, end)
            self._job_seconds.labels(job)
            self._succeeded.labels(job)
