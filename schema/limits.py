"""Limits of an operation's size, measured in linear time before it is validated: each fragment once.

Strawberry's own limiters walk fragment spreads without remembering them: 727 bytes stopped the loop for 4 to
13 s (measured). Here every size is computed once for each fragment, whoever spreads it.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    OperationDefinitionNode,
    SelectionSetNode,
)

from planner.sources import Rejected

INTROSPECTION: Final = {"__schema", "__type"}
"""Tools ask 15 levels below them; graphql-core's MaxIntrospectionDepthRule bounds those."""


class Size(NamedTuple):
    """How big an operation is, with its fragments written out."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0


MOST: Final = Size(depth=12, fields=500, aliases=30, directives=8)
MOST_OPERATIONS: Final = 5
ENDLESS: Final = 1_000_000
"""Where counting stops: beyond every limit."""


class _Measure:
    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        self._fragments, self._known = fragments, dict[str, Size]()

    def of(self, selections: SelectionSetNode | None) -> Size:
        total = Size()
        for node in selections.selections if selections else ():
            total = _beside(total, self._of_one(node))
        return total

    def _of_one(self, node: Any) -> Size:
        directives = len(node.directives or ())
        if isinstance(node, FieldNode):
            below = self.of(node.selection_set)
            depth = 0 if node.name.value in INTROSPECTION else below.depth
            return Size(
                depth + 1,
                below.fields + 1,
                below.aliases + bool(node.alias),
                below.directives + directives,
            )
        spread = isinstance(node, FragmentSpreadNode)
        below = self._fragment(node.name.value) if spread else self.of(node.selection_set)
        return below._replace(directives=below.directives + directives)

    def _fragment(self, name: str) -> Size:
        """Circles and unknown names measure nothing: validation refuses them."""
        if name not in self._known:
            self._known[name] = Size()
            if name in self._fragments:
                self._known[name] = self.of(self._fragments[name].selection_set)
        return self._known[name]


def _beside(one: Size, other: Size) -> Size:
    sums = (min(a + b, ENDLESS) for a, b in zip(one[1:], other[1:], strict=True))
    return Size(max(one.depth, other.depth), *sums)


def too_complex(document: DocumentNode) -> Sequence[GraphQLError]:
    """What is over a limit, with what was measured."""
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    if len(operations) > MOST_OPERATIONS:
        return [_refusal("operations", len(operations), MOST_OPERATIONS)]
    measure = _Measure(fragments)
    for size in (measure.of(operation.selection_set) for operation in operations):
        over = [
            _refusal(name, size[at], MOST[at]) for at, name in enumerate(Size._fields) if size[at] > MOST[at]
        ]
        if over:
            return over
    return []


def _refusal(what: str, measured: int, most: int) -> GraphQLError:
    message = f"The operation is too complex: {measured} {what}, at most {most}."
    return Rejected(message, "OPERATION_TOO_COMPLEX", what=what, measured=measured, limit=most)
