"""What a use case may ask of the database. infra/database.py answers.

Statements are SQLAlchemy Core over the SQLModel tables, written once at the top of a noun's queries.py with
named binds; rows come back with the table's attributes. docs/decisions tells why no ORM session stands here.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

from sqlalchemy import Executable
from sqlalchemy.sql.selectable import TypedReturnsRows
from sqlmodel import SQLModel

T = TypeVar("T")
R = TypeVar("R")


class Transaction(Protocol):
    """One unit of work: everything in it is kept, or nothing."""

    trace: str | None
    """Where the trace of the request goes on (W3C Trace Context); events keep it. None: it is not traced."""

    def add(self, row: SQLModel) -> None:
        """Insert `row` before the next statement, at the latest at the commit, with its neighbours."""

    async def first(self, statement: TypedReturnsRows[T], **binds: Any) -> T | None:
        """The first row of a statement that selects or returns one table's rows, or None."""

    async def all(self, statement: TypedReturnsRows[T], **binds: Any) -> list[T]:
        """All rows of a statement that selects or returns one table's rows."""

    async def rows(self, statement: Executable, **binds: Any) -> list[Any]:
        """Rows of several tables' columns, by their labels."""

    async def run(self, statement: Executable, **binds: Any) -> int:
        """Run a statement for its effect; the number of rows that it touched."""


class Transactions(Protocol):
    """Where transactions come from."""

    async def write(self, work: Callable[[Any], Awaitable[R]]) -> R:
        """Run `work(transaction)` and keep all of it; run it again when somebody else was in the way."""


class OnlyOneViolated(Exception):
    """A named constraint judged that somebody was faster; the use case runs again and finds out why."""

    def __init__(self, constraint: str) -> None:
        super().__init__(constraint)
        self.constraint = constraint


class Unavailable(Exception):
    """The database cannot be asked now; what was in flight may be tried again."""


class ImpossibleValue(Exception):
    """A value that PostgreSQL cannot hold, such as a text with a NUL character."""
