"""Where a published field's data comes from: the declarations that the planner compiles.

A source is a plain function over aliased SQLModel tables that returns SQLAlchemy Core. Its keyword-only
parameters are the field's GraphQL arguments; at planning time they are bind parameters (or None when the
client left them out; enum values and input objects' absent keys are known, so SQL may depend on them).

    def next_slots(doctor: type[Doctor], slot: type[Slot], asking: Asking, *, first: int = 3) -> Select[Any]:
        return select(slot).where(slot.doctor_id == doctor.id, ...).limit(first)
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError
from sqlalchemy import ColumnElement, Select


class Rejected(GraphQLError):
    """Who or how it was asked is wrong: `extensions.code` says which way."""

    def __init__(self, message: str, code: str, **extensions: Any) -> None:
        super().__init__(message, extensions={"code": code, **extensions})


class Asking:
    """What is known about the request, as bind parameters: `asking.viewer_id`, `asking.now` ...

    In the place of a row, what a use case gave: `taken.doctor_id`.
    """

    def __init__(self, bind: Callable[[str], Any]) -> None:
        self._bind = bind

    def __getattr__(self, name: str) -> Any:
        return self._bind(name)


Visible = Callable[[Any, Asking], ColumnElement[bool]]
Guard = Callable[[Any], None]
"""Raises Rejected when the request's context may not ask for the field at all."""
Check = Callable[[Mapping[str, Any]], None]
"""Raises Rejected for arguments, by their Python names, that cannot be taken."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """What every declaration may carry beside its function."""

    guard: Guard | None = None
    checks: Sequence[Check] = ()


@dataclass(frozen=True, kw_only=True)
class Column(Source):
    """A leaf value of the row; where `visible` is false the answer is null."""

    read: Callable[[Any, Asking], Any]
    visible: Visible | None = None


@dataclass(frozen=True, kw_only=True)
class Rows(Source):
    """Rows of another table."""

    select: Callable[..., Select[Any]]


class One(Rows):
    """At most one of them."""


class Many(Rows):
    """All of them, in the statement's order."""


@dataclass(frozen=True)
class Sorted:
    """A page's rows before cutting, and the columns, unique together, that order them ascending."""

    select: Select[Any]
    keys: Sequence[Any]


@dataclass(frozen=True, kw_only=True)
class Page(Source):
    """A connection (Relay's cursor connections specification); its arguments include `first` and `after`."""

    select: Callable[..., Sorted]


@dataclass(frozen=True, kw_only=True)
class Either(Source):
    """A row of one of several tables: type name -> how to find it; at most one is there."""

    members: Mapping[str, Callable[..., Select[Any]]]


@dataclass(frozen=True, kw_only=True)
class Given(Source):
    """A value that the use case gave with its result, under this name; no table is touched."""

    name: str


@dataclass(frozen=True)
class Scalar:
    """How a leaf type crosses SQL: a column to its JSON text, an argument to a bound value."""

    render: Callable[[Any], Any]
    quoted: bool = False
    """What `render` gives stands between quotes and needs no escape."""
    bind: Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class Published:
    """A type that stands for a table's rows; rows that are not visible are not there."""

    table: type[Any]
    visible: Visible | None = None
