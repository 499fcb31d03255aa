"""Every table of the clinic, for migrations and tests: importing this module declares them all."""

from domain import events as events
from domain.accounts import models as accounts
from domain.appointments import models as appointments
from domain.availability import models as availability
from domain.doctors import models as doctors
from domain.integrators import models as integrators
from domain.notifications import models as notifications
from domain.patients import models as patients
from domain.slots import models as slots

__all__ = [
    "accounts",
    "appointments",
    "availability",
    "doctors",
    "events",
    "integrators",
    "notifications",
    "patients",
    "slots",
]
