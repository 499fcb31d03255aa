"""Patients."""

from typing import Any

import strawberry
from sqlalchemy import select
from sqlmodel import col

from domain.accounts.models import Account
from domain.patients import models as rows
from planner.sources import Asking
from schema.declare import column, published, value


def _oneself(patient: type[rows.Patient], asking: Asking) -> Any:
    return col(patient.id) == asking.viewer_id


def _of_account(patient: type[rows.Patient], attribute: Any) -> Any:
    return select(attribute).where(col(Account.id) == patient.id).scalar_subquery()


def _cpf(patient: type[rows.Patient], _: Asking) -> Any:
    return _of_account(patient, Account.cpf)


def _email(patient: type[rows.Patient], _: Asking) -> Any:
    return _of_account(patient, Account.email)


def _locale(patient: type[rows.Patient], _: Asking) -> Any:
    return _of_account(patient, Account.locale)


@published(rows.Patient)
class Patient:
    """A patient. A doctor sees the name of those who booked; the rest is for the patient alone."""

    id: strawberry.ID = column(rows.Patient.id)
    name: str = column(rows.Patient.name)
    cpf: str | None = value(
        _cpf, visible=_oneself, description="Shown to the patient alone; null to everybody else."
    )
    email: str | None = value(_email, visible=_oneself)
    phone: str | None = column(rows.Patient.phone, visible=_oneself)
    time_zone: str = column(rows.Patient.time_zone)
    locale: str = value(_locale, description="pt-BR or en.")
