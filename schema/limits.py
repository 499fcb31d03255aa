"""Limits of an operation's size, measured in linear time before it is validated: each fragment once.

What nobody may send is refused before validation; who asks decides on the rest (`must_fit`).

Strawberry's own limiters walk fragment spreads without remembering them: 727 bytes stopped the loop for 4 to
13 s (measured). Here every size is computed once for each fragment, whoever spreads it.
"""

from collections.abc import Iterator, Mapping, Sequence
from operator import gt
from typing import Any, Final, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from domain.viewer import AdministratorViewer, DoctorViewer, IntegratorViewer, PatientViewer, Viewer
from planner.sources import Rejected

INTROSPECTION: Final = {"__schema", "__type"}
"""Tools ask 15 levels below them; graphql-core's MaxIntrospectionDepthRule bounds those."""
LISTS: Final[Mapping[str, tuple[int, int]]] = {
    "doctors": (20, 100),
    "appointments": (20, 100),
    "accounts": (20, 100),
    "unverifiedDoctors": (20, 100),
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


STRANGERS: Final = Size(depth=12, fields=500, aliases=30, directives=8, cost=10_000)
"""The client's search of a day's times costs 6,600, a doctor's day 9,000."""
PEOPLE: Final = STRANGERS._replace(cost=15_000)
PROGRAMS: Final = STRANGERS._replace(aliases=60, cost=20_000)
"""Partners and the operator's own: they ask for much at once so that they need not ask often."""
BUDGETS: Final[Mapping[type[Viewer], Size]] = {
    PatientViewer: PEOPLE,
    DoctorViewer: PEOPLE,
    AdministratorViewer: PROGRAMS,
    IntegratorViewer: PROGRAMS,
}
"""What each kind of viewer may ask for; whoever is not named here is a stranger."""
MOST: Final = Size(*map(max, STRANGERS, PEOPLE, PROGRAMS))
"""What nobody may exceed."""
MOST_OPERATIONS: Final = 5
MOST_FRAGMENTS: Final = 100
MOST_TOKENS: Final = 2_000
ENDLESS: Final = 1_000_000
"""Where counting stops: beyond every limit."""


class Sizes:
    """A document's operations, each measured once, as each of its fragments is."""

    def __init__(self, document: DocumentNode) -> None:
        self.operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
        self.fragments = {
            d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)
        }
        self._of_fragments: dict[str, Size] = {}
        self._of_operations: dict[int, Size] = {}

    def too_complex(self) -> Sequence[GraphQLError]:
        """What is over the limits of whoever it is, with what was measured."""
        if len(self.operations) > MOST_OPERATIONS:
            return [too_many("operations", len(self.operations), MOST_OPERATIONS)]
        if len(self.fragments) > MOST_FRAGMENTS:
            return [too_many("fragments", len(self.fragments), MOST_FRAGMENTS)]
        for operation in self.operations:
            if over := _over(self.of(operation), MOST):
                return over
        return []

    def of(self, operation: OperationDefinitionNode) -> Size:
        """How big one of the operations is."""
        if (size := self._of_operations.get(id(operation))) is None:
            size = self._below(operation.selection_set)
            own = len(operation.directives or ())
            size = self._of_operations[id(operation)] = size._replace(directives=size.directives + own)
        return size

    def root_fields(self, operation: OperationDefinitionNode) -> Iterator[str]:
        """The name of each root field, once for each response key, whether or not it will be skipped."""
        keys, spread, waiting = set[str](), set[str](), [operation.selection_set]
        while waiting:
            for node in waiting.pop().selections:
                if isinstance(node, FieldNode):
                    key = node.alias.value if node.alias else node.name.value
                    if key not in keys:
                        keys.add(key)
                        yield node.name.value
                elif isinstance(node, InlineFragmentNode):
                    waiting.append(node.selection_set)
                elif isinstance(node, FragmentSpreadNode) and node.name.value not in spread:
                    spread.add(node.name.value)
                    if fragment := self.fragments.get(node.name.value):
                        waiting.append(fragment.selection_set)

    def _below(self, selections: SelectionSetNode) -> Size:
        """Plain sums in one loop: every word of every document that is new passes through here."""
        depth = fields = aliases = directives = cost = 0
        for node in selections.selections:
            if node.directives:
                directives += len(node.directives)
            if isinstance(node, FieldNode):
                fields, aliases = fields + 1, aliases + (node.alias is not None)
                if node.selection_set is None:
                    depth, cost = depth or 1, cost + 1
                    continue
                below = self._below(node.selection_set)
                length, level = _length(node), 0 if node.name.value in INTROSPECTION else below.depth
                depth, cost = max(depth, level + 1), cost + below.cost * length + 1
            else:
                below = self._of_fragment(node)
                depth, cost = max(depth, below.depth), cost + below.cost
            fields, aliases = fields + below.fields, aliases + below.aliases
            directives += below.directives
        return Size(
            depth, min(fields, ENDLESS), min(aliases, ENDLESS), min(directives, ENDLESS), min(cost, ENDLESS)
        )

    def _of_fragment(self, node: Any) -> Size:
        """Circles and unknown names measure nothing: validation refuses them."""
        if isinstance(node, InlineFragmentNode):
            return self._below(node.selection_set)
        name = node.name.value
        if name not in self._of_fragments:
            self._of_fragments[name] = Size()
            if name in self.fragments:
                self._of_fragments[name] = self._below(self.fragments[name].selection_set)
        return self._of_fragments[name]


def _length(field: FieldNode) -> int:
    """How many items the field's list has; 1 for what is no list, and for the short ones."""
    usual, most = LISTS.get(field.name.value, (1, 1))
    first = next((given.value for given in field.arguments or () if given.name.value == "first"), None)
    if isinstance(first, IntValueNode) and len(first.value) < len(str(ENDLESS)):
        return min(max(int(first.value), 1), most)
    return usual if first is None else most


def must_fit(size: Size, viewer: Viewer) -> Sequence[GraphQLError]:
    """What is over this viewer's limits."""
    budget = BUDGETS.get(type(viewer), STRANGERS)
    return _over(size, budget) if any(map(gt, size, budget)) else ()


def _over(size: Size, most: Size) -> list[GraphQLError]:
    return [too_many(name, size[at], most[at]) for at, name in enumerate(Size._fields) if size[at] > most[at]]


def too_many(what: str, measured: int, most: int) -> GraphQLError:
    """Why an operation is refused: what was measured, beyond which nothing was counted, and the limit."""
    message = f"The operation is too complex: {measured} {what}, at most {most}."
    return Rejected(message, "OPERATION_TOO_COMPLEX", what=what, measured=measured, limit=most)
