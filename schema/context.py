"""What a resolver knows about the request that it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from graphql import OperationType

from domain.integrators.scopes import Scope
from domain.passwords import Passwords
from domain.terms import Terms
from domain.transaction import Transactions
from domain.viewer import IntegratorViewer, Viewer

SEEN_BY: Final[Mapping[OperationType, Scope]] = {
    OperationType.QUERY: Scope.APPOINTMENTS_READ,
    OperationType.MUTATION: Scope.APPOINTMENTS_WRITE,
    OperationType.SUBSCRIPTION: Scope.EVENTS_READ,
}


@dataclass
class Context:
    """One request's context; the process' own things are put in by its composition root (api/app.py)."""

    viewer: Viewer
    now: datetime
    locale: str
    address: str
    """The client's address, for throttling; never stored as it is."""
    transactions: Transactions
    passwords: Passwords
    terms: Terms
    request_id: str = ""
    """Names the request in the log; given to the client when we broke."""
    session_token: str | None = None
    """The cookie's value that came with the request."""
    newcomer_token: str | None = None
    """The cookie's value that the provider's word about this person is kept by."""
    local_accounts: bool = True
    """Whether one may sign in and register here, and not only at the provider."""
    new_session_token: str | None = None
    """Set by registering and signing in: the edge gives it to the browser as a cookie."""
    session_ended: bool = False
    """Set by signing out: the edge takes the cookie away."""

    operation: OperationType = OperationType.QUERY
    """What kind of operation is executed."""

    @property
    def scope(self) -> str:
        """By which of its scopes a partner sees appointments in this operation; "" for none, and for others.

        It is shown what it asks for by appointments:read, what came of its writing by appointments:write, and
        what happens by events:read.
        """
        scope = SEEN_BY[self.operation]
        return scope if isinstance(self.viewer, IntegratorViewer) and scope in self.viewer.scopes else ""

    @property
    def viewer_id(self) -> UUID | None:
        """The account, or the partner, that asks."""
        return self.viewer.id
