"""The partners that a doctor may let act."""

from typing import Any

import strawberry
from sqlalchemy import exists, or_, select
from sqlmodel import col

from domain.integrators import models as rows
from planner.sources import Asking
from schema.access import DOCTORS
from schema.declare import many
from schema.integrators.types import Integrator


def _integrators(integrator: type[rows.Integrator], asking: Asking) -> Any:
    granted = exists().where(
        col(rows.Grant.integrator_id) == integrator.id, col(rows.Grant.doctor_id) == asking.viewer_id
    )
    open_to_all = col(integrator.disabled_at).is_(None)
    return (
        select(integrator)
        .where(or_(granted, open_to_all))
        .order_by(col(integrator.name).collate("C"), col(integrator.id))
    )


@strawberry.type
class IntegratorQueries:
    """What doctors ask about partners."""

    integrators: list[Integrator] = many(
        _integrators,
        access=DOCTORS,
        description="Doctor: the partners that can be let act, and those that were.",
    )
