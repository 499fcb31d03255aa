"""Connections: pages by key, so that far pages cost no more than the first; cursors that name a place."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import orjson
from graphql import get_named_type
from graphql.execution.collect_fields import FieldDetailsList
from sqlalchemy import ARRAY, ColumnElement, Text, cast, column, func, select, true, tuple_

from planner.sources import Page, Rejected
from planner.sql import words

if TYPE_CHECKING:
    from planner.compiler import Compiler, Piece, Value

INT32: Final = range(-(2**31), 2**31)


class Connection:
    """One `nodes`/`edges`/`pageInfo` object on its way to SQL."""

    def __init__(
        self, compiler: Compiler, type_: Any, source: Page, parent: Any, arguments: dict[str, Any]
    ) -> None:
        self._compiler, self._type, node = compiler, type_, get_named_type(type_.fields["nodes"].type)
        self._first, self._after = arguments.pop("first"), arguments.pop("after")
        self._row, self._sorted = compiler.rows(source.select, node, parent, arguments)
        self._node = partial(compiler.row, node, self._row)
        self._columns: list[Any] = [cursor(self._sorted.keys).label("cursor")]
        self._more = False
        if self._after is not None:
            compiler.check(self._from)

    def text(self, details: FieldDetailsList) -> ColumnElement[Any]:
        """The object; its rows are read once, one more than asked for when pageInfo is wanted."""
        fields = self._compiler.subfields(self._type, details)
        self._more = any(details[0].node.name.value == "pageInfo" for details in fields.values())
        text = self._compiler.text(self._compiler.object(self._type, fields, self._value))
        rows = self._rows().with_only_columns(*self._columns, maintain_column_froms=True)
        table = rows.order_by(*self._sorted.keys).limit(self._first + 1 if self._more else self._first)
        one = select(text).select_from(table.subquery()).having(true())  # one object, however few rows
        return one.scalar_subquery()

    def _rows(self) -> Any:
        keys, after = self._sorted.keys, self._after
        if after is None:
            return self._sorted.select
        place = [self._compiler.bind((after.key, at), partial(self._place, at)) for at in range(len(keys))]
        return self._sorted.select.where(tuple_(*keys) > tuple_(*place, types=[key.type for key in keys]))

    def _from(self, run: Any) -> list[Any]:
        return parsed(self._compiler.value_of(self._after, run), self._sorted.keys)

    def _place(self, at: int, run: Any) -> Any:
        return self._from(run)[at]

    def _value(self, _: str, details: FieldDetailsList) -> Sequence[Piece]:
        name = details[0].node.name.value
        if name == "pageInfo":
            return self._part(name, details, self._info)
        if name == "edges":
            return self._listed(self._part(name, details, self._of_edge))
        return self._listed(self._node(details))

    def _part(self, name: str, details: FieldDetailsList, value: Value) -> list[Piece]:
        type_ = get_named_type(self._type.fields[name].type)
        return self._compiler.object(type_, self._compiler.subfields(type_, details), value)

    def _of_edge(self, _: str, details: FieldDetailsList) -> Sequence[Piece]:
        if details[0].node.name.value == "cursor":
            return ['"', cursor(self._sorted.keys), '"']
        return self._node(details)

    def _listed(self, item: Sequence[Piece]) -> Sequence[Piece]:
        """Each row contributes its item's text as a column; the row too many is left out."""
        name = f"c{len(self._columns)}"
        self._columns.append(self._compiler.text(item).label(name))
        items = func.string_agg(column(name), words(","))
        if self._more:
            first = func.array_agg(column(name), type_=ARRAY(Text))[1 : self._first]
            items = func.array_to_string(first, words(","))
        return ["[", func.coalesce(items, words("")), "]"]

    def _info(self, _: str, details: FieldDetailsList) -> Sequence[Piece]:
        count: Any = func.count()
        cursors: Any = func.array_agg(column("cursor"), type_=ARRAY(Text))
        name = details[0].node.name.value
        if name == "hasNextPage":
            return [cast(count > self._first, Text)]
        if name == "hasPreviousPage":
            return ["false" if self._after is None else "true"]
        place = cursors[1 if name == "startCursor" else func.least(count, self._first)]
        return [func.coalesce(words('"').concat(place).concat(words('"')), words("null"))]


def _order(keys: Any) -> str:
    return ",".join(key.key for key in keys)


def cursor(keys: Any) -> ColumnElement[Any]:
    """A row's place in the order, as base64url (RFC 4648, section 5) of a JSON array."""
    place = cast(func.jsonb_build_array(words(_order(keys)), *keys), Text)
    encoded = func.encode(func.convert_to(place, words("UTF8")), words("base64"))
    return func.translate(encoded, words("+/=\n"), words("-_"))


def parsed(text: str, keys: Any) -> list[Any]:
    """The place that a cursor names; Rejected when it is not one of this order's."""
    try:
        order, *place = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if order == _order(keys) and len(place) == len(keys):
            return [_value(value, key) for value, key in zip(place, keys, strict=True)]
    except (ValueError, TypeError, AttributeError):
        pass
    raise Rejected("'after' is not a cursor of this list in this order.", "BAD_USER_INPUT", argument="after")


def _value(value: Any, key: Any) -> Any:
    """A key's value as JSON has it; ValueError, TypeError or AttributeError when it cannot be one."""
    kind = getattr(key.type, "impl_instance", key.type).python_type
    if kind is UUID:
        return UUID(value)
    if kind is int and type(value) is int and value in INT32:
        return value
    if kind is str and type(value) is str and "\0" not in value:
        return value
    instant = kind.fromisoformat(value)
    if instant.tzinfo is None:
        raise ValueError
    return instant
