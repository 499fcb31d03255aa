"""Connections: pages by key, so that far pages cost no more than the first; cursors that name a place."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson
from graphql import GraphQLObjectType, get_named_type
from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet
from sqlalchemy import ARRAY, ColumnElement, Select, Text, cast, func, literal_column, select, tuple_

from planner.sources import Page, Rejected, Sorted

if TYPE_CHECKING:
    from planner.compiler import Compiler, Piece

QUOTE: ColumnElement[str] = literal_column("'\"'")


@dataclass(frozen=True)
class Connection:
    """One `nodes`/`edges`/`pageInfo` object on its way to SQL."""

    compiler: Compiler
    type: GraphQLObjectType
    fields: GroupedFieldSet
    node: GraphQLObjectType
    child: Any
    sorted: Sorted
    arguments: Mapping[str, Any]

    def expression(self) -> ColumnElement[Any]:
        """The object; its rows are read once, one more than asked for when pageInfo is wanted."""
        first = self.arguments["first"]
        more = any(details[0].node.name.value == "pageInfo" for details in self.fields.values())
        rows = self._rows().with_only_columns(*self._columns()).order_by(*self.sorted.keys)
        table = rows.limit(first + 1 if more else first).subquery()
        return select(self.compiler.text(self._outer(table.c))).select_from(table).scalar_subquery()

    def _rows(self) -> Select[Any]:
        keys, after = self.sorted.keys, self.arguments["after"]
        if after is None:
            return self.sorted.select
        place = [self.compiler.bind((after.key, at), partial(self._place, at)) for at in range(len(keys))]
        return self.sorted.select.where(tuple_(*keys) > tuple_(*place, types=[key.type for key in keys]))

    def _place(self, at: int, run: Any) -> Any:
        return parsed(self.compiler.value_of(self.arguments["after"], run), self.sorted.keys)[at]

    def _columns(self) -> list[Any]:
        """What each row contributes: its cursor, and its text for every `nodes` and `edges`."""
        columns: list[Any] = [cursor(self.sorted.keys).label("cursor")]
        for key, details in self.fields.items():
            if details[0].node.name.value == "nodes":
                columns.append(self.compiler.text(self._node(details)).label(f"{key}_"))
            elif details[0].node.name.value == "edges":
                columns.append(self.compiler.text(self._edge(details)).label(f"{key}_"))
        return columns

    def _node(self, details: FieldDetailsList) -> list[Piece]:
        return self.compiler.object(self.node, self.compiler.subfields(self.node, details), self.child)

    def _edge(self, details: FieldDetailsList) -> list[Piece]:
        edge = self.compiler.type(get_named_type(self.type.fields["edges"].type).name)
        place = [QUOTE, cursor(self.sorted.keys), QUOTE]
        values = {"cursor": lambda _: place, "node": self._node, "__typename": lambda _: [f'"{edge.name}"']}
        return _object(self.compiler.subfields(edge, details), values)

    def _outer(self, columns: Any) -> list[Piece]:
        first = self.arguments["first"]

        def listed(details: FieldDetailsList) -> list[Piece]:
            node = details[0].node
            key = node.alias.value if node.alias else node.name.value
            items = func.array_agg(columns[f"{key}_"], type_=ARRAY(Text))[1:first]
            return [
                "[",
                func.coalesce(func.array_to_string(items, literal_column("','")), literal_column("''")),
                "]",
            ]

        return _object(
            self.fields,
            {
                "nodes": listed,
                "edges": listed,
                "pageInfo": partial(self._page_info, columns.cursor),
                "__typename": lambda _: [f'"{self.type.name}"'],
            },
        )

    def _page_info(self, column: Any, details: FieldDetailsList) -> list[Piece]:
        info = self.compiler.type(get_named_type(self.type.fields["pageInfo"].type).name)
        first, count = self.arguments["first"], func.count()
        cursors = func.array_agg(column, type_=ARRAY(Text))

        def quoted(place: Any) -> list[Piece]:
            return [func.coalesce(QUOTE.concat(cursors[place]).concat(QUOTE), literal_column("'null'"))]

        values = {
            "hasNextPage": lambda _: [cast(count > first, Text)],
            "hasPreviousPage": lambda _: ["false" if self.arguments["after"] is None else "true"],
            "startCursor": lambda _: quoted(1),
            "endCursor": lambda _: quoted(func.least(count, first)),
            "__typename": lambda _: [f'"{info.name}"'],
        }
        return _object(self.compiler.subfields(info, details), values)


def _object(fields: GroupedFieldSet, values: Mapping[str, Any]) -> list[Piece]:
    pieces: list[Piece] = []
    for key, details in fields.items():
        pieces += ["," if pieces else "{", f'"{key}":', *values[details[0].node.name.value](details)]
    return [*pieces, "}"]


def page(
    compiler: Compiler,
    type_: GraphQLObjectType,
    source: Page,
    details: FieldDetailsList,
    row: Any,
    arguments: Mapping[str, Any],
) -> ColumnElement[Any]:
    """The connection's JSON text."""
    node = compiler.type(get_named_type(type_.fields["nodes"].type).name)
    own = {name: value for name, value in arguments.items() if name not in {"first", "after"}}
    child, found = compiler.rows(source.select, node, row, own)
    return Connection(
        compiler, type_, compiler.subfields(type_, details), node, child, found, arguments
    ).expression()


def _order(keys: Any) -> str:
    return ",".join(key.key for key in keys)


def cursor(keys: Any) -> ColumnElement[Any]:
    """A row's place in the order, as base64url (RFC 4648, section 5) of a JSON array."""
    place = cast(func.jsonb_build_array(literal_column(f"'{_order(keys)}'"), *keys), Text)
    encoded = func.encode(func.convert_to(place, literal_column("'UTF8'")), literal_column("'base64'"))
    return func.translate(encoded, literal_column("E'+/=\\n'"), literal_column("'-_'"))


def parsed(text: str, keys: Any) -> list[Any]:
    """The place that a cursor names; Rejected when it is not one of this order's."""
    try:
        order, *place = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if order == _order(keys) and len(place) == len(keys):
            return [_value(value, key) for value, key in zip(place, keys, strict=True)]
    except (ValueError, TypeError):
        pass
    raise Rejected("'after' is not a cursor of this list in this order.", "BAD_USER_INPUT", argument="after")


def _value(value: Any, key: Any) -> Any:
    kind = getattr(key.type, "impl_instance", key.type).python_type
    if kind in {str, int}:
        if type(value) is not kind:
            raise TypeError(kind)
        return value
    return UUID(value) if kind is UUID else kind.fromisoformat(value)
