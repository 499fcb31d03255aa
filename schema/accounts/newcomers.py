"""Whom the provider named, and how they come to an account."""

from typing import Any

import strawberry

from domain.accounts.link_identity import link_identity
from domain.accounts.sign_in import SignedIn as Entered
from domain.doctors.join import JoiningDoctor, join_as_doctor
from domain.patients.join import JoiningPatient, join_as_patient
from schema.access import BROWSERS
from schema.accounts.mutations import SignedIn, SignInInput
from schema.accounts.problems import (
    InvalidCredentials,
    NewcomerUnknown,
    RoleNotGranted,
    TooManyAttempts,
)
from schema.context import Context
from schema.doctors.types import Doctor
from schema.mutations import Info, mutation
from schema.outcome import Outcome
from schema.patients.types import Patient
from schema.problems import AlreadyRegistered, InvalidInput, result

JoinAsPatientResult = result("JoinAsPatientResult", Patient, AlreadyRegistered, InvalidInput, NewcomerUnknown)
JoinAsDoctorResult = result("JoinAsDoctorResult", Doctor, AlreadyRegistered, InvalidInput, NewcomerUnknown)
LinkIdentityResult = result(
    "LinkIdentityResult", SignedIn, InvalidCredentials, TooManyAttempts, NewcomerUnknown, RoleNotGranted
)


@strawberry.input
class JoinAsPatientInput:
    """What the provider did not say; what it said stands."""

    name: str | None = None
    cpf: str | None = None
    email: str | None = None
    phone: str | None = None
    time_zone: str = "America/Sao_Paulo"
    locale: str = "pt-BR"
    accepts_terms: bool


@strawberry.input
class JoinAsDoctorInput:
    """What the provider did not say; what it said stands."""

    name: str | None = None
    cpf: str | None = None
    crm_number: str | None = None
    crm_state: str | None = None
    email: str | None = None
    specialties: list[str]
    fee_cents: int
    bio: str = ""
    city: str
    state: str
    time_zone: str = "America/Sao_Paulo"
    locale: str = "pt-BR"
    accepts_terms: bool


@strawberry.type
class NewcomerMutations:
    """After signing in at the provider for the first time; the cookie that it set says who."""

    @mutation(BROWSERS, JoinAsPatientResult, "Opens an account for whom the provider named as a patient.")
    async def join_as_patient(self, info: Info, input: JoinAsPatientInput) -> Outcome:
        context, typed = info.context, JoiningPatient(**vars(input))
        entered = await context.transactions.write(
            lambda tx: join_as_patient(tx, context.newcomer_token, typed, context.now)
        )
        return _entered(context, entered, "Patient")

    @mutation(BROWSERS, JoinAsDoctorResult, "Opens an account for whom the provider named as a doctor.")
    async def join_as_doctor(self, info: Info, input: JoinAsDoctorInput) -> Outcome:
        context = info.context
        typed = JoiningDoctor(**{**vars(input), "specialties": tuple(input.specialties)})
        verify = context.terms.auto_verify_doctors
        entered = await context.transactions.write(
            lambda tx: join_as_doctor(tx, context.newcomer_token, typed, context.now, auto_verify=verify)
        )
        return _entered(context, entered, "Doctor")

    @mutation(
        BROWSERS,
        LinkIdentityResult,
        "Lets the provider open an account that is here, proved by its password.",
    )
    async def link_identity(self, info: Info, input: SignInInput) -> Outcome:
        context = info.context
        entered = await link_identity(
            context.transactions,
            context.passwords,
            context.newcomer_token,
            input.identifier,
            input.password,
            context.address,
            context.now,
        )
        return _entered(context, entered, "SignedIn")


def _entered(context: Context, entered: Entered, typename: str) -> Outcome:
    context.viewer, context.new_session_token = entered.viewer, entered.token
    named: dict[str, Any] = {} if typename == "SignedIn" else {"id": entered.viewer.id}
    return Outcome(typename, **named)
