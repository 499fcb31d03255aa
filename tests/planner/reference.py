"""The same clinic in plain Python under graphql-core's own executor: slow, obvious, and never wrong together
with the planner."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from graphql import ExecutionResult, GraphQLScalarType, build_schema, execute_sync, parse

from domain.viewer import IntegratorViewer
from schema.export import sdl
from tests.planner.pages import page, rejected, written
from tests.planner.scene import NOW

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
WEEKDAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
Rows = Mapping[str, list[SimpleNamespace]]


def plain(text: str) -> str:
    unaccented = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(unaccented.lower().split())


def uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


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


@dataclass
class Reference:
    """What there is, which doctors match which text, and who asks."""

    rows: Rows
    matches: Mapping[str, set[UUID]]

    def execute(
        self, query: str, variables: Mapping[str, Any], viewer: Any, root: Any = None, name: str | None = None
    ) -> ExecutionResult:
        return execute_sync(
            SCHEMA,
            parse(query),
            root,
            Asker(self, viewer),
            dict(variables),
            name,
            field_resolver=_resolve,
            type_resolver=lambda value, *_: value.kind,
        )


def _resolve(source: Any, info: Any, **arguments: Any) -> Any:
    name = f"{snake(info.parent_type.name)}_{snake(info.field_name)}"
    own: Callable[..., Any] | None = getattr(Asker, name, None)
    if own:
        return own(info.context, source, **{snake(key): value for key, value in arguments.items()})
    return getattr(source, snake(info.field_name))


def snake(name: str) -> str:
    return re.sub("(?!^)([A-Z])", r"_\1", name).lower()


@dataclass
class Asker:
    """Somebody asks. `type_field` is that field's resolver; other fields are the row's own columns."""

    reference: Reference
    viewer: Any

    def all(self, kind: str) -> list[SimpleNamespace]:
        return self.reference.rows[kind]

    def one(self, kind: str, id: Any) -> Any:
        return next((row for row in self.all(kind) if row.id == id), None)

    def mine(self, appointment: Any) -> bool:
        parties = (appointment.patient_id, appointment.doctor_id)
        return self.viewer.id is not None and self.viewer.id in parties

    def visible(self, appointment: Any, scope: str = "appointments:read") -> Any:
        if appointment is None or self.mine(appointment):
            return appointment
        granted = any(
            (row.integrator_id, row.doctor_id) == (self.viewer.id, appointment.doctor_id)
            and scope in row.scopes.split()
            and scope in getattr(self.viewer, "scopes", ())
            for row in self.all("Grant")
        )
        return appointment if granted else None

    def must_reach(self, scope: str | None) -> None:
        if isinstance(self.viewer, IntegratorViewer) and scope not in self.viewer.scopes:
            raise rejected("FORBIDDEN")

    def must_be_administrator(self) -> None:
        kind = getattr(self.query_viewer(None), "kind", None)
        if kind != "Administrator":
            raise rejected("FORBIDDEN" if kind else "UNAUTHENTICATED")

    def query_viewer(self, _: Any) -> Any:
        kinds = ("Patient", "Doctor", "Administrator", "Integrator")
        return next(filter(None, (self.one(kind, self.viewer.id) for kind in kinds)), None)

    def query_specialties(self, _: Any) -> Any:
        self.must_reach("directory:read")
        return sorted(self.all("Specialty"), key=lambda specialty: specialty.name_pt.encode())

    def query_doctor(self, _: Any, id: str) -> Any:
        self.must_reach("directory:read")
        doctor = self.one("Doctor", uuid(id))
        return doctor if doctor and (doctor.verified_at or doctor.id == self.viewer.id) else None

    def query_appointment(self, _: Any, id: str) -> Any:
        self.must_reach("appointments:read")
        return self.visible(self.one("Appointment", uuid(id)))

    def query_availability(self, _: Any) -> Any:
        return self.one("Doctor", self.viewer.id)

    def query_doctors(
        self, _: Any, order_by: str, first: int, filter: Any = None, after: str | None = None
    ) -> Any:
        self.must_reach("directory:read")
        wanted = filter or {}
        begins, ends = wanted.get("freeFrom"), wanted.get("freeTo")
        if begins and ends and begins >= ends:
            raise rejected("BAD_USER_INPUT")
        found = [row for row in self.all("Doctor") if row.verified_at and self.suits(row, wanted)]
        key = {"NEXT_SLOT": "next_slot_at", "FEE": "fee_cents", "NAME": "search_text"}[order_by]
        return page(key, found, first, after)

    def suits(self, doctor: Any, wanted: Mapping[str, Any]) -> bool:
        def is_so(name: str, test: Callable[[Any], bool]) -> bool:
            return wanted.get(name) is None or test(wanted[name])

        def is_free(_: Any) -> bool:
            begins, ends = wanted.get("freeFrom") or NOW, wanted.get("freeTo")
            free = self.free(doctor)
            return any(begins <= slot.starts_at and (not ends or slot.starts_at < ends) for slot in free)

        codes = [specialty.code for specialty in self.doctor_specialties(doctor)]
        return (
            is_so("text", lambda text: doctor.id in self.reference.matches[text])
            and is_so("specialty", codes.__contains__)
            and is_so("city", lambda city: plain(city) == plain(doctor.city))
            and is_so("state", lambda state: state.upper() == doctor.state)
            and is_so("maxFeeCents", lambda most: doctor.fee_cents <= most)
            and is_so("freeFrom", is_free)
            and is_so("freeTo", is_free)
        )

    def query_appointments(self, _: Any, first: int, filter: Any = None, after: str | None = None) -> Any:
        kind = getattr(self.query_viewer(None), "kind", None)
        if kind not in ("Patient", "Doctor", "Integrator"):
            raise rejected("FORBIDDEN" if kind else "UNAUTHENTICATED")
        self.must_reach("appointments:read")
        wanted = filter or {}
        begins, ends, statuses = wanted.get("from"), wanted.get("to"), wanted.get("status")
        found = [
            row
            for row in self.all("Appointment")
            if self.visible(row)
            and (statuses is None or row.status in statuses)
            and (begins is None or row.starts_at >= begins)
            and (ends is None or row.starts_at < ends)
        ]
        return page("starts_at", found, first, after)

    def specialty_name(self, specialty: Any) -> str:
        return str(specialty.name_en if self.viewer.locale == "en" else specialty.name_pt)

    def doctor_specialties(self, doctor: Any) -> list[Any]:
        practised = [row for row in self.all("DoctorSpecialty") if row.doctor_id == doctor.id]
        named = {row.code: row for row in self.all("Specialty")}
        return [named[row.specialty_code] for row in sorted(practised, key=lambda row: row.place)]

    def free(self, doctor: Any) -> list[Any]:
        found = [
            row
            for row in self.all("Slot")
            if row.doctor_id == doctor.id
            and row.status == "FREE"
            and row.starts_at > NOW
            and not (row.held_until and row.held_until > NOW)
        ]
        return sorted(found, key=lambda slot: slot.starts_at)

    def doctor_next_slots(self, doctor: Any, first: int) -> list[Any]:
        if not 1 <= first <= 10:
            raise rejected("BAD_USER_INPUT")
        return self.free(doctor)[:first]

    def doctor_slots(self, doctor: Any, to: datetime, **begins: datetime) -> list[Any]:
        if not timedelta(0) < to - begins["from"] <= timedelta(days=31):
            raise rejected("BAD_USER_INPUT")
        return [slot for slot in self.free(doctor) if begins["from"] <= slot.starts_at < to]

    def slot_status(self, slot: Any) -> str:
        held = slot.status == "FREE" and slot.held_until and slot.held_until > NOW
        return "HELD" if held else str(slot.status)

    def slot_doctor(self, slot: Any) -> Any:
        return self.one("Doctor", slot.doctor_id)

    def own(self, patient: Any, value: Any) -> Any:
        return value if patient.id == self.viewer.id else None

    def patient_cpf(self, patient: Any) -> Any:
        return self.own(patient, self.one("Account", patient.id).cpf)

    def patient_email(self, patient: Any) -> Any:
        return self.own(patient, self.one("Account", patient.id).email)

    def patient_phone(self, patient: Any) -> Any:
        return self.own(patient, patient.phone)

    def patient_locale(self, patient: Any) -> Any:
        return self.one("Account", patient.id).locale

    def query_accounts(self, _: Any, first: int, search: str | None = None, after: str | None = None) -> Any:
        self.must_be_administrator()
        found = [
            row
            for row in self.all("Account")
            if search is None or row.email == search.lower() or plain(search) in plain(self.account_name(row))
        ]
        return page(None, found, first, after)

    def query_unverified_doctors(self, _: Any, first: int, after: str | None = None) -> Any:
        self.must_be_administrator()
        return page(None, [row for row in self.all("Doctor") if not row.verified_at], first, after)

    def account_name(self, account: Any) -> Any:
        named = (self.one(kind, account.id) for kind in ("Patient", "Doctor", "Administrator"))
        return next(filter(None, named)).name

    def query_integrators(self, _: Any) -> Any:
        kind = getattr(self.query_viewer(None), "kind", None)
        if kind != "Doctor":
            raise rejected("FORBIDDEN" if kind else "UNAUTHENTICATED")
        found = [row for row in self.all("Integrator") if not row.disabled_at or self.grant(row)]
        return sorted(found, key=lambda row: (row.name.encode(), row.id))

    def grant(self, integrator: Any) -> Any:
        given = (row for row in self.all("Grant") if row.integrator_id == integrator.id)
        return next((row for row in given if row.doctor_id == self.viewer.id), None)

    def integrator_granted_at(self, integrator: Any) -> Any:
        return getattr(self.grant(integrator), "granted_at", None)

    def integrator_granted_scopes(self, integrator: Any) -> Any:
        grant = self.grant(integrator)
        return grant.scopes.split() if grant else None

    def appointment_reason(self, appointment: Any) -> Any:
        return appointment.reason if self.mine(appointment) else None

    def appointment_closed_reason(self, appointment: Any) -> Any:
        return appointment.closed_reason if self.mine(appointment) else None

    def appointment_history(self, appointment: Any) -> list[Any]:
        steps = [row for row in self.all("AppointmentStep") if row.appointment_id == appointment.id]
        return sorted(steps, key=lambda step: (step.at, step.id))

    def appointment_step_by(self, step: Any) -> Any:
        return step.party

    def appointment_step_from(self, step: Any) -> Any:
        return step.from_status

    def appointment_step_to(self, step: Any) -> Any:
        return step.to_status

    def appointment_step_through(self, step: Any) -> Any:
        return self.one("Integrator", step.integrator_id)

    def appointment_step_reason(self, step: Any) -> Any:
        return step.reason if self.mine(self.one("Appointment", step.appointment_id)) else None

    def integrator_scopes(self, integrator: Any) -> list[str]:
        return list(integrator.scopes.split())

    def appointment_slot(self, appointment: Any) -> Any:
        return self.one("Slot", appointment.slot_id)

    appointment_doctor = slot_doctor

    def appointment_patient(self, appointment: Any) -> Any:
        return self.one("Patient", appointment.patient_id)

    def appointment_rescheduled_from(self, appointment: Any) -> Any:
        return self.visible(self.one("Appointment", appointment.rescheduled_from_id))

    def signed_in_viewer(self, _: Any) -> Any:
        return self.query_viewer(None)

    def slot_taken_alternatives(self, taken: Any) -> list[Any]:
        return self.free(self.one("Doctor", taken.doctor_id))[:3]

    def slots_published_slots(self, published: Any) -> list[Any]:
        return sorted((self.one("Slot", id) for id in published.ids), key=lambda slot: slot.starts_at)

    def slots_overlap_conflicts(self, overlap: Any) -> list[Any]:
        return self.slots_published_slots(SimpleNamespace(ids=overlap.conflicts))

    slot_hold_slot = appointment_slot

    def patient_busy_appointment(self, busy: Any) -> Any:
        return self.one("Appointment", busy.appointment_id)

    def absence_added_absence(self, added: Any) -> Any:
        return self.one("Absence", added.id)

    def absence_added_affected(self, added: Any) -> list[Any]:
        found = [
            row
            for row in self.all("Appointment")
            if row.doctor_id == self.viewer.id
            and row.status in ("PENDING", "CONFIRMED")
            and added.starts_at < row.ends_at
            and added.ends_at > row.starts_at
            and row.ends_at > NOW
        ]
        return sorted(found, key=lambda appointment: appointment.starts_at)

    def availability_rules(self, doctor: Any) -> list[Any]:
        mine = [row for row in self.all("AvailabilityRule") if row.doctor_id == doctor.id]
        return sorted(mine, key=lambda rule: (rule.weekday, rule.starts_at))

    def availability_rule_weekday(self, rule: Any) -> str:
        return WEEKDAYS[rule.weekday]

    def availability_absences(self, doctor: Any) -> list[Any]:
        mine = [row for row in self.all("Absence") if row.doctor_id == doctor.id and row.ends_at > NOW]
        return sorted(mine, key=lambda absence: (absence.starts_at, absence.id))
