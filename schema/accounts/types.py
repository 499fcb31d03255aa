"""Who is signed in."""

from typing import Annotated, Any

import strawberry
from sqlalchemy import func, literal_column, select
from sqlmodel import col

from domain.accounts import models as rows
from planner.sources import Asking
from schema.declare import column, either, published, value
from schema.doctors.types import Doctor
from schema.patients.types import Patient


@published(rows.Administrator)
class Administrator:
    """Somebody of the operator."""

    id: strawberry.ID = column(rows.Administrator.id)
    name: str = column(rows.Administrator.name)


def _scopes(integrator: type[rows.Integrator], _: Asking) -> Any:
    return func.string_to_array(integrator.scopes, literal_column("' '"))


@published(rows.Integrator)
class Integrator:
    """A partner's program."""

    id: strawberry.ID = column(rows.Integrator.id)
    name: str = column(rows.Integrator.name)
    scopes: list[str] = value(_scopes)


Viewer = Annotated[Patient | Doctor | Administrator | Integrator, strawberry.union("Viewer")]


def oneself(row: Any, asking: Asking) -> Any:
    """The row of whoever asks."""
    return select(row).where(col(row.id) == asking.viewer_id)


MEMBERS = dict.fromkeys(("Patient", "Doctor", "Administrator", "Integrator"), oneself)


@strawberry.type
class ViewerQueries:
    """What anybody may ask about himself or herself."""

    viewer: Viewer | None = either(MEMBERS, description="Who is signed in; null when nobody is.")
