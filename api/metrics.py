"""What Prometheus may ask: which operations ended how and when, and how it stands with what they need.

Every label is known beforehand: an operation is one of the client's own by its name, else `other`; a mutation
and its results are the schema's; nothing that anybody sent becomes a label.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from graphql import GraphQLSchema, GraphQLUnionType, get_named_type
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import Response

from api.feeds import Feeds
from api.live import LiveDoor
from api.operations import ALL, OTHER, OUTCOMES, Called
from infra.live import Live
from infra.metrics import Counted
from schema.documents import Operations
from schema.execution import Change

SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
CODES: Final = (
    *("BAD_USER_INPUT", "OPERATION_TOO_COMPLEX", "UNAUTHENTICATED", "FORBIDDEN", "RATE_LIMITED"),
    *("UNAVAILABLE", "INTERNAL", OTHER),
)


class Metrics:
    """One process' counters; every label is made at the start, so that counting only adds."""

    def __init__(self, registry: CollectorRegistry, schema: GraphQLSchema) -> None:
        self._registry = registry
        self._count_operations()
        self._count_codes()
        self._count_mutations(schema)

    def count(
        self,
        outcome: str,
        seconds: float,
        operation: Called,
        code: str | None = None,
        changes: Sequence[Change] = (),
    ) -> None:
        """One request ended."""
        self._requests[operation, outcome].inc()
        self._seconds[operation].observe(seconds)
        if code:
            self._codes.get(code, self._codes[OTHER]).inc()
        for change in changes:
            self._results[change].inc()
            self._changes[change.field].observe(seconds)

    async def show(self, _: Request) -> Response:
        """GET /metrics."""
        return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST)

    def _count_operations(self) -> None:
        requests = Counter(
            "healthmed_graphql_requests",
            "GraphQL requests, by the operation's kind and name (the client's, else other) and outcome.",
            ["kind", "operation", "outcome"],
            registry=self._registry,
        )
        seconds = Histogram(
            "healthmed_graphql_seconds",
            "Time from the request's arrival to the answer's hand-over.",
            ["kind", "operation"],
            buckets=SECONDS,
            registry=self._registry,
        )
        self._requests = {(name, end): requests.labels(*name, end) for name in ALL for end in OUTCOMES}
        self._seconds = {name: seconds.labels(*name) for name in ALL}

    def _count_codes(self) -> None:
        counter = Counter(
            "healthmed_errors",
            "Answers with errors, by the first one's code (extensions.code).",
            ["code"],
            registry=self._registry,
        )
        self._codes = {code: counter.labels(code) for code in CODES}

    def _count_mutations(self, schema: GraphQLSchema) -> None:
        results = Counter(
            "healthmed_mutations",
            "Mutations, by what came of them: what was changed, or (refused) the refusal's name.",
            ["mutation", "result", "refused"],
            registry=self._registry,
        )
        seconds = Histogram(
            "healthmed_mutation_seconds",
            "Time from the arrival of the request with this mutation to the answer's hand-over.",
            ["mutation"],
            buckets=SECONDS,
            registry=self._registry,
        )
        ends = _changes_of(schema)
        self._results = {change: results.labels(*change, refused) for change, refused in ends.items()}
        self._changes = {change.field: seconds.labels(change.field) for change in ends}


def _changes_of(schema: GraphQLSchema) -> dict[Change, str]:
    """Every mutation with every type that can come of it, and whether that is a refusal."""
    assert schema.mutation_type is not None
    found = {}
    for name, field in schema.mutation_type.fields.items():
        result = get_named_type(field.type)
        for member in result.types if isinstance(result, GraphQLUnionType) else (result,):
            refused = any(one.name == "Problem" for one in getattr(member, "interfaces", ()))
            found[Change(name, member.name)] = "yes" if refused else "no"
    return found


def watch_planner(registry: CollectorRegistry, operations: Operations) -> None:
    """How often an operation and its plan were at hand."""

    def documents() -> Mapping[str, int]:
        kept = operations.prepare.cache_info()
        return {"hit": kept.hits, "miss": kept.misses}

    def plans() -> Mapping[str, int]:
        kept = operations.plans
        return {"hit": kept.hits, "made": kept.made, "refused": kept.refused}

    for name, help_, read in (
        (
            "healthmed_planner_documents",
            "Documents by whether they were parsed and validated before.",
            documents,
        ),
        ("healthmed_planner_plans", "Plans by whether one was kept, was made, or cannot be made.", plans),
    ):
        registry.register(Counted(name, help_, "result", read))


def watch_live(registry: CollectorRegistry, live: Live, feeds: Feeds, door: LiveDoor) -> None:
    """Who listens, who had to go and why, and how far this process has read the event log."""
    gauges = {
        "healthmed_sockets_open": ("Open WebSockets.", lambda: len(door) - door.streams),
        "healthmed_event_streams_open": (
            "Open requests for Server-Sent Events, of one subscription each.",
            lambda: door.streams,
        ),
        "healthmed_subscriptions_open": ("Subscriptions that are told what happens.", lambda: len(feeds)),
        "healthmed_live_position": (
            "The last event of the log that this process has told its subscribers of.",
            lambda: live.position or 0,
        ),
    }
    for name, (help_, read) in gauges.items():
        Gauge(name, help_, registry=registry).set_function(read)
    registry.register(
        Counted(
            "healthmed_sockets_closed",
            "WebSockets and event streams that we closed, by code (docs/live.md).",
            "code",
            lambda: {str(code): count for code, count in door.closed.items()},
        )
    )
