"""How instants, words and ids are kept: the column types that every noun uses."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, LargeBinary, String
from sqlalchemy.orm import configure_mappers
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel
from sqlmodel.main import SQLModelMetaclass
from uuid_utils import compat


class Sortable(TypeDecorator[str]):
    """Text that sorts by code point on every server, whatever its locale: pages rely on it."""

    impl = String(collation="C")
    cache_ok = True


class Instant(TypeDecorator[datetime]):
    """A point in time, UTC (`timestamptz`)."""

    impl = DateTime(timezone=True)
    cache_ok = True


class _Rows(SQLModelMetaclass):
    """Makes rows without `__init__`: SQLAlchemy puts its own there, which begins an ORM's bookkeeping."""

    if not TYPE_CHECKING:  # what may be given is what the fields say

        def __call__(cls, **values: Any) -> Any:  # noqa: N805 - of a metaclass
            row = cls.__new__(cls)
            plain, made = _defaults(cls)
            row.__dict__.update(plain, **values)
            for name, make in made.items():
                if name not in values:
                    row.__dict__[name] = make()
            return row


class Table(SQLModel, metaclass=_Rows):
    """A row of ours: values as they were given, without an ORM session's bookkeeping: we never open one.

    SQLModel does not validate tables' values either. An appointment costs 4 µs this way, 14 with SQLAlchemy's
    bookkeeping alone (measured in one run).
    """


@cache
def _defaults(table: type[Table]) -> tuple[dict[str, Any], dict[str, Callable[[], Any]]]:
    """What stands for an attribute that was not given: a value, or what makes one."""
    configure_mappers()  # its attributes can be read from then on
    fields = table.__pydantic_fields__
    plain = {n: f.default for n, f in fields.items() if not f.is_required() and f.default_factory is None}
    return plain, {n: f.default_factory for n, f in fields.items() if f.default_factory}  # type: ignore[misc]


def new_id() -> UUID:
    """A version 7 UUID (RFC 9562): unique, and ordered by time, so that indexes grow at their end."""
    return compat.uuid7()


def identifier() -> Any:
    """A row's own id."""
    return Field(default_factory=new_id, primary_key=True)


def instant(*, default: datetime | None = None, index: bool = False) -> Any:
    """An instant, required unless the attribute's type allows None."""
    if default is not None:
        return Field(default=default, sa_type=Instant, index=index)
    return Field(sa_type=Instant, index=index)


def optional_instant() -> Any:
    """An instant that is not known yet."""
    return Field(default=None, sa_type=Instant)


def word(default: StrEnum | None = None) -> Any:
    """A member of an enumeration, kept as text; `one_of` guards it."""
    return Field(default=default, sa_type=String) if default is not None else Field(sa_type=String)


def optional_word() -> Any:
    """The same, not known yet."""
    return Field(default=None, sa_type=String)


def digest() -> Any:
    """A SHA-256 digest."""
    return Field(sa_type=LargeBinary)


def one_of(column: str, members: type[StrEnum], name: str) -> CheckConstraint:
    """The database accepts these words alone; NULL passes where the column allows it."""
    listed = ", ".join(f"'{member.value}'" for member in members)
    return CheckConstraint(f"{column} IN ({listed})", name=name)
