"""Register a patient."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from domain.accounts import rules
from domain.accounts.form import Form
from domain.accounts.models import Role
from domain.accounts.open_account import open_account
from domain.accounts.registration import Registration, read_person
from domain.patients.models import Patient
from domain.transaction import Transaction


@dataclass(frozen=True, kw_only=True, repr=False)
class PatientRegistration(Registration):
    """What a patient fills in."""

    phone: str | None = None


def validated(typed: PatientRegistration) -> PatientRegistration:
    """The form as it is kept. Refuses with InvalidInput, so ask before hashing the password."""
    form = Form()
    person = read_person(form, typed)
    person = replace(person, phone=form.read("phone", rules.phone, typed.phone))
    form.close()
    return person


async def register_patient(
    tx: Transaction, registration: PatientRegistration, password_hash: str, now: datetime
) -> UUID:
    """The new patient's id. Refuses with InvalidInput or AlreadyRegistered."""
    person = validated(registration)
    account_id = await open_account(tx, Role.PATIENT, person, password_hash, now)
    tx.add(Patient(id=account_id, name=person.name, phone=person.phone, time_zone=person.time_zone))
    return account_id
