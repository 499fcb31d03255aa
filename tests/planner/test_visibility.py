"""Who sees what: every field of what is private, for every viewer."""

from typing import Any

import pytest

from domain.integrators.scopes import Scope
from domain.viewer import AdministratorViewer, DoctorViewer, IntegratorViewer, PatientViewer
from tests.planner.harness import Harness
from tests.planner.reference import SCHEMA
from tests.planner.scene import ADMINISTRATOR, APPOINTMENT, DOCTOR, INTEGRATORS, PATIENT, VIEWERS, id_of

VISIT = str(id_of(APPOINTMENT, 1))
"""Between the first patient and the first doctor."""
PARTIES = ("patient", "doctor")
ALWAYS = {
    "id": str(id_of(PATIENT, 1)),
    "name": 'Bruno "B" Lima',
    "timeZone": "America/Sao_Paulo",
    "locale": "pt-BR",
}
ALONE = {"cpf": "52998224725", "email": "bruno@example.com", "phone": "+55 11 98765-4321"}
READERS = [viewer for viewer in VIEWERS if viewer != "integrator without scopes"]
NOTHING = dict.fromkeys(ALONE)
APPOINTMENTS_FIELDS = {
    "id": VISIT,
    "status": "CONFIRMED",
    "slot": {"id": "55555555-0000-7000-8000-000000000003"},
    "doctor": {"id": str(id_of(DOCTOR, 1))},
    "patient": {"id": str(id_of(PATIENT, 1))},
    "reason": "",
    "feeCents": 1_000,
    "createdAt": "2026-11-28T11:59:59.999999Z",
    "expiresAt": None,
    "confirmedAt": None,
    "closedAt": None,
    "closedBy": None,
    "closedReason": None,
    "rescheduledFrom": None,
    "history": [{"to": "PENDING"}, {"to": "CONFIRMED"}],
}


def selected(fields: Any) -> str:
    def each(name: str, value: Any) -> str:
        if isinstance(value, list):
            return f"{name}{{to}}"
        return f"{name}{{id}}" if isinstance(value, dict) else name

    return " ".join(each(name, value) for name, value in fields.items())


def fields_of(type_: str) -> set[str]:
    return set(SCHEMA.type_map[type_].fields)


async def patient_of_the_visit(harness: Harness, viewer: str) -> Any:
    query = f'{{appointment(id:"{VISIT}"){{patient{{{" ".join([*ALWAYS, *ALONE])}}}}}}}'
    return (await harness.agree(query, {}, viewer))["data"]["appointment"]


def test_every_field_of_a_patient_and_of_an_appointment_is_in_these_tables():
    assert fields_of("Patient") == {*ALWAYS, *ALONE}
    assert fields_of("Appointment") == set(APPOINTMENTS_FIELDS)
    assert fields_of("Availability") == {"rules", "absences"}


@pytest.mark.parametrize("viewer", READERS)
async def test_a_patients_cpf_email_and_phone_are_the_patients_alone(harness: Harness, viewer: str):
    found = await patient_of_the_visit(harness, viewer)
    if viewer not in PARTIES:
        assert found is None
    else:
        assert found["patient"] == ALWAYS | (ALONE if viewer == "patient" else NOTHING)


@pytest.mark.parametrize("viewer", READERS)
async def test_oneself_is_all_there_to_oneself(harness: Harness, viewer: str):
    query = f"{{viewer{{__typename ...on Patient{{{' '.join([*ALWAYS, *ALONE])}}}}}}}"
    found = (await harness.agree(query, {}, viewer))["data"]["viewer"]
    if viewer == "patient":
        assert found == {"__typename": "Patient"} | ALWAYS | ALONE
    kinds = {
        "other patient": "Patient",
        "administrator": "Administrator",
    }
    ends = {"doctor": "Doctor", "patient": "Patient", "integrator": "Integrator"}
    kind = kinds.get(viewer, ends.get(viewer.rpartition(" ")[2]))
    assert found is None if "anonymous" in viewer else found["__typename"] == kind


@pytest.mark.parametrize("viewer", READERS)
@pytest.mark.parametrize("field", APPOINTMENTS_FIELDS)
async def test_every_field_of_an_appointment_is_its_two_parties_alone(
    harness: Harness, field: str, viewer: str
):
    chosen = selected({field: APPOINTMENTS_FIELDS[field]})
    chosen += "{id}" if field == "rescheduledFrom" else ""
    found = await harness.agree(f'{{appointment(id:"{VISIT}"){{{chosen}}}}}', {}, viewer)
    expected = {field: APPOINTMENTS_FIELDS[field]} if viewer in PARTIES else None
    assert found["data"]["appointment"] == expected


@pytest.mark.parametrize(
    "viewer", ["patient", "other patient", "doctor", "other doctor", "unverified doctor"]
)
async def test_a_list_holds_the_viewers_own_appointments_and_all_of_them(harness: Harness, viewer: str):
    query = "{appointments(first:100){nodes{id patient{id}doctor{id}}}}"
    nodes = (await harness.agree(query, {}, viewer))["data"]["appointments"]["nodes"]
    me = VIEWERS[viewer].id
    rows = harness.reference.rows["Appointment"]
    mine = {str(row.id) for row in rows if me in (row.patient_id, row.doctor_id)}
    assert {node["id"] for node in nodes} == mine
    assert bool(mine) == (viewer != "unverified doctor")


async def test_an_appointment_that_replaced_anothers_tells_nothing_of_it(harness: Harness):
    moved = next(row for row in harness.reference.rows["Appointment"] if row.rescheduled_from_id)
    before = next(row for row in harness.reference.rows["Appointment"] if row.id == moved.rescheduled_from_id)
    assert moved.doctor_id != before.doctor_id
    query = f'{{appointment(id:"{moved.id}"){{id rescheduledFrom{{id reason}}}}}}'
    seen = {}
    for viewer in (PatientViewer(moved.patient_id), DoctorViewer(moved.doctor_id)):
        found = (await harness.data(query, viewer=viewer))["appointment"]
        seen[type(viewer)] = bool(found["rescheduledFrom"])
    assert seen == {PatientViewer: True, DoctorViewer: False}


@pytest.mark.parametrize("viewer", READERS)
@pytest.mark.parametrize(
    "field", ["rules{weekday startsAt endsAt visitMinutes gapMinutes}", "absences{id note}"]
)
async def test_availability_is_the_doctors_alone_and_null_to_anybody_else(
    harness: Harness, field: str, viewer: str
):
    found = (await harness.agree(f"{{availability{{{field}}}}}", {}, viewer))["data"]["availability"]
    if "doctor" not in viewer:
        assert found is None
    else:
        (rows,) = found.values()
        assert len(rows) == {"doctor": {"r": 3, "a": 2}, "other doctor": {"r": 1, "a": 1}}.get(
            viewer, {}
        ).get(field[0], 0)


async def test_a_role_gives_nothing_that_an_id_does_not(harness: Harness):
    """The statement asks who it is, whatever kind of viewer the session says."""
    query = f'{{appointment(id:"{VISIT}"){{id}}availability{{rules{{weekday}}}}viewer{{__typename}}}}'
    strangers = [kind(id) for kind in (PatientViewer, DoctorViewer) for id in (ADMINISTRATOR, INTEGRATORS[1])]
    for viewer in (
        *strangers,
        AdministratorViewer(ADMINISTRATOR),
        IntegratorViewer(INTEGRATORS[1], scopes=frozenset(Scope)),
    ):
        found = await harness.data(query, viewer=viewer)
        assert (found["appointment"], found["availability"]) == (None, None)


async def test_a_doctor_who_is_not_verified_is_seen_by_nobody_else(harness: Harness):
    unverified = str(id_of(DOCTOR, 8))
    query = f'{{doctor(id:"{unverified}"){{name}}doctors(first:100){{nodes{{id}}}}}}'
    for viewer in READERS:
        found = (await harness.agree(query, {}, viewer))["data"]
        assert bool(found["doctor"]) == (viewer == "unverified doctor")
        assert unverified not in {node["id"] for node in found["doctors"]["nodes"]}


async def test_specialties_are_named_in_the_viewers_language(harness: Harness):
    names = {}
    for viewer in ("anonymous", "anonymous in English"):
        found = (await harness.agree("{specialties{code name}}", {}, viewer))["data"]["specialties"]
        names[viewer] = {specialty["code"]: specialty["name"] for specialty in found}["cardiology"]
    assert names == {"anonymous": "Cardiologia", "anonymous in English": "Cardiology"}
