"""Register a patient."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from domain.accounts import rules
from domain.accounts.form import Form
from domain.accounts.models import Role
from domain.accounts.open_account import open_account
from domain.accounts.registration import Person, Registration, read_person
from domain.patients.models import Patient
from domain.transaction import Transaction

F = TypeVar("F", bound="PatientForm")


@dataclass(frozen=True, kw_only=True, repr=False)
class PatientForm(Person):
    """What is asked of a patient."""

    phone: str | None = None


@dataclass(frozen=True, kw_only=True, repr=False)
class PatientRegistration(PatientForm, Registration):
    """What a patient fills in who will sign in with a password."""


def validated(typed: PatientRegistration) -> PatientRegistration:
    """The form as it is kept. Refuses with InvalidInput, so ask before hashing the password."""
    form = Form()
    person = _with_phone(form, read_person(form, typed))
    form.close()
    return person


def validated_form(typed: PatientForm) -> PatientForm:
    """The same without a password."""
    form = Form()
    person = _with_phone(form, read_person(form, typed))
    form.close()
    return person


async def register_patient(
    tx: Transaction, registration: PatientForm, password_hash: str | None, now: datetime
) -> UUID:
    """The new patient's id; without a password nobody signs in. InvalidInput or AlreadyRegistered."""
    person = validated_form(registration)
    account_id = await open_account(tx, Role.PATIENT, person, password_hash, now)
    tx.add(Patient(id=account_id, name=person.name, phone=person.phone, time_zone=person.time_zone))
    return account_id


def _with_phone(form: Form, typed: F) -> F:
    return replace(typed, phone=form.read("phone", rules.phone, typed.phone))
