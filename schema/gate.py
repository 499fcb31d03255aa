"""What stands between an operation that was understood and its execution; the API builds it (api/gate.py)."""

from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Protocol

from schema.context import Context
from schema.documents import Operation


class NoRoom(Exception):
    """So many are executed already, and so many wait, that one more is not taken now."""


class Gate(Protocol):
    """Says no by raising schema.documents.Refused, or NoRoom."""

    def admit(self, operation: Operation | None, context: Context) -> None:
        """Count the operation, or (None) that one was refused; it may be too much, or not for who asks."""

    def room(self, operation: Operation) -> AbstractAsyncContextManager[None]:
        """A place among those that are executed, once there is one; NoRoom when that takes too long."""


class Open:
    """No gate at all: for what is executed in this process alone."""

    def admit(self, operation: Operation | None, context: Context) -> None:
        if operation:
            operation.must_fit(context.viewer)

    def room(self, operation: Operation) -> AbstractAsyncContextManager[None]:
        return nullcontext()
