"""The same clinic in plain Python under graphql-core's own executor: slow, obvious, and never wrong together
with the planner."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from graphql import DocumentNode, ExecutionResult, GraphQLScalarType, build_schema, execute_sync, parse

from schema.export import sdl
from tests.planner.asker import Rows
from tests.planner.directory import Directory
from tests.planner.pages import written
from tests.planner.people import People
from tests.planner.visits import Visits

TABLES = {
    "doctors": "Doctor",
    "patients": "Patient",
    "administrators": "Administrator",
    "integrators": "Integrator",
    "grants": "Grant",
    "appointment_steps": "AppointmentStep",
    "specialties": "Specialty",
    "slots": "Slot",
    "appointments": "Appointment",
    "availability_rules": "AvailabilityRule",
    "absences": "Absence",
    "accounts": "Account",
    "doctor_specialties": "DoctorSpecialty",
}


def _schema() -> Any:
    schema = build_schema(sdl())
    for name, output, taken in (
        ("DateTime", written, datetime.fromisoformat),
        ("Time", lambda clock: clock.strftime("%H:%M"), None),
        ("ID", str, None),
    ):
        scalar = schema.type_map[name]
        assert isinstance(scalar, GraphQLScalarType)
        scalar.coerce_output_value = output
        if taken:
            scalar.coerce_input_value = taken
    return schema


SCHEMA = _schema()


class Everything(Directory, People, Visits):
    """Resolvers by their names; other fields are the row's own columns."""


@dataclass
class Reference:
    """What there is, and which doctors match which text."""

    rows: Rows
    matches: Mapping[str, set[UUID]]

    def execute(
        self, query: str, variables: Mapping[str, Any], viewer: Any, root: Any = None, name: str | None = None
    ) -> ExecutionResult:
        return execute_sync(
            SCHEMA,
            _parsed(query),
            root,
            Everything(self.rows, self.matches, viewer),
            dict(variables),
            name,
            field_resolver=_resolve,
            type_resolver=lambda value, *_: value.kind,
        )


@lru_cache(maxsize=1)
def _parsed(query: str) -> DocumentNode:
    """Asked by one viewer after another."""
    return parse(query)


def _resolve(source: Any, info: Any, **arguments: Any) -> Any:
    name = f"{snake(info.parent_type.name)}_{snake(info.field_name)}"
    own: Callable[..., Any] | None = getattr(Everything, name, None)
    if own:
        return own(info.context, source, **{snake(key): value for key, value in arguments.items()})
    return getattr(source, snake(info.field_name))


def snake(name: str) -> str:
    return re.sub("(?!^)([A-Z])", r"_\1", name).lower()
