"""What an operation runs with when it is run here instead of in a server, to hear its statements."""

from datetime import UTC, datetime

from domain.terms import Terms
from domain.viewer import Viewer
from infra.database import Database
from infra.passwords import Passwords
from schema.context import Context


def context_of(viewer: Viewer, database: Database, now: datetime | None = None) -> Context:
    """A request of this viewer, now unless another moment is given."""
    return Context(
        viewer=viewer,
        now=now or datetime.now(UTC),
        locale=viewer.locale,
        address="",
        transactions=database,
        passwords=Passwords(),  # asked for nothing here
        terms=Terms(),
    )
