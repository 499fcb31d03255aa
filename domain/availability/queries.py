"""The statements of availability."""

from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, delete, exists, select
from sqlmodel import col

from domain.availability.models import Absence, AvailabilityRule

RULES: Final = select(AvailabilityRule).where(col(AvailabilityRule.doctor_id) == bindparam("doctor_id"))
FORGET_RULES: Final = delete(AvailabilityRule).where(
    col(AvailabilityRule.doctor_id) == bindparam("doctor_id")
)
END_ABSENCE: Final = (
    delete(Absence)
    .where(col(Absence.id) == bindparam("absence_id"), col(Absence.doctor_id) == bindparam("doctor_id"))
    .returning(Absence)
)


def is_away(doctor_id: Any, starts_at: Any, ends_at: Any) -> ColumnElement[bool]:
    """Whether the doctor is absent at any moment of [starts_at, ends_at)."""
    return exists().where(
        col(Absence.doctor_id) == doctor_id,
        col(Absence.starts_at) < ends_at,
        col(Absence.ends_at) > starts_at,
    )
