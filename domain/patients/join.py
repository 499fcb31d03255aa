"""Become a patient whom the provider named."""

from dataclasses import dataclass
from datetime import datetime

from domain.accounts import rules
from domain.accounts.models import Role
from domain.accounts.newcomers import fit, must_be_newcomer, settle
from domain.accounts.sign_in import SignedIn
from domain.patients.register import PatientForm, register_patient
from domain.transaction import Transaction
from domain.viewer import PatientViewer


@dataclass(frozen=True, kw_only=True, repr=False)
class JoiningPatient:
    """What a patient fills in of what the provider did not say."""

    name: str | None = None
    cpf: str | None = None
    email: str | None = None
    phone: str | None = None
    accepts_terms: bool
    time_zone: str = "America/Sao_Paulo"
    locale: str = "pt-BR"


async def join_as_patient(
    tx: Transaction, newcomer_token: str | None, typed: JoiningPatient, now: datetime
) -> SignedIn:
    """An account that the provider opens. What it said stands, whatever was typed.

    Refuses with NewcomerUnknown, InvalidInput or AlreadyRegistered.
    """
    newcomer = await must_be_newcomer(tx, newcomer_token, now, Role.PATIENT)
    registration = PatientForm(
        name=fit(rules.person_name, newcomer.name) or typed.name or "",
        cpf=fit(rules.cpf, newcomer.cpf) or typed.cpf or "",
        email=fit(rules.email, newcomer.email) or typed.email or "",
        phone=typed.phone,
        accepts_terms=typed.accepts_terms,
        time_zone=typed.time_zone,
        locale=typed.locale,
    )
    account_id = await register_patient(tx, registration, None, now)
    token = await settle(tx, newcomer, account_id, now)
    return SignedIn(token, PatientViewer(account_id, registration.locale))
