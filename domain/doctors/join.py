"""Become a doctor whom the provider named."""

from dataclasses import dataclass
from datetime import datetime

from domain.accounts import rules
from domain.accounts.models import Newcomer, Role
from domain.accounts.newcomers import fit, must_be_newcomer, settle
from domain.accounts.sign_in import SignedIn
from domain.doctors.register import DoctorForm, register_doctor
from domain.transaction import Transaction
from domain.viewer import DoctorViewer


@dataclass(frozen=True, kw_only=True, repr=False)
class JoiningDoctor:
    """What a doctor fills in of what the provider did not say; how she practises no provider knows."""

    name: str | None = None
    cpf: str | None = None
    crm_number: str | None = None
    crm_state: str | None = None
    email: str | None = None
    specialties: tuple[str, ...]
    fee_cents: int
    bio: str = ""
    city: str
    state: str
    accepts_terms: bool
    time_zone: str = "America/Sao_Paulo"
    locale: str = "pt-BR"


async def join_as_doctor(
    tx: Transaction, newcomer_token: str | None, typed: JoiningDoctor, now: datetime, *, auto_verify: bool
) -> SignedIn:
    """An account that the provider opens. What it said stands, whatever was typed.

    Refuses with NewcomerUnknown, InvalidInput or AlreadyRegistered.
    """
    newcomer = await must_be_newcomer(tx, newcomer_token, now, Role.DOCTOR)
    registration = _registration(newcomer, typed)
    account_id = await register_doctor(tx, registration, None, now, auto_verify=auto_verify)
    token = await settle(tx, newcomer, account_id, now)
    return SignedIn(token, DoctorViewer(account_id, registration.locale))


def _registration(newcomer: Newcomer, typed: JoiningDoctor) -> DoctorForm:
    crm = rules.parse_crm(newcomer.crm or "")
    return DoctorForm(
        **vars(typed)
        | {
            "name": fit(rules.person_name, newcomer.name) or typed.name or "",
            "cpf": fit(rules.cpf, newcomer.cpf) or typed.cpf or "",
            "email": fit(rules.email, newcomer.email) or typed.email or "",
            "crm_number": crm.number if crm else typed.crm_number or "",
            "crm_state": crm.state if crm else typed.crm_state or "",
        }
    )
