"""What patients and doctors alike fill in to have an account."""

from dataclasses import dataclass, replace
from typing import TypeVar

from domain.accounts import rules
from domain.accounts.form import Form


@dataclass(frozen=True, kw_only=True, repr=False)
class Person:
    """As it was typed, until `validated`; shows nothing of itself in logs."""

    name: str
    cpf: str
    email: str
    accepts_terms: bool
    time_zone: str = "America/Sao_Paulo"
    locale: str = "pt-BR"


@dataclass(frozen=True, kw_only=True, repr=False)
class Registration(Person):
    """Somebody who will sign in with a password."""

    password: str


P = TypeVar("P", bound=Person)


def read_person(form: Form, typed: P) -> P:
    """The person's own fields as they are kept, in the form's order; the rest of the form as it was."""
    typed = replace(
        typed,
        name=form.read("name", rules.person_name, typed.name),
        cpf=form.read("cpf", rules.cpf, typed.cpf),
        email=form.read("email", rules.email, typed.email),
    )
    if isinstance(typed, Registration):
        typed = replace(typed, password=form.read("password", rules.password, typed.password))
    return replace(
        typed,
        accepts_terms=form.read("acceptsTerms", rules.accepted, typed.accepts_terms),
        time_zone=form.read("timeZone", rules.time_zone, typed.time_zone),
        locale=form.read("locale", rules.locale, typed.locale),
    )
