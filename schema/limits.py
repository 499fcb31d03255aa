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
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from planner.sources import Rejected

INTROSPECTION: Final = {"__schema", "__type"}
"""Tools ask 15 levels below them; graphql-core's MaxIntrospectionDepthRule bounds those."""
LISTS: Final[Mapping[str, tuple[int, int]]] = {
    "doctors": (20, 100),
    "appointments": (20, 100),
    "nextSlots": (3, 10),
    "slots": (100, 100),
}
"""How many items a field's list has: without `first`, and at most. A variable counts as the most."""


class Size(NamedTuple):
    """How big an operation is, with its fragments written out."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0
    cost: int = 0
    """The values that its answer may hold: fields times the lengths of the lists that they are in."""


MOST: Final = Size(depth=12, fields=500, aliases=30, directives=8, cost=10_000)
MOST_OPERATIONS: Final = 5
MOST_FRAGMENTS: Final = 100
MOST_TOKENS: Final = 2_000
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
                min(below.cost * _length(node) + 1, ENDLESS),
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


def _length(field: FieldNode) -> int:
    """How many items the field's list has; 1 for what is no list, and for the short ones."""
    usual, most = LISTS.get(field.name.value, (1, 1))
    first = next((given.value for given in field.arguments or () if given.name.value == "first"), None)
    if isinstance(first, IntValueNode) and len(first.value) < len(str(ENDLESS)):
        return min(max(int(first.value), 1), most)
    return usual if first is None else most


def _beside(one: Size, other: Size) -> Size:
    sums = (min(a + b, ENDLESS) for a, b in zip(one[1:], other[1:], strict=True))
    return Size(max(one.depth, other.depth), *sums)


def too_complex(document: DocumentNode) -> Sequence[GraphQLError]:
    """What is over a limit, with what was measured."""
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    if len(operations) > MOST_OPERATIONS:
        return [_refusal("operations", len(operations), MOST_OPERATIONS)]
    if len(fragments) > MOST_FRAGMENTS:
        return [_refusal("fragments", len(fragments), MOST_FRAGMENTS)]
    measure = _Measure(fragments)
    for operation in operations:
        size = _beside(measure.of(operation.selection_set), Size(directives=len(operation.directives or ())))
        over = [
            _refusal(name, size[at], MOST[at]) for at, name in enumerate(Size._fields) if size[at] > MOST[at]
        ]
        if over:
            return over
    return []


def _refusal(what: str, measured: int, most: int) -> GraphQLError:
    message = f"The operation is too complex: {measured} {what}, at most {most}."
    return Rejected(message, "OPERATION_TOO_COMPLEX", what=what, measured=measured, limit=most)
