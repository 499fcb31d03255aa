"""What a plan is when it is done: text, and how to find the values that it takes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson
from graphql import GraphQLError, GraphQLOutputType, get_named_type, is_leaf_type
from graphql.execution.values import VariableValues


class Run(NamedTuple):
    """What one execution of a plan knows."""

    inputs: Mapping[str, Any]
    """The variables as the client sent them."""
    variables: VariableValues
    context: Any
    given: Mapping[str, Any]
    """What the use case gave with its result."""


Getter = Callable[[Run], Any]


class NotThere(Exception):
    """The row that was to be read is not there, or not for whoever asks."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Checks to make, then one statement; or, where no table is touched, pieces to join."""

    checks: Sequence[tuple[Sequence[str | int], Callable[[Run], object]]]
    """Each with the path of the field that it is for."""
    sql: str | None = None
    values: Sequence[Getter] = ()
    """Of $1, $2 and so on."""
    pieces: Sequence[str | Getter] = ()

    async def run(self, run: Run, read: Callable[[str, Sequence[Any]], Any]) -> bytes:
        """The JSON in UTF-8; raises Rejected before anything is read."""
        for path, check in self.checks:
            try:
                check(run)
            except GraphQLError as rejected:
                rejected.path = [*path]
                raise
        if self.sql is None:
            return written(self.pieces, run).encode()
        answer: bytes | None = await read(self.sql, [value(run) for value in self.values])
        if answer is None:
            raise NotThere("A row that the contract promises is not there.")
        return answer


def written(pieces: Sequence[str | Getter], run: Run) -> str:
    """Pieces that no table is asked for, as one text."""
    return "".join(piece if isinstance(piece, str) else piece(run) for piece in pieces)


def leaf(value: Any, type_: GraphQLOutputType) -> str:
    """A leaf value, or a list of them, as JSON text."""
    named = get_named_type(type_)
    assert is_leaf_type(named)

    def output(item: Any) -> Any:
        return None if item is None else named.coerce_output_value(item)

    return orjson.dumps([*map(output, value)] if isinstance(value, (list, tuple)) else output(value)).decode()
