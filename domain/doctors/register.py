"""Register a doctor."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from domain.accounts import rules as people
from domain.accounts.errors import AlreadyRegistered
from domain.accounts.form import Form
from domain.accounts.models import Role
from domain.accounts.open_account import open_account
from domain.accounts.registration import Person, Registration, read_person
from domain.doctors import queries, rules
from domain.doctors.models import Doctor, DoctorSpecialty, Specialty
from domain.transaction import Transaction


@dataclass(frozen=True, kw_only=True, repr=False)
class DoctorForm(Person):
    """What is asked of a doctor."""

    crm_number: str
    crm_state: str
    specialties: tuple[str, ...]
    """Codes, the most important first."""
    fee_cents: int
    city: str
    state: str
    bio: str = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class DoctorRegistration(DoctorForm, Registration):
    """What a doctor fills in who will sign in with a password."""


F = TypeVar("F", bound=DoctorForm)


async def validated(tx: Transaction, typed: DoctorRegistration) -> DoctorRegistration:
    """The form as it is kept. Refuses with InvalidInput, so ask before hashing the password.

    Wants a transaction to know the specialties; nothing of what was typed reaches the database.
    """
    form = Form()
    return _with_practice(form, read_person(form, typed), await _specialties(tx))


async def register_doctor(
    tx: Transaction,
    registration: DoctorForm,
    password_hash: str | None,
    now: datetime,
    *,
    auto_verify: bool,
) -> UUID:
    """The new doctor's id. Patients find the doctor once verified.

    Refuses with InvalidInput or AlreadyRegistered.
    """
    known = await _specialties(tx)
    form = Form()
    person = _with_practice(form, read_person(form, registration), known)
    if await tx.rows(queries.CRM_TAKEN, state=person.crm_state, number=person.crm_number):
        raise AlreadyRegistered
    search_text = await _search_text(tx, person, known)
    account_id = await open_account(tx, Role.DOCTOR, person, password_hash, now)
    tx.add(_doctor(account_id, person, search_text, now if auto_verify else None))
    for place, code in enumerate(person.specialties):
        tx.add(DoctorSpecialty(doctor_id=account_id, specialty_code=code, place=place))
    return account_id


async def _specialties(tx: Transaction) -> Mapping[str, Specialty]:
    return {specialty.code: specialty for specialty in await tx.rows(queries.SPECIALTIES)}


def _with_practice(form: Form, typed: F, known: Mapping[str, Specialty]) -> F:
    person = replace(
        typed,
        crm_number=form.read("crmNumber", people.crm_number, typed.crm_number),
        crm_state=form.read("crmState", people.state, typed.crm_state),
        fee_cents=form.read("feeCents", rules.fee, typed.fee_cents),
        bio=form.read("bio", rules.bio, typed.bio),
        city=form.read("city", rules.city, typed.city),
        state=form.read("state", people.state, typed.state),
    )
    rules.read_specialties(form, typed.specialties, known)
    form.close()
    return person


async def _search_text(tx: Transaction, person: DoctorForm, known: Mapping[str, Specialty]) -> str:
    practised = [known[code] for code in person.specialties]
    crm = f"{person.crm_state} {person.crm_number}"
    words = rules.words(person.name, person.city, practised, crm)
    return str((await tx.rows(queries.PLAIN, words=words))[0].text)


def _doctor(account_id: UUID, person: DoctorForm, search_text: str, verified_at: datetime | None) -> Doctor:
    return Doctor(
        id=account_id,
        name=person.name,
        crm_number=person.crm_number,
        crm_state=person.crm_state,
        bio=person.bio,
        city=person.city,
        state=person.state,
        time_zone=person.time_zone,
        fee_cents=person.fee_cents,
        verified_at=verified_at,
        search_text=search_text,
    )
