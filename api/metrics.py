"""What Prometheus may ask: how many requests of which kind ended how, and how long they took."""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import Response

OPERATIONS: Final = ("query", "mutation", "other")
ANSWERED, REJECTED, UNAVAILABLE = OUTCOMES = ("answered", "rejected", "unavailable")
SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Metrics:
    """One process' counters; every label is made at the start, so that counting only adds."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        counter = Counter(
            "healthmed_graphql_requests",
            "GraphQL requests by the first word of the document and by how they ended.",
            ["operation", "outcome"],
            registry=self._registry,
        )
        histogram = Histogram(
            "healthmed_graphql_seconds",
            "Time from the request's arrival to the answer's hand-over.",
            ["operation"],
            buckets=SECONDS,
            registry=self._registry,
        )
        self._requests = {(kind, end): counter.labels(kind, end) for kind in OPERATIONS for end in OUTCOMES}
        self._seconds = {kind: histogram.labels(kind) for kind in OPERATIONS}

    def count(self, query: str, outcome: str, seconds: float) -> None:
        """One request ended."""
        operation = _first_word(query)
        self._requests[operation, outcome].inc()
        self._seconds[operation].observe(seconds)

    async def show(self, _: Request) -> Response:
        """GET /metrics."""
        return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST)


def _first_word(query: str) -> str:
    start = query.lstrip()[:8]
    if start.startswith(("query", "{")):
        return "query"
    return "mutation" if start == "mutation" else "other"
