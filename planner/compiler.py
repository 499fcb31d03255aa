"""Selections to SQL: an object is '{"key":' || value || '}', a list is string_agg, and so on down."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any, Final

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_enum_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
)
from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet, collect_subfields
from graphql.execution.values import VariableValues
from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    case,
    cast,
    func,
    inspect,
    literal_column,
    null,
    select,
)
from sqlalchemy import Text as SqlText
from sqlalchemy.orm import aliased

from planner.arguments import argument, checks_of, getters_of, snake
from planner.operations import Operation
from planner.paging import page
from planner.plan import Getter, Plan, Run, leaf
from planner.sources import (
    Asking,
    Column,
    Either,
    Given,
    Many,
    Page,
    Published,
    Scalar,
    Sorted,
    Source,
)
from planner.sql import text_of

NAME: Final = re.compile(r"[_A-Za-z][_0-9A-Za-z]*\Z")
"""GraphQL's Name (specification, section 2.1.9): the only client text that reaches SQL, as response keys."""
Piece = str | Getter | ColumnElement[Any]


@dataclass(frozen=True)
class Catalogue:
    """The published schema and where its data comes from."""

    schema: GraphQLSchema
    sources: Mapping[tuple[str, str], Source]
    types: Mapping[str, Published]
    scalars: Mapping[str, Scalar]


class GivenRow:
    """Stands for a row where the use case gave values: its attributes are bind parameters."""

    def __init__(self, bind: Callable[[str], Any]) -> None:
        self._bind = bind

    def __getattr__(self, name: str) -> Any:
        return self._bind(name)


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbouring texts as one."""
    out: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and not piece:
            continue
        if isinstance(piece, str) and out and isinstance(out[-1], str):
            out[-1] += piece
        else:
            out.append(piece)
    return out


class Compiler:
    """Compiles one operation, for one shape of its variables, into one plan."""

    def __init__(self, catalogue: Catalogue, operation: Operation, variables: VariableValues) -> None:
        self._catalogue, self._operation, self._variables = catalogue, operation, variables
        self._names: dict[Any, str] = {}
        self._getters: dict[str, Getter] = {}
        self._checks: list[Callable[[Run], None]] = []
        self._path: list[str] = []
        self._rows = 0
        self._asking = Asking(lambda name: self.bind(name, lambda run: getattr(run.context, name)))

    def query(self, root: GraphQLObjectType, fields: GroupedFieldSet, other: Mapping[str, Getter]) -> Plan:
        """The whole answer of a query; `other` gives the root fields that no table answers."""
        return self._plan(self.object(root, fields, None, other))

    def result(self, type_: GraphQLObjectType, details: FieldDetailsList) -> Plan:
        """What a mutation's client wants to see of its result: a row by its id, or values that were given."""
        given = GivenRow(lambda name: self.bind(("given", name), lambda run: run.given[name]))
        if type_.name not in self._catalogue.types:
            return self._plan(self.object(type_, self.subfields(type_, details), given))
        row, rows = self.rows(lambda row, _: select(row).where(row.id == given.id), type_, None, {})
        return self._plan([self._to_one(type_, details, row, rows)])

    def _plan(self, pieces: Sequence[Piece]) -> Plan:
        if self._rows == 0 and not any(isinstance(piece, ColumnElement) for piece in pieces):
            return Plan(self._checks, self._getters, None, _joined(pieces))  # type: ignore[arg-type]
        text = text_of(select(self.text(pieces)))
        return Plan(self._checks, self._getters, text, ())

    def text(self, pieces: Sequence[Piece]) -> ColumnElement[Any]:
        """The pieces as one SQL expression."""
        return reduce(lambda left, right: left.concat(right), map(self._expression, _joined(pieces)))

    def _expression(self, piece: Piece) -> ColumnElement[Any]:
        if isinstance(piece, str):
            return literal_column("'" + piece.replace("'", "''") + "'")
        return piece if isinstance(piece, ColumnElement) else cast(self.bind(piece, piece), SqlText)

    def bind(self, key: Any, getter: Getter, type_: Any = None) -> Any:
        name = self._names.setdefault(key, f"b{len(self._names) + 1}")
        self._getters.setdefault(name, getter)
        return bindparam(name, type_=type_)

    def value_of(self, bind: Any, run: Run) -> Any:
        """The value that a bind parameter of this compiler takes in a run."""
        return self._getters[bind.key](run)

    def subfields(self, type_: GraphQLObjectType, details: FieldDetailsList) -> GroupedFieldSet:
        operation = self._operation
        return collect_subfields(
            self._catalogue.schema, dict(operation.fragments), self._variables, operation.node, type_, details
        ).grouped_field_set

    def object(
        self,
        type_: GraphQLObjectType,
        fields: GroupedFieldSet,
        row: Any,
        other: Mapping[str, Getter] | None = None,
    ) -> list[Piece]:
        pieces: list[Piece] = ["{"]
        for at, (key, details) in enumerate(fields.items()):
            assert NAME.match(key), "the lexer lets nothing else through"
            self._path.append(key)
            value = [other[key]] if other and key in other else self._value(type_, details, row)
            pieces += ["," if at else "", f'"{key}":', *value]
            self._path.pop()
        return [*pieces, "}"]

    def _value(self, parent: GraphQLObjectType, details: FieldDetailsList, row: Any) -> Sequence[Piece]:
        node = details[0].node
        if node.name.value == "__typename":
            return [f'"{parent.name}"']
        field, source = parent.fields[node.name.value], self._catalogue.sources[parent.name, node.name.value]
        if isinstance(source, Given):
            return self._given(field, details, lambda run: run.given[source.name])
        if isinstance(source, Column):
            return self._column(field, source, row)
        arguments = self._arguments(field, source, node)
        return [self._related(field, source, details, row, arguments)]

    def _given(self, field: GraphQLField, details: FieldDetailsList, getter: Getter) -> Sequence[Piece]:
        named = get_named_type(field.type)
        if not is_object_type(named):
            return [lambda run: leaf(getter(run), field.type)]
        if named.name in self._catalogue.types:
            raise TypeError(f"{named.name} stands for rows: declare where they come from")
        fields = self.subfields(named, details)

        def item(run: Run, value: Mapping[str, Any]) -> str:
            inner = replace(run, given=value)
            pieces = _joined(self.object(named, fields, None))
            return "".join(p if isinstance(p, str) else p(inner) for p in pieces)  # type: ignore[operator]

        if is_list_type(get_nullable_type(field.type)):
            return ["[", lambda run: ",".join(item(run, value) for value in getter(run)), "]"]
        return [lambda run: item(run, getter(run))]

    def _column(self, field: GraphQLField, source: Column, row: Any) -> Sequence[Piece]:
        value = source.read(row, self._asking)
        if source.visible:
            value = case((source.visible(row, self._asking), value), else_=null())
        text, quote = self._rendered(value, field)
        if is_non_null_type(field.type):
            return [quote, text, quote]
        return [func.coalesce(self.text([quote, text, quote]), literal_column("'null'"))]

    def _rendered(self, value: Any, field: GraphQLField) -> tuple[Any, str]:
        named = get_named_type(field.type)
        if is_list_type(get_nullable_type(field.type)):
            return cast(func.to_json(value), SqlText), ""
        if is_enum_type(named):
            return cast(value, SqlText), '"'
        scalar = self._catalogue.scalars[named.name]
        return scalar.render(value), '"' if scalar.quoted else ""

    def _related(
        self,
        field: GraphQLField,
        source: Source,
        details: FieldDetailsList,
        row: Any,
        arguments: Mapping[str, Any],
    ) -> ColumnElement[Any]:
        named: Any = get_named_type(field.type)
        if isinstance(source, Page):
            return page(self, named, source, details, row, arguments)
        if isinstance(source, Many):
            return self._list(named, source, details, row, arguments)
        choices = source.members if isinstance(source, Either) else {named.name: source.select}  # type: ignore[attr-defined]
        found = [
            self._to_one(self.type(name), details, *self.rows(rows, self.type(name), row, arguments))
            for name, rows in choices.items()
        ]
        if not is_non_null_type(field.type):
            found.append(literal_column("'null'"))
        return func.coalesce(*found) if len(found) > 1 else found[0]

    def _list(
        self,
        type_: GraphQLObjectType,
        source: Many,
        details: FieldDetailsList,
        row: Any,
        arguments: Mapping[str, Any],
    ) -> ColumnElement[Any]:
        child, rows = self.rows(source.select, type_, row, arguments)
        item = self.text(self.object(type_, self.subfields(type_, details), child)).label("j")
        items = rows.with_only_columns(item).subquery(f"{inspect(child).name}_items")
        listed = select(
            func.coalesce(func.string_agg(items.c.j, literal_column("','")), literal_column("''"))
        )
        return self.text(["[", listed.scalar_subquery(), "]"])

    def _to_one(
        self, type_: GraphQLObjectType, details: FieldDetailsList, child: Any, rows: Select[Any]
    ) -> Any:
        text = self.text(self.object(type_, self.subfields(type_, details), child))
        return rows.with_only_columns(text).scalar_subquery()

    def type(self, name: str) -> GraphQLObjectType:
        """The object type of this name."""
        type_ = self._catalogue.schema.type_map[name]
        assert is_object_type(type_)
        return type_

    def rows(
        self, source: Callable[..., Any], type_: GraphQLObjectType, parent: Any, arguments: Mapping[str, Any]
    ) -> tuple[Any, Any]:
        """An alias of the type's table, and the source's statement over its visible rows."""
        published = self._catalogue.types[type_.name]
        self._rows += 1
        child: Any = aliased(published.table, name=f"t{self._rows}")
        before = () if parent is None else (parent,)
        found = source(*before, child, self._asking, **arguments)
        outer = None if parent is None or isinstance(parent, GivenRow) else inspect(parent).selectable

        def narrowed(statement: Select[Any]) -> Select[Any]:
            seen = statement.where(published.visible(child, self._asking)) if published.visible else statement
            return seen.correlate(outer)

        if isinstance(found, Sorted):
            return child, Sorted(narrowed(found.select), found.keys)
        return child, narrowed(found)

    def _arguments(self, field: GraphQLField, source: Source, node: FieldNode) -> dict[str, Any]:
        """The source function's keyword arguments."""
        getters = getters_of(field, node, self._variables)
        self._checks += checks_of(source, getters, self._path)
        scalars = self._catalogue.scalars
        given = {
            name: argument(self.bind, scalars, (id(node), name), field.args[name].type, *found)
            for name, found in getters.items()
        }
        return {snake(name): given.get(name) for name in field.args}
