"""Selections to SQL: an object is '{"key":' || value || '}', a list is string_agg, and so on down."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce
from typing import Any, Final

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    get_argument_values,
    get_named_type,
    get_nullable_type,
    is_enum_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)
from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet
from graphql.execution.values import VariableValues
from sqlalchemy import ColumnElement, Text, bindparam, case, cast, func, inspect, null, select
from sqlalchemy.orm import aliased

from planner.arguments import argument, checks_of, getter_of, snake
from planner.paging import Connection
from planner.plan import Getter, Plan, Run, leaf, written
from planner.sources import Asking, Column, Either, Given, Many, Page, Published, Scalar, Sorted, Source
from planner.sql import text_of, words

NAME: Final = re.compile(r"[_A-Za-z][_0-9A-Za-z]*\Z")
"""GraphQL's Name (specification, section 2.1.9): the only client text that reaches SQL, as response keys."""
NULL: Final = words("null")
Piece = str | Getter | ColumnElement[Any]
Value = Callable[[str, FieldDetailsList], Sequence[Piece]]
Subfields = Callable[[Any, FieldDetailsList], GroupedFieldSet]
"""What is selected of an object of a type, merged, by response key."""
Find = Callable[..., Any]


@dataclass(frozen=True)
class Catalogue:
    """The published schema and where its data comes from."""

    schema: GraphQLSchema
    sources: Mapping[tuple[str, str], Source]
    types: Mapping[str, Published]
    scalars: Mapping[str, Scalar]


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbouring texts as one."""
    out: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and out and isinstance(out[-1], str):
            out[-1] += piece
        else:
            out.append(piece)
    return out


class Compiler:
    """Compiles one operation, for one shape of its variables, into one plan."""

    def __init__(self, catalogue: Catalogue, subfields: Subfields, variables: VariableValues) -> None:
        self.subfields, self._catalogue, self._variables = subfields, catalogue, variables
        self._names: dict[Any, str] = {}
        self._getters: dict[str, Getter] = {}
        self._checks: list[tuple[list[str | int], Callable[[Run], object]]] = []
        self._path: list[str | int] = []
        self._tables = 0
        self._asking = Asking(lambda name: self.bind(name, lambda run: getattr(run.context, name)))

    def query(self, root: GraphQLObjectType, fields: GroupedFieldSet, other: Mapping[str, Getter]) -> Plan:
        """The whole answer of a query; `other` gives the root fields that no table answers."""

        def value(key: str, details: FieldDetailsList) -> Sequence[Piece]:
            return [other[key]] if key in other else self._value(root, None, key, details)

        return self._plan(self.object(root, fields, value))

    def result(self, type_: GraphQLObjectType, details: FieldDetailsList) -> Plan:
        """What a mutation's client wants to see of its result: a row by its id, or values that were given."""
        given = Asking(lambda name: self.bind(("given", name), lambda run: run.given[name]))
        if type_.name not in self._catalogue.types:
            return self._plan(self.row(type_, given, details))
        row = self._texts(type_, None, details, lambda row, _: select(row).where(row.id == given.id))
        return self._plan([row.scalar_subquery()])

    def _plan(self, pieces: Sequence[Piece]) -> Plan:
        if not any(isinstance(piece, ColumnElement) for piece in pieces):
            return Plan(self._checks, pieces=_joined(pieces))  # type: ignore[arg-type]
        text = text_of(select(func.convert_to(self.text(pieces), words("UTF8"))))  # bytes: decoded nowhere
        constants = {name: partial(lambda value, _: value, value) for name, value in text.constants.items()}
        return Plan(self._checks, text.sql, [(constants | self._getters)[name] for name in text.names])

    def text(self, pieces: Sequence[Piece]) -> ColumnElement[Any]:
        """The pieces as one SQL expression."""
        return reduce(lambda left, right: left.concat(right), map(self._expression, _joined(pieces)))

    def _expression(self, piece: Piece) -> ColumnElement[Any]:
        if isinstance(piece, str):
            return words(piece)
        return piece if isinstance(piece, ColumnElement) else cast(self.bind(piece, piece), Text)

    def bind(self, key: Any, getter: Getter, type_: Any = None) -> Any:
        """A bind parameter, the same for the same key, whose value each run finds by the getter."""
        name = self._names.setdefault(key, f"b{len(self._names) + 1}")
        self._getters.setdefault(name, getter)
        return bindparam(name, type_=type_)

    def value_of(self, bind: Any, run: Run) -> Any:
        """The value that a bind parameter of this compiler takes in a run."""
        return self._getters[bind.key](run)

    def check(self, check: Callable[[Run], object]) -> None:
        """Has it made before each run, in the document's order; its Rejected gets this path."""
        self._checks.append(([*self._path], check))

    def object(self, type_: Any, fields: GroupedFieldSet, value: Value) -> list[Piece]:
        """An object with these keys; `value` gives the pieces of each but __typename."""
        pieces: list[Piece] = ["{"]
        for at, (key, details) in enumerate(fields.items()):
            assert NAME.match(key), "the lexer lets nothing else through"
            self._path.append(key)
            named = details[0].node.name.value == "__typename"
            own = [f'"{type_.name}"'] if named else value(key, details)
            pieces += [f'{"," if at else ""}"{key}":', *own]
            self._path.pop()
        return [*pieces, "}"]

    def row(self, type_: Any, row: Any, details: FieldDetailsList) -> list[Piece]:
        """What is selected of a table's row, or of what was given."""
        return self.object(type_, self.subfields(type_, details), partial(self._value, type_, row))

    def _value(self, parent: Any, row: Any, _: str, details: FieldDetailsList) -> Sequence[Piece]:
        node = details[0].node
        field, source = parent.fields[node.name.value], self._catalogue.sources[parent.name, node.name.value]
        if isinstance(source, Given):
            return self._given(field, source.name, details)
        if isinstance(source, Column):
            return self._column(field, source, row)
        arguments, named = self._arguments(field, source, node), get_named_type(field.type)
        if isinstance(source, Page):
            return [Connection(self, named, source, row, arguments).text(details)]
        if isinstance(source, Many):
            items = self._texts(named, row, details, source.select, **arguments).subquery()
            listed = select(func.coalesce(func.string_agg(items.c.item, words(",")), words("")))
            return ["[", listed.scalar_subquery(), "]"]
        members = source.members if isinstance(source, Either) else {named.name: source.select}  # type: ignore[attr-defined]
        types = self._catalogue.schema.type_map
        found = [self._texts(types[name], row, details, find, **arguments) for name, find in members.items()]
        nothing = () if is_non_null_type(field.type) else (NULL,)
        return [func.coalesce(*(text.scalar_subquery() for text in found), *nothing)]

    def _given(self, field: GraphQLField, name: str, details: FieldDetailsList) -> Sequence[Piece]:
        named = get_named_type(field.type)
        if is_leaf_type(named):
            return [lambda run: leaf(run.given[name], field.type)]
        if named.name in self._catalogue.types:
            raise TypeError(f"{named.name} stands for rows: declare where they come from")
        pieces: Any = _joined(self.row(named, None, details))

        def text(run: Run, value: Any) -> str:
            if isinstance(value, list):
                return f"[{','.join(text(run, item) for item in value)}]"
            return written(pieces, run._replace(given=value))

        return [lambda run: text(run, run.given[name])]

    def _column(self, field: GraphQLField, source: Column, row: Any) -> Sequence[Piece]:
        value, named = source.read(row, self._asking), get_named_type(field.type)
        if source.visible:
            value = case((source.visible(row, self._asking), value), else_=null())
        pieces: list[Piece]
        if is_list_type(get_nullable_type(field.type)):
            pieces = [cast(func.to_json(value), Text)]
        elif is_enum_type(named):
            pieces = ['"', cast(value, Text), '"']
        else:
            scalar = self._catalogue.scalars[named.name]
            pieces = ['"', scalar.render(value), '"'] if scalar.quoted else [scalar.render(value)]
        return pieces if is_non_null_type(field.type) else [func.coalesce(self.text(pieces), NULL)]

    def _texts(self, type_: Any, parent: Any, details: FieldDetailsList, find: Find, **arguments: Any) -> Any:
        """Of each row found, its text."""
        child, rows = self.rows(find, type_, parent, arguments)
        item = self.text(self.row(type_, child, details)).label("item")
        return rows.with_only_columns(item, maintain_column_froms=True)

    def rows(self, find: Find, type_: Any, parent: Any, arguments: Mapping[str, Any]) -> tuple[Any, Any]:
        """An alias of the type's table, and the source's statement over its visible rows."""
        published = self._catalogue.types[type_.name]
        self._tables += 1
        child: Any = aliased(published.table, name=f"t{self._tables}")
        found = find(*(() if parent is None else (parent,)), child, self._asking, **arguments)
        outer = None if parent is None or isinstance(parent, Asking) else inspect(parent).selectable
        statement = (found.select if isinstance(found, Sorted) else found).correlate(outer)
        if published.visible:
            statement = statement.where(published.visible(child, self._asking))
        return child, replace(found, select=statement) if isinstance(found, Sorted) else statement

    def _arguments(self, field: GraphQLField, source: Source, node: FieldNode) -> dict[str, Any]:
        """The source function's keyword arguments; what the client left out is None."""
        nodes = {argument.name.value: argument.value for argument in node.arguments or ()}
        samples = get_argument_values(field, node, self._variables, hide_suggestions=True)
        getters = {
            name: getter_of(nodes.get(name), value, self._variables) for name, value in samples.items()
        }
        for check in checks_of(source, getters):
            self.check(check)
        bind = partial(argument, self.bind, self._catalogue.scalars)
        given = {
            name: bind((id(node), name), field.args[name].type, value, getters[name])
            for name, value in samples.items()
        }
        return {snake(name): given.get(name) for name in field.args}
