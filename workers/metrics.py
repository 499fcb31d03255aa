"""What Prometheus may ask a worker: what became of messages, and whether any are left behind."""

from typing import Final

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, ProcessCollector, start_http_server

from domain.notifications.measure_backlog import Backlog
from domain.notifications.models import NotificationKind

log: Final = structlog.get_logger("workers")

SENT, OBSOLETE, RETRIED, DEAD, LOST = LABELS = ("sent", "obsolete", "retried", "dead", "lost")
"""`retried`: another attempt follows; `lost`: somebody else had taken over, and counts it."""


class Metrics:
    """One process' counters; every label is made at the start."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        counter = Counter(
            "healthmed_messages",
            "Attempts to send a message, by its kind and by how they ended.",
            ["kind", "outcome"],
            registry=self.registry,
        )
        self._attempts = {
            (kind, end): counter.labels(kind, end) for kind in NotificationKind for end in LABELS
        }
        self._dead = Gauge(
            "healthmed_messages_dead",
            "Messages that were given up; `healthmed messages retry` queues them again.",
            registry=self.registry,
        )
        self._late = Gauge(
            "healthmed_messages_late_seconds",
            "How long the message that waits longest could have been sent.",
            registry=self.registry,
        )

    def count(self, kind: NotificationKind, outcome: str) -> None:
        """One attempt ended."""
        self._attempts[kind, outcome].inc()

    def show_backlog(self, backlog: Backlog) -> None:
        """As the database says it: every worker says the same."""
        self._dead.set(backlog.dead)
        self._late.set(backlog.late.total_seconds())

    def serve(self, port: int) -> None:
        """GET /metrics on this port, in a thread of its own; not being able to is no reason not to work."""
        try:
            start_http_server(port, registry=self.registry)
        except OSError as problem:
            log.warning("metrics are not served", port=port, reason=type(problem).__name__)
