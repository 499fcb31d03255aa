"""Registering, signing in and out."""

from typing import Any

import strawberry

from domain.accounts.models import Role
from domain.accounts.sessions import VIEWERS, open_session
from domain.accounts.sign_in import sign_in
from domain.accounts.sign_out import sign_out
from domain.doctors.register import DoctorRegistration, register_doctor
from domain.doctors.register import validated as validated_doctor
from domain.patients.register import PatientRegistration, register_patient
from domain.patients.register import validated as validated_patient
from domain.transaction import Transaction
from domain.viewer import Anonymous
from planner.sources import Asking, Rejected
from schema.access import BROWSERS
from schema.accounts.problems import InvalidCredentials, TooManyAttempts
from schema.accounts.types import MEMBERS, Viewer, oneself
from schema.context import Context
from schema.declare import either
from schema.doctors.types import Doctor
from schema.mutations import Info, mutation
from schema.outcome import Outcome
from schema.patients.types import Patient
from schema.problems import AlreadyRegistered, InvalidInput, result


def _entered(_: Any, row: Any, asking: Asking) -> Any:
    return oneself(row, asking)


@strawberry.type
class SignedIn:
    """The session cookie came with this answer."""

    viewer: Viewer = either(dict.fromkeys(MEMBERS, _entered))


RegisterPatientResult = result("RegisterPatientResult", Patient, AlreadyRegistered, InvalidInput)
RegisterDoctorResult = result("RegisterDoctorResult", Doctor, AlreadyRegistered, InvalidInput)
SignInResult = result("SignInResult", SignedIn, InvalidCredentials, TooManyAttempts)


@strawberry.input
class RegisterPatientInput:
    """CPF with or without dots; a password of 8 to 128 characters."""

    name: str
    cpf: str
    email: str
    password: str
    phone: str | None = None
    time_zone: str = "America/Sao_Paulo"
    locale: str = "pt-BR"
    accepts_terms: bool


@strawberry.input
class RegisterDoctorInput:
    """CRM as its number and its state; specialties by their codes, the most important first."""

    name: str
    cpf: str
    crm_number: str
    crm_state: str
    email: str
    password: str
    specialties: list[str]
    fee_cents: int
    bio: str = ""
    city: str
    state: str
    time_zone: str = "America/Sao_Paulo"
    locale: str = "pt-BR"
    accepts_terms: bool


@strawberry.input
class SignInInput:
    """A CRM, a CPF or an e-mail, and the password."""

    identifier: str
    password: str


def local(info: Info) -> Context:
    """The context, where people register and sign in here; a rejection where only the provider does that."""
    if not info.context.local_accounts:
        raise Rejected("Sign in with the provider.", "FORBIDDEN")
    return info.context


def _enter(context: Context, role: Role, id: Any, locale: str, token: str) -> None:
    """From here on the request is this person's, and so is the browser."""
    context.viewer, context.new_session_token = VIEWERS[role](id, locale), token


@strawberry.type
class AccountMutations:
    """Coming in and going out."""

    @mutation(BROWSERS, RegisterPatientResult)
    async def register_patient(self, info: Info, input: RegisterPatientInput) -> Outcome:
        context = local(info)
        form = validated_patient(PatientRegistration(**vars(input)))
        hashed = await context.passwords.hash(form.password)

        async def register(tx: Transaction) -> tuple[Any, str]:
            id = await register_patient(tx, form, hashed, context.now)
            return id, await open_session(tx, id, context.now)

        id, token = await context.transactions.write(register)
        _enter(context, Role.PATIENT, id, form.locale, token)
        return Outcome("Patient", id=id)

    @mutation(BROWSERS, RegisterDoctorResult)
    async def register_doctor(self, info: Info, input: RegisterDoctorInput) -> Outcome:
        context = local(info)
        typed = DoctorRegistration(**{**vars(input), "specialties": tuple(input.specialties)})
        form = await context.transactions.write(lambda tx: validated_doctor(tx, typed))
        hashed = await context.passwords.hash(form.password)

        async def register(tx: Transaction) -> tuple[Any, str]:
            verify = context.terms.auto_verify_doctors
            id = await register_doctor(tx, form, hashed, context.now, auto_verify=verify)
            return id, await open_session(tx, id, context.now)

        id, token = await context.transactions.write(register)
        _enter(context, Role.DOCTOR, id, form.locale, token)
        return Outcome("Doctor", id=id)

    @mutation(
        BROWSERS,
        SignInResult,
        "Sets the session cookie. `identifier` is a CRM such as SP-123456, a CPF with or without dots,"
        " or an e-mail.",
    )
    async def sign_in(self, info: Info, input: SignInInput) -> Outcome:
        context = local(info)
        entered = await sign_in(
            context.transactions,
            context.passwords,
            input.identifier,
            input.password,
            context.address,
            context.now,
        )
        context.viewer, context.new_session_token = entered.viewer, entered.token
        return Outcome("SignedIn")

    @mutation(BROWSERS, None, "Ends the session of this browser; true when there was one.")
    async def sign_out(self, info: Info) -> bool:
        context = info.context
        token = context.session_token
        ended = await context.transactions.write(lambda tx: sign_out(tx, token))
        context.viewer, context.session_ended = Anonymous(locale=context.locale), True
        return ended
