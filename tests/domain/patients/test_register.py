"""Patients register once, with everything that is wrong told at once."""

import asyncio
import secrets
from collections import Counter
from collections.abc import Awaitable
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from validate_docbr import CPF

from domain.accounts.errors import AlreadyRegistered
from domain.errors import InvalidInput
from domain.patients.register import PatientRegistration, register_patient, validated
from domain.problems import Problem
from infra.database import Database
from tests.clinic import Clinic
from tests.domain.accounts.people import Door, a_doctor, a_patient

ANY_TEXT = st.text(st.characters(), max_size=150)


@pytest.fixture
def door(database: Database, now: datetime) -> Door:
    """Where one registers."""
    return Door(database, now)


async def outcome(attempt: Awaitable[object]) -> object:
    try:
        await attempt
    except AlreadyRegistered:
        return AlreadyRegistered
    return "registered"


@given(
    st.builds(
        PatientRegistration,
        name=ANY_TEXT,
        cpf=ANY_TEXT,
        email=ANY_TEXT,
        password=ANY_TEXT,
        phone=st.none() | ANY_TEXT,
        time_zone=ANY_TEXT,
        locale=ANY_TEXT,
        accepts_terms=st.booleans(),
    )
)
def test_any_form_is_taken_or_told_what_is_wrong(form: PatientRegistration):
    with pytest.raises(InvalidInput) as refusal:
        validated(form)
    wrong = [field.path for field in refusal.value.fields]
    assert set(wrong) <= {"name", "cpf", "email", "password", "phone", "timeZone", "locale", "acceptsTerms"}
    assert len(wrong) == len(set(wrong))


def test_a_valid_form_stays_as_it_is():
    form = validated(a_patient(name=" Bruno  Lima", phone="11 98765 4321", email="B@Example.com"))
    assert validated(form) == form
    assert (form.name, form.phone, form.email) == ("Bruno Lima", "+5511987654321", "b@example.com")


def test_all_that_is_wrong_is_told_at_once():
    form = PatientRegistration(
        name="",
        cpf="1",
        email="x",
        password="short",
        phone="1",
        time_zone="X",
        locale="fr",
        accepts_terms=False,
    )
    with pytest.raises(InvalidInput) as refusal:
        validated(form)
    assert refusal.value.fields == [
        ("name", Problem.REQUIRED),
        ("cpf", Problem.CPF),
        ("email", Problem.EMAIL),
        ("password", Problem.TOO_SHORT),
        ("acceptsTerms", Problem.TERMS),
        ("timeZone", Problem.TIME_ZONE),
        ("locale", Problem.LOCALE),
        ("phone", Problem.PHONE),
    ]


async def test_a_patient_is_registered(clinic: Clinic, door: Door):
    form = a_patient(name=" Bruno  Lima ", phone="(11) 98765-4321", locale="en", time_zone="America/Manaus")
    id = await door.patient(form)
    patient, account = await clinic.row("patients", id), await clinic.row("accounts", id)
    assert dict(patient) == {
        "id": id,
        "name": "Bruno Lima",
        "phone": "+5511987654321",
        "time_zone": "America/Manaus",
    }
    assert (account.role, account.cpf, account.email) == ("PATIENT", CPF()._only_digits(form.cpf), form.email)
    assert (account.locale, account.accepted_terms_at, account.created_at) == ("en", clinic.now, clinic.now)
    assert account.password_hash == f"quick:{form.password}"


async def test_a_form_that_was_not_validated_is(clinic: Clinic):
    with pytest.raises(InvalidInput):
        await clinic.database.write(
            lambda tx: register_patient(tx, a_patient(cpf="1"), "quick:x", clinic.now)
        )


async def test_one_registers_once(door: Door):
    form = a_patient()
    doctor = a_doctor()
    await door.patient(form)
    await door.doctor(doctor)
    for again in (
        a_patient(cpf=CPF()._only_digits(form.cpf)),
        a_patient(email=form.email.upper()),
        a_patient(cpf=doctor.cpf),
        a_patient(email=doctor.email),
        a_patient(cpf=form.cpf, email=doctor.email),
    ):
        assert await outcome(door.patient(again)) is AlreadyRegistered


@pytest.mark.parametrize("same", ["cpf", "email"])
async def test_of_twenty_at_once_one_is_registered(clinic: Clinic, door: Door, same: str):
    shared = {"cpf": CPF().generate()} if same == "cpf" else {"email": f"{secrets.token_hex(8)}@example.com"}
    patients = [door.patient(a_patient(**shared)) for _ in range(10)]
    doctors = [door.doctor(a_doctor(**shared)) for _ in range(10)]
    outcomes = Counter(await asyncio.gather(*(outcome(attempt) for attempt in patients + doctors)))
    assert outcomes == {"registered": 1, AlreadyRegistered: 19}
    rows = await clinic.fetch(f"SELECT id FROM accounts WHERE {same} = $1", shared[same])
    assert len(rows) == 1
    people = "SELECT id FROM patients WHERE id = $1 UNION ALL SELECT id FROM doctors WHERE id = $1"
    assert len(await clinic.fetch(people, rows[0].id)) == 1
