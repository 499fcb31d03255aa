"""What booking and the steps of an appointment's life refuse."""

from datetime import datetime
from typing import Any

import strawberry
from sqlalchemy import select
from sqlmodel import col

from domain.appointments import models as rows
from planner.sources import Asking
from schema.appointments.types import Appointment
from schema.declare import one
from schema.problems import Problem


def _in_the_way(busy: Any, appointment: type[rows.Appointment], _: Asking) -> Any:
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

    status: rows.AppointmentStatus


@strawberry.type
class TooLate(Problem):
    """The step could be taken until `deadline`."""

    deadline: datetime


@strawberry.type
class TooEarly(Problem):
    """The step can be taken from `notBefore` on."""

    not_before: datetime
