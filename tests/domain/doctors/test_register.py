"""Doctors register once, and are found once verified."""

import asyncio
from collections import Counter
from collections.abc import Awaitable
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.accounts.errors import AlreadyRegistered
from domain.accounts.form import Form
from domain.accounts.rules import Unfit
from domain.doctors import rules
from domain.doctors.register import DoctorRegistration, validated
from domain.errors import InvalidInput
from domain.problems import Problem
from infra.database import Database
from tests.clinic import Clinic
from tests.domain.accounts.people import PASSWORD, Door, a_doctor, a_patient

ANY_TEXT = st.text(st.characters(), max_size=100)
FIVE = ("cardiology", "dermatology", "neurology", "pediatrics", "urology")


@pytest.fixture
def door(database: Database, now: datetime) -> Door:
    """Where one registers."""
    return Door(database, now)


async def wrong_with(clinic: Clinic, form: DoctorRegistration) -> list[tuple[str, Problem]]:
    try:
        await clinic.database.write(lambda tx: validated(tx, form))
    except InvalidInput as refusal:
        return [(field.path, field.problem) for field in refusal.fields]
    return []


async def outcome(attempt: Awaitable[object]) -> object:
    try:
        await attempt
    except AlreadyRegistered:
        return AlreadyRegistered
    return "registered"


async def test_a_doctor_is_registered(clinic: Clinic, door: Door):
    form = a_doctor(
        name=" José  Conceição",
        crm_number="00123.456",
        crm_state="mg",
        specialties=("gynecology", "cardiology"),
        fee_cents=0,
        bio=" Atendo\r\nonline. ",
        city="Poços de Caldas",
        state="mg",
    )
    id = await door.doctor(form)
    doctor, account = await clinic.row("doctors", id), await clinic.row("accounts", id)
    assert account.role == "DOCTOR"
    assert (doctor.name, doctor.crm_number, doctor.crm_state) == ("José Conceição", "123456", "MG")
    assert (doctor.bio, doctor.city, doctor.state) == ("Atendo\nonline.", "Poços de Caldas", "MG")
    assert (doctor.fee_cents, doctor.time_zone) == (0, "America/Sao_Paulo")
    assert (doctor.verified_at, doctor.published_until) == (clinic.now, None)
    assert doctor.search_text == (
        "jose conceicao pocos de caldas ginecologia e obstetricia gynecology and obstetrics"
        " cardiologia cardiology crm mg 123456"
    )
    practised = await clinic.fetch(
        "SELECT specialty_code FROM doctor_specialties WHERE doctor_id = $1 ORDER BY place", id
    )
    assert [row.specialty_code for row in practised] == ["gynecology", "cardiology"]


async def test_a_doctor_waits_for_verification(clinic: Clinic, door: Door):
    assert (await clinic.row("doctors", await door.doctor(auto_verify=False))).verified_at is None


async def test_all_that_is_wrong_is_told_at_once(clinic: Clinic):
    form = a_doctor(
        name="1",
        accepts_terms=False,
        crm_number="0",
        crm_state="XX",
        fee_cents=-1,
        bio="\x00",
        city="X",
        state="",
        specialties=("cardiology", "astrology", "cardiology", "\x00"),
    )
    assert await wrong_with(clinic, form) == [
        ("name", Problem.TOO_SHORT),
        ("acceptsTerms", Problem.TERMS),
        ("crmNumber", Problem.CRM),
        ("crmState", Problem.STATE),
        ("feeCents", Problem.FEE),
        ("bio", Problem.CHARACTERS),
        ("city", Problem.TOO_SHORT),
        ("state", Problem.REQUIRED),
        ("specialties.1", Problem.SPECIALTY),
        ("specialties.2", Problem.REPEATED),
        ("specialties.3", Problem.SPECIALTY),
    ]


@pytest.mark.parametrize(
    ("field", "value", "wrong"),
    [
        ("specialties", (), [("specialties", Problem.REQUIRED)]),
        ("specialties", FIVE, []),
        ("specialties", (*FIVE, "psychiatry"), [("specialties", Problem.TOO_MANY)]),
        ("specialties", ("x",) * 10_000, [("specialties", Problem.TOO_MANY)]),
        ("fee_cents", 10_000_000, []),
        ("fee_cents", 10_000_001, [("feeCents", Problem.FEE)]),
        ("bio", "x" * 2000, []),
        ("bio", "x" * 2001, [("bio", Problem.TOO_LONG)]),
        ("city", "x" * 81, [("city", Problem.TOO_LONG)]),
        ("crm_number", "1" * 10, []),
        ("crm_number", "1" * 11, [("crmNumber", Problem.CRM)]),
    ],
)
async def test_the_limits_of_a_field(
    clinic: Clinic, field: str, value: Any, wrong: list[tuple[str, Problem]]
):
    assert await wrong_with(clinic, a_doctor(**{field: value})) == wrong


async def test_the_longest_form_fits_the_index(door: Door):
    await door.doctor(a_doctor(name="ﷺ㏂" * 60, city="ﷺ㏂" * 40, bio="💊" * 2000, specialties=FIVE))


@pytest.mark.parametrize("rule", [rules.bio, rules.city], ids=["bio", "city"])
@given(typed=ANY_TEXT)
def test_a_rule_takes_any_text_and_what_it_keeps_it_keeps_again(rule: Any, typed: str):
    try:
        kept = rule(typed)
    except Unfit:
        return
    assert rule(kept) == kept


@given(st.lists(ANY_TEXT | st.sampled_from(FIVE), max_size=8))
def test_a_specialty_that_is_unknown_or_repeated_is_named_by_its_place(codes: list[str]):
    form, named = Form(), []
    rules.read_specialties(form, codes, FIVE)
    try:
        form.close()
    except InvalidInput as refusal:
        named = [field.path for field in refusal.fields]
    if 1 <= len(codes) <= 5:
        bad = [place for place, code in enumerate(codes) if code not in FIVE or code in codes[:place]]
        assert named == [f"specialties.{place}" for place in bad]
    else:
        assert named == ["specialties"]


async def test_one_registers_once(door: Door):
    form = a_doctor()
    patient = a_patient()
    await door.doctor(form)
    await door.patient(patient)
    for again in (
        a_doctor(crm_number=f"0{form.crm_number}", crm_state="sp"),
        a_doctor(cpf=form.cpf),
        a_doctor(email=form.email),
        a_doctor(cpf=patient.cpf),
        a_doctor(email=patient.email),
    ):
        assert await outcome(door.doctor(again)) is AlreadyRegistered
    assert await outcome(door.doctor(a_doctor(crm_number=form.crm_number, crm_state="RJ"))) == "registered"


async def test_of_twenty_with_one_crm_one_is_registered(clinic: Clinic, door: Door):
    number = a_doctor().crm_number
    attempts = [outcome(door.doctor(a_doctor(crm_number=number))) for _ in range(20)]
    assert Counter(await asyncio.gather(*attempts)) == {"registered": 1, AlreadyRegistered: 19}
    accounts = await clinic.fetch(
        "SELECT 1 FROM accounts JOIN doctors USING (id) WHERE crm_number = $1 AND password_hash = $2",
        number,
        f"quick:{PASSWORD}",
    )
    assert len(accounts) == 1


async def test_a_loser_leaves_nothing_behind(clinic: Clinic, door: Door):
    number, forms = a_doctor().crm_number, [a_doctor() for _ in range(10)]
    attempts = [
        outcome(door.doctor(a_doctor(crm_number=number, email=form.email, cpf=form.cpf))) for form in forms
    ]
    await asyncio.gather(*attempts)
    emails = [form.email for form in forms]
    assert len(await clinic.fetch("SELECT 1 FROM accounts WHERE email = ANY($1)", emails)) == 1
