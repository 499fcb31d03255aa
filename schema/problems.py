"""Refusals as published: every member of a result's union that is not the result."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import func, select
from sqlmodel import col

from domain.appointments import models as appointment_rows
from domain.slots import models as slot_rows
from planner.sources import Asking
from schema.appointments.types import Appointment
from schema.declare import many, one
from schema.slots.types import Slot

ALTERNATIVES = 3


@strawberry.interface
class Problem:
    """A refusal: `message` is a sentence for a person, in the viewer's language."""

    message: str


@strawberry.type
class InvalidField:
    """One field that cannot be taken: its path in the input, such as `rules.2.endsAt`, and why."""

    path: str
    message: str


@strawberry.type
class InvalidInput(Problem):
    """Some fields cannot be taken; all of them are named."""

    fields: list[InvalidField]


@strawberry.type
class InvalidCredentials(Problem):
    """Nobody signs in with this identifier and password."""


@strawberry.type
class TooManyAttempts(Problem):
    """Too many failed attempts; nothing was verified."""

    retry_after_seconds: int


@strawberry.type(description="Some identifier given is already in use; which one is not said.")
class AlreadyRegistered(Problem):
    """Some identifier given is already in use; which one is not said."""


@strawberry.type
class SlotNotFound(Problem):
    """There is no such slot."""


def _alternatives(taken: Any, slot: type[slot_rows.Slot], asking: Asking) -> Any:
    free = col(slot.doctor_id) == taken.doctor_id, slot_rows.is_free(slot, asking.now)
    return select(slot).where(*free).order_by(col(slot.starts_at)).limit(ALTERNATIVES)


@strawberry.type(description="Somebody was faster. The same doctor's next free slots, up to three.")
class SlotTaken(Problem):
    """Somebody was faster. The same doctor's next free slots, up to three."""

    alternatives: list[Slot] = many(_alternatives)


@strawberry.type
class SlotInThePast(Problem):
    """It has begun."""


def _conflicts(overlap: Any, slot: type[slot_rows.Slot], _: Asking) -> Any:
    return select(slot).where(col(slot.id) == func.any(overlap.conflicts)).order_by(col(slot.starts_at))


@strawberry.type
class SlotsOverlap(Problem):
    """Other slots of the doctor stand at that time."""

    conflicts: list[Slot] = many(_conflicts)


@strawberry.type
class AbsenceNotFound(Problem):
    """There is no such absence."""


def _in_the_way(busy: Any, appointment: type[appointment_rows.Appointment], _: Asking) -> Any:
    return select(appointment).where(col(appointment.id) == busy.appointment_id)


@strawberry.type(description="The patient already has an appointment at that time.")
class PatientBusy(Problem):
    """The patient already has an appointment at that time."""

    appointment: Appointment = one(_in_the_way)


@strawberry.type(description="The key was used before with another input.")
class IdempotencyMismatch(Problem):
    """The key was used before with another input."""


@strawberry.type
class AppointmentNotFound(Problem):
    """There is no such appointment."""


@strawberry.type(description="The step does not follow from the appointment's status.")
class StatusConflict(Problem):
    """The step does not follow from the appointment's status."""

    status: appointment_rows.AppointmentStatus


@strawberry.type
class TooLate(Problem):
    """The step could be taken until `deadline`."""

    deadline: datetime


@strawberry.type
class TooEarly(Problem):
    """The step can be taken from `notBefore` on."""

    not_before: datetime


def result(name: str, *members: type[Any]) -> Any:
    """A mutation's result: what was asked for, or a refusal."""
    union: Any = members[0]
    for member in members[1:]:
        union = union | member
    return Annotated[union, strawberry.union(name)]
