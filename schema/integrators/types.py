"""Partners' programs, and what the doctor who asks granted them."""

from datetime import datetime
from typing import Any

import strawberry
from sqlalchemy import select
from sqlmodel import col

from domain.integrators import models as rows
from domain.integrators.scopes import words_of
from planner.sources import Asking
from schema.declare import column, published, value


def granted_to(integrator: type[rows.Integrator], asking: Asking, selected: Any) -> Any:
    """Something of the grant that the doctor who asks gave."""
    return (
        select(selected)
        .where(col(rows.Grant.integrator_id) == integrator.id, col(rows.Grant.doctor_id) == asking.viewer_id)
        .scalar_subquery()
    )


def _scopes(integrator: type[rows.Integrator], _: Asking) -> Any:
    return words_of(integrator.scopes)


def _granted_at(integrator: type[rows.Integrator], asking: Asking) -> Any:
    return granted_to(integrator, asking, col(rows.Grant.granted_at))


def _granted_scopes(integrator: type[rows.Integrator], asking: Asking) -> Any:
    return granted_to(integrator, asking, words_of(col(rows.Grant.scopes)))


@published(rows.Integrator)
class Integrator:
    """A partner's program."""

    id: strawberry.ID = column(rows.Integrator.id)
    name: str = column(rows.Integrator.name)
    scopes: list[str] = value(_scopes)
    granted_at: datetime | None = value(
        _granted_at, description="Since when the doctor who asks lets it act; null to everybody else."
    )
    granted_scopes: list[str] | None = value(
        _granted_scopes, description="What the doctor who asks lets it do; null to everybody else."
    )
