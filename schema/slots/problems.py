"""What publishing, holding and withdrawing refuse."""

from typing import Any

import strawberry
from sqlalchemy import func, select
from sqlmodel import col

from domain.slots import models as rows
from planner.sources import Asking
from schema.declare import many
from schema.problems import Problem
from schema.slots.types import Slot

ALTERNATIVES = 3


@strawberry.type
class SlotNotFound(Problem):
    """There is no such slot."""


def _alternatives(taken: Any, slot: type[rows.Slot], asking: Asking) -> Any:
    free = col(slot.doctor_id) == taken.doctor_id, rows.is_free(slot, asking.now)
    return select(slot).where(*free).order_by(col(slot.starts_at)).limit(ALTERNATIVES)


@strawberry.type(description="Somebody was faster. The same doctor's next free slots, up to three.")
class SlotTaken(Problem):
    """Somebody was faster. The same doctor's next free slots, up to three."""

    alternatives: list[Slot] = many(_alternatives)


@strawberry.type
class SlotInThePast(Problem):
    """It has begun."""


def _conflicts(overlap: Any, slot: type[rows.Slot], _: Asking) -> Any:
    return select(slot).where(col(slot.id) == func.any(overlap.conflicts)).order_by(col(slot.starts_at))


@strawberry.type
class SlotsOverlap(Problem):
    """Other slots of the doctor stand at that time."""

    conflicts: list[Slot] = many(_conflicts)


@strawberry.type
class AbsenceNotFound(Problem):
    """There is no such absence."""
