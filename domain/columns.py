"""How instants, words and ids are kept: the column types that every noun uses."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, LargeBinary, String
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field
from uuid_utils import compat


class Sortable(TypeDecorator[str]):
    """Text that sorts by code point on every server, whatever its locale: pages rely on it."""

    impl = String(collation="C")
    cache_ok = True


class Instant(TypeDecorator[datetime]):
    """A point in time, UTC (`timestamptz`)."""

    impl = DateTime(timezone=True)
    cache_ok = True


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


def digest() -> Any:
    """A SHA-256 digest."""
    return Field(sa_type=LargeBinary)


def one_of(column: str, members: type[StrEnum], name: str) -> CheckConstraint:
    """The database accepts these words alone; NULL passes where the column allows it."""
    listed = ", ".join(f"'{member.value}'" for member in members)
    return CheckConstraint(f"{column} IN ({listed})", name=name)
