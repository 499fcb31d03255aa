"""How operations are called in metrics, logs and traces: the client's own by their names, all others `other`.

The names are written by the client's `npm run codegen`. What a stranger calls an operation is told to nobody:
it may be anything.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

import orjson

from api.requests import GraphQLRequest

OTHER: Final = "other"
KINDS: Final = ("query", "mutation", "subscription", OTHER)
CLIENTS: Final[Mapping[str, str]] = orjson.loads(Path(__file__).with_name("operations.json").read_bytes())
"""Query or mutation, by name."""


class Called(NamedTuple):
    """An operation as it is spoken of."""

    kind: str
    name: str


ALL: Final = tuple(Called(kind, name) for name, kind in CLIENTS.items()) + tuple(
    Called(kind, OTHER) for kind in KINDS
)
ANSWERED, REJECTED, UNAVAILABLE, FAULT = OUTCOMES = ("answered", "rejected", "unavailable", "fault")
"""`rejected`: the client's doing; `unavailable` and `fault` are ours."""
UNREAD: Final = Called(OTHER, OTHER)
"""A request that was refused before it was understood."""


def called(asked: GraphQLRequest) -> Called:
    """What this one is called."""
    kind, name = _first_word(asked.query), asked.operation_name
    return Called(kind, name if name is not None and CLIENTS.get(name) == kind else OTHER)


def _first_word(query: str) -> str:
    start = query.lstrip()[:12]
    if start.startswith(("query", "{")):
        return "query"
    if start.startswith("mutation"):
        return "mutation"
    return "subscription" if start == "subscription" else OTHER
