"""What a plan is when it is done: text, and how to find the values that it takes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import GraphQLInputType, GraphQLOutputType, get_named_type, is_enum_type, is_leaf_type
from graphql.execution.values import VariableValues

from planner.sources import Scalar
from planner.sql import Text


@dataclass(frozen=True)
class Run:
    """What one execution of a plan knows."""

    inputs: Mapping[str, Any]
    """The variables as the client sent them."""
    variables: VariableValues
    context: Any
    given: Mapping[str, Any]
    """What the use case gave with its result."""


Getter = Callable[[Run], Any]


@dataclass(frozen=True)
class Plan:
    """Checks to make, then one statement; or, where no table is touched, pieces to join."""

    checks: Sequence[Callable[[Run], None]]
    getters: Mapping[str, Getter]
    text: Text | None
    pieces: Sequence[str | Getter]

    async def run(self, run: Run, read: Callable[[str, Sequence[Any]], Any]) -> str:
        """The JSON text; raises Rejected before anything is read."""
        for check in self.checks:
            check(run)
        if self.text is None:
            return "".join(piece if isinstance(piece, str) else piece(run) for piece in self.pieces)
        values = self.text.values({name: getter(run) for name, getter in self.getters.items()})
        answer: str | None = await read(self.text.sql, values)
        if answer is None:
            raise LookupError("A row that the contract promises is not there.")
        return answer


def bound(value: Any, type_: GraphQLInputType, scalars: Mapping[str, Scalar]) -> Any:
    """An argument as asyncpg takes it."""
    if isinstance(value, list):
        return [bound(item, type_, scalars) for item in value]
    named = get_named_type(type_)
    if value is None or is_enum_type(named):
        return getattr(value, "value", value)
    return scalars[named.name].bind(value) if named.name in scalars else value


def leaf(value: Any, type_: GraphQLOutputType) -> str:
    """A leaf value, or a list of them, as JSON text."""
    named: Any = get_named_type(type_)
    assert is_leaf_type(named)
    items = value if isinstance(value, (list, tuple)) else [value]
    plain = [str(getattr(i, "value", i)) if is_enum_type(named) and i is not None else i for i in items]
    output = [item if item is None or is_enum_type(named) else named.serialize(item) for item in plain]
    return orjson.dumps(output if isinstance(value, (list, tuple)) else output[0]).decode()
