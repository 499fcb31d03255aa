"""What an integrator may be allowed to do, and how that is written (RFC 6749, section 3.3)."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, literal_column

from domain.integrators.errors import UnknownScope


class Scope(StrEnum):
    """Everything but the directory counts for those doctors alone who granted it."""

    DIRECTORY_READ = "directory:read"
    """Doctors and their free slots, which anybody may see."""
    APPOINTMENTS_READ = "appointments:read"
    APPOINTMENTS_WRITE = "appointments:write"
    """Register patients; book, move and call off for them."""
    EVENTS_READ = "events:read"
    """Hear of changes as they happen."""


OF_DOCTORS = frozenset(Scope) - {Scope.DIRECTORY_READ}
"""What a doctor can grant."""


def written(scopes: Iterable[str]) -> str:
    """As a claim and as a column: in one order, with single spaces."""
    wanted = set(scopes)
    return " ".join(scope for scope in Scope if scope in wanted)


def known(text: str) -> frozenset[Scope]:
    """Those words of a claim that are scopes of ours; others' words in it are none of our business."""
    words = set(text.split())
    return frozenset(scope for scope in Scope if scope in words)


def parsed(words: Iterable[str]) -> frozenset[Scope]:
    """Scopes that somebody typed; UnknownScope for a word that is none."""
    try:
        return frozenset(Scope(word) for word in words)
    except ValueError as error:
        raise UnknownScope(str(error)) from None


def words_of(scopes: Any) -> ColumnElement[Any]:
    """A column of scopes, as an array in SQL."""
    return func.string_to_array(scopes, literal_column("' '"))


def has_scope(scopes: Any, scope: Any) -> ColumnElement[bool]:
    """Whether the scope is among those of a column."""
    among: ColumnElement[bool] = scope == func.any(words_of(scopes))
    return among
