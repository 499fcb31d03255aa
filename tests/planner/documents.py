"""Generated documents: hypothesis-graphql chooses fields from the exported schema; here they are written down
with arguments that find something, variables, aliases, fragments, directives and repeated fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import hypothesis_graphql
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLInputObjectType,
    GraphQLNonNull,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    is_input_object_type,
    is_list_type,
    print_ast,
)
from graphql.utilities import value_to_literal
from hypothesis import strategies as st

from tests.planner.pages import written
from tests.planner.reference import SCHEMA
from tests.planner.scene import (
    APPOINTMENT,
    DOCTOR,
    NOW,
    TEXTS,
    UNKNOWN,
    id_of,
)

ALIASES, DIRECTIVES = 20, 6
"""Fewer than schema/limits.py lets through."""
STRANGE = st.sampled_from((str(UNKNOWN), "", "nonsense", "é\n\"'\\", "0"))
DOCTORS = st.sampled_from([str(id_of(DOCTOR, n)) for n in range(1, 9)])
APPOINTMENTS = st.sampled_from([str(id_of(APPOINTMENT, n)) for n in range(1, 31)]).map(
    lambda id: id.upper() if id.endswith("3") else id
)
INSTANTS = st.sampled_from(
    [written(NOW + timedelta(hours=hours, microseconds=hours % 2)) for hours in (-48, -1, 0, 3, 24, 72, 73)]
    + ["2026-12-02T10:00:00-03:00", "2026-12-03T12:00:01.240000+00:00", "0001-01-01T00:00:00Z"]
    + ["9999-12-31T23:59:59.999999Z", "20261204T120000Z"]
)
WEEKS = st.sampled_from((("-48", 31), ("0", 1), ("47", 3), ("47", 31), ("900", 31), ("-9000", 2)))
Options = Mapping[str, st.SearchStrategy[Any]]


def _week(chosen: tuple[str, int]) -> dict[str, str]:
    start = NOW + timedelta(hours=int(chosen[0]))
    return {"from": written(start), "to": written(start + timedelta(days=chosen[1]))}


def _filter(**options: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Some of the conditions; each may be null."""
    nullable = {name.rstrip("_"): option | st.none() for name, option in options.items()}
    return st.none() | st.fixed_dictionaries({}, optional=nullable)


DOCTOR_FILTER = _filter(
    text=st.sampled_from(TEXTS),
    specialty=st.sampled_from(("cardiology", "dermatology", "nothing'--")),
    city=st.sampled_from(("São Paulo", "sao  paulo", "BELEM", "x")),
    state=st.sampled_from(("SP", "pa", "ZZ")),
    maxFeeCents=st.sampled_from((25_000, 0, -1, 2**31 - 1)),
    freeFrom=INSTANTS,
    freeTo=INSTANTS,
)
STATUSES = ("PENDING", "CONFIRMED", "DECLINED", "EXPIRED", "CANCELLED", "COMPLETED", "NO_SHOW")
APPOINTMENT_FILTER = _filter(
    status=st.lists(st.sampled_from(STATUSES), max_size=4), from_=INSTANTS, to=INSTANTS
)
FIRST = st.sampled_from((1, 2, 3, 7, 100))


class Cursors:
    """Real cursors, by the list's order."""

    def __init__(self, of: Mapping[str, Sequence[str]]) -> None:
        self.of = of

    def after(self, order: str) -> st.SearchStrategy[str | None]:
        return st.none() | st.sampled_from(self.of[order])

    def arguments(self, parent: str, name: str) -> st.SearchStrategy[dict[str, Any]]:
        """Values for a field's arguments: what is not there is left out."""
        if (parent, name) == ("Query", "doctors"):
            orders = st.sampled_from(("NEXT_SLOT", "FEE", "NAME"))
            return orders.flatmap(
                lambda order: self._page(order, {"filter": DOCTOR_FILTER}, {"orderBy": order})
            ) | self._page("NEXT_SLOT", {"filter": DOCTOR_FILTER}, {})
        if (parent, name) == ("Query", "appointments"):
            return self._page("APPOINTMENTS", {"filter": APPOINTMENT_FILTER}, {})
        found: dict[tuple[str, str], st.SearchStrategy[dict[str, Any]]] = {
            ("Query", "doctor"): st.fixed_dictionaries({"id": DOCTORS | DOCTORS | STRANGE}),
            ("Query", "appointment"): st.fixed_dictionaries({"id": APPOINTMENTS | APPOINTMENTS | STRANGE}),
            ("Doctor", "nextSlots"): st.fixed_dictionaries({}, optional={"first": st.integers(1, 10)}),
            ("Doctor", "slots"): WEEKS.map(_week),
        }
        return found.get((parent, name), st.just({}))

    def _page(
        self, order: str, options: Options, fixed: Mapping[str, Any]
    ) -> st.SearchStrategy[dict[str, Any]]:
        drawn = st.fixed_dictionaries({}, optional={**options, "first": FIRST, "after": self.after(order)})
        return drawn.map(lambda found: {**found, **fixed})


@dataclass
class Document:
    """A document, the variables that go with it, and others that go with it too."""

    text: str
    variables: dict[str, Any]
    others: dict[str, Any]


@dataclass
class Writer:
    """Writes selections down in one of the many ways that mean something."""

    draw: st.DrawFn
    cursors: Cursors
    definitions: list[str] = field(default_factory=list)
    fragments: list[str] = field(default_factory=list)
    variables: dict[str, Any] = field(default_factory=dict)
    others: dict[str, Any] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    aliases: int = 0
    directives: int = 0

    def one_in(self, n: int) -> bool:
        return self.draw(st.integers(0, n - 1)) == 1

    def selections(self, node: SelectionSetNode, parent: Any) -> str:
        if self.one_in(12):
            return "{__typename}"
        written = [self.selection(one, parent) for one in node.selections]
        again = [one for one in node.selections if self.one_in(8)]
        written += [self.selection(one, parent) for one in again]
        if self.one_in(3):
            written.insert(0, f"{self.alias()}__typename")
        return "{" + " ".join(written) + "}"

    def selection(self, node: Any, parent: Any) -> str:
        if isinstance(node, InlineFragmentNode):
            assert node.type_condition is not None
            type_ = SCHEMA.type_map[node.type_condition.name.value]
            return self.fragment(type_.name, self.selections(node.selection_set, type_))
        text = self.field(node, parent)
        return self.fragment(parent.name, "{" + text + "}") if self.one_in(6) else text

    def fragment(self, type_: str, selections: str) -> str:
        if self.one_in(2):
            name = f"F{len(self.fragments)}"
            self.fragments.append(f"fragment {name} on {type_} {selections}")
            return f"...{name}{self.directive()} "
        return f"... on {type_}{self.directive()} {selections}"

    def field(self, node: FieldNode, parent: Any) -> str:
        field = parent.fields[node.name.value]
        if id(node) not in self.heads:
            self.heads[id(node)] = self.alias() + node.name.value + self.arguments(node, parent)
        below = self.selections(node.selection_set, get_named_type(field.type)) if node.selection_set else ""
        return f"{self.heads[id(node)]}{self.directive()}{below}"

    def alias(self) -> str:
        if self.aliases < ALIASES and self.one_in(6):
            self.aliases += 1
            return f"{'_aZ'[self.aliases % 3]}{self.aliases}:"
        return ""

    def directive(self) -> str:
        if self.directives >= DIRECTIVES or not self.one_in(9):
            return ""
        self.directives += 1
        word, chosen = self.draw(st.sampled_from(("skip", "include"))), self.draw(st.booleans())
        condition = self.value(chosen, self.draw(st.booleans()), GraphQLNonNull(SCHEMA.type_map["Boolean"]))
        return f" @{word}(if:{condition})"

    def arguments(self, node: FieldNode, parent: Any) -> str:
        name = node.name.value
        values = self.cursors.arguments(parent.name, name)
        declared, found = parent.fields[name].args, self.draw(values)
        others = found if name == "slots" else self.draw(values)  # its two arguments go together
        given = [
            f"{key}:{self.value(value, others.get(key, value), declared[key].type)}"
            for key, value in found.items()
        ]
        return f"({','.join(given)})" if given else ""

    def value(self, value: Any, other: Any, type_: Any) -> str:
        """A literal, a variable, a variable's default, or a list or an object with any of them inside."""
        way = self.draw(st.integers(0, 5))
        literal = print_ast(value_to_literal(value, type_))  # type: ignore[arg-type]
        inner = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        if way in (1, 2, 3):
            name = f"v{len(self.definitions)}"
            self.definitions.append(f"${name}:{type_}{'=' + literal if way == 2 else ''}")
            if way != 2:
                self.variables[name] = value
            self.others[name] = other
            return f"${name}"
        if way == 4 and isinstance(value, dict) and is_input_object_type(inner):
            return self.object(value, other if isinstance(other, dict) else {}, inner)
        if way == 4 and isinstance(value, list) and is_list_type(inner):
            last = [*value, *(other or ())][-1:] * len(value)
            items = [self.value(*pair, inner.of_type) for pair in zip(value, last, strict=True)]
            return f"[{','.join(items)}]"
        return literal

    def object(
        self, value: Mapping[str, Any], other: Mapping[str, Any], type_: GraphQLInputObjectType
    ) -> str:
        parts = [
            f"{key}:{self.value(item, other.get(key, item), type_.fields[key].type)}"
            for key, item in value.items()
        ]
        absent = sorted(type_.fields.keys() - value.keys())
        if absent and self.one_in(3):
            name = f"v{len(self.definitions)}"
            self.definitions.append(f"${name}:{type_.fields[absent[0]].type}")
            parts.append(f"{absent[0]}:${name}")
        return "{" + ",".join(parts) + "}"


def _nodes(values: st.SearchStrategy[Any]) -> Any:
    return values.map(hypothesis_graphql.nodes.String)


CUSTOM = {
    "DateTime": _nodes(INSTANTS),
    "Date": _nodes(st.just("2026-12-01")),
    "Time": _nodes(st.just("08:30")),
}


@st.composite
def documents(draw: st.DrawFn, cursors: Cursors, mutation: str | None = None) -> Document:
    """A query, or the mutation with selections of its result's members."""
    assert SCHEMA.query_type
    roots = st.lists(st.sampled_from(sorted(SCHEMA.query_type.fields)), min_size=1, unique=True).map(tuple)
    fields = (mutation,) if mutation else draw(st.just(tuple(SCHEMA.query_type.fields)) | roots)
    generated = hypothesis_graphql.from_schema(SCHEMA, fields=fields, custom_scalars=CUSTOM, print_ast=_same)
    operation = draw(generated).definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    writer = Writer(draw, cursors)
    if mutation:
        node = operation.selection_set.selections[0]
        assert isinstance(node, FieldNode)
        assert SCHEMA.mutation_type
        assert node.selection_set
        writer.heads[id(node)] = print_ast(FieldNode(name=node.name, arguments=node.arguments))
    root = SCHEMA.mutation_type if mutation else SCHEMA.query_type
    body = writer.selections(operation.selection_set, root)
    head = f"({','.join(writer.definitions)})" if writer.definitions else ""
    text = "\n".join([f"{operation.operation.value} Q{head} {body}", *writer.fragments])
    return Document(text, writer.variables, writer.others)


def _same(document: DocumentNode) -> DocumentNode:
    return document
