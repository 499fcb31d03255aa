"""What every job is given."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from prometheus_client import CollectorRegistry

from domain.terms import Terms
from infra.database import Database
from infra.tracing import Traces
from workers.metrics import Metrics


def utc_now() -> datetime:
    """The clock on the wall."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Resources:
    """Built once for each worker process, in workers/settings.py."""

    database: Database
    terms: Terms
    clock: Callable[[], datetime] = utc_now
    traces: Traces = field(default_factory=Traces)
    metrics: Metrics = field(default_factory=lambda: Metrics(CollectorRegistry()))


JobContext = dict[Any, Any]
"""arq's context; `resources` is ours."""
