"""For every member of every mutation's result: what a use case gives, and what the reference sees."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any, Final

from graphql import GraphQLUnionType, get_named_type

from domain.appointments.models import AppointmentStatus
from domain.errors import Invalid, InvalidInput
from domain.problems import Problem
from schema.mutations import refused
from schema.outcome import Outcome
from tests.planner.reference import SCHEMA, Reference
from tests.planner.scene import ABSENCE, APPOINTMENT, DOCTOR, NOW, PATIENT, SLOT, id_of

MEMBERS: Final[dict[str, tuple[str, ...]]] = {
    name: tuple(member.name for member in union.types)
    for name, field in SCHEMA.mutation_type.fields.items()
    if isinstance(union := get_named_type(field.type), GraphQLUnionType)
}
"""Each mutation's possible results."""

GIVEN: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "Patient": ("patient", {"id": id_of(PATIENT, 1)}),
    "Doctor": ("doctor", {"id": id_of(DOCTOR, 1)}),
    "Slot": ("doctor", {"id": id_of(SLOT, 3)}),
    "Appointment": ("patient", {"id": id_of(APPOINTMENT, 8)}),
    "Availability": ("doctor", {"id": id_of(DOCTOR, 1)}),
    "SignedIn": ("other patient", {}),
    "SlotsPublished": ("doctor", {"ids": [id_of(SLOT, 9), id_of(SLOT, 8), id_of(SLOT, 3)]}),
    "SlotHold": ("patient", {"slot_id": id_of(SLOT, 9), "expires_at": NOW + timedelta(minutes=5)}),
    "AbsenceAdded": (
        "doctor",
        {"id": id_of(ABSENCE, 3), "starts_at": NOW - timedelta(days=30), "ends_at": NOW + timedelta(days=30)},
    ),
    "SlotTaken": ("patient", {"doctor_id": id_of(DOCTOR, 4)}),
    "SlotsOverlap": ("doctor", {"conflicts": [id_of(SLOT, 2), id_of(SLOT, 1)]}),
    "PatientBusy": ("patient", {"appointment_id": id_of(APPOINTMENT, 1)}),
    "StatusConflict": ("doctor", {"status": AppointmentStatus.NO_SHOW}),
    "TooLate": ("patient", {"deadline": NOW + timedelta(milliseconds=1)}),
    "TooEarly": ("doctor", {"not_before": NOW}),
    "Integrator": ("doctor", {"id": id_of("f", 1)}),
    "Account": ("administrator", {"id": id_of(PATIENT, 1)}),
    "TooManyAttempts": ("anonymous", {"retry_after_seconds": 60}),
}
WRONG: Final = InvalidInput([Invalid("cpf", Problem.CPF), Invalid('rules.2."endsAt\\', Problem.OVERLAP)])


def outcome_of(member: str, reference: Reference) -> tuple[str, Outcome, Any]:
    """Who asked, what the use case gave, and the reference's object."""
    if member == "InvalidInput":
        outcome = refused(WRONG, "en")
        fields = [SimpleNamespace(**field) for field in outcome.given["fields"]]
        return (
            "anonymous in English",
            outcome,
            SimpleNamespace(kind=member, **{**outcome.given, "fields": fields}),
        )
    viewer, given = GIVEN.get(member, ("patient", {}))
    rows = reference.rows.get("Doctor" if member == "Availability" else member)
    if rows is not None:
        row = next(row for row in rows if row.id == given["id"])
        return viewer, Outcome(member, **given), SimpleNamespace(**{**vars(row), "kind": member})
    given = given | {"message": "A \"sentence\", com 'acentos' é \\ \n 🩺"}
    return viewer, Outcome(member, **given), SimpleNamespace(kind=member, **given)
