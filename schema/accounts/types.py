"""Who is signed in."""

from typing import Annotated, Any

import strawberry
from sqlalchemy import select
from sqlmodel import col

from domain.accounts import models as rows
from planner.sources import Asking
from schema.access import ANYBODY
from schema.declare import column, either, published
from schema.doctors.types import Doctor
from schema.integrators.types import Integrator
from schema.patients.types import Patient


@published(rows.Administrator)
class Administrator:
    """Somebody of the operator."""

    id: strawberry.ID = column(rows.Administrator.id)
    name: str = column(rows.Administrator.name)


Viewer = Annotated[Patient | Doctor | Administrator | Integrator, strawberry.union("Viewer")]


def oneself(row: Any, asking: Asking) -> Any:
    """The row of whoever asks."""
    return select(row).where(col(row.id) == asking.viewer_id)


MEMBERS = dict.fromkeys(("Patient", "Doctor", "Administrator", "Integrator"), oneself)


@strawberry.type
class ViewerQueries:
    """What anybody may ask about himself or herself."""

    viewer: Viewer | None = either(
        MEMBERS, access=ANYBODY, description="Who is signed in; null when nobody is."
    )
