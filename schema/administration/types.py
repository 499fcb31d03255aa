"""Accounts as an administrator sees them, and the doctors who wait to be verified."""

from datetime import datetime
from typing import Any

import strawberry
from sqlalchemy import Text, cast, exists, func, or_, select
from sqlmodel import col

from domain.accounts import models as rows
from domain.doctors.models import Doctor as DoctorRow
from domain.patients.models import Patient as PatientRow
from planner.sources import Asking, Sorted
from schema.access import ADMINISTRATORS
from schema.connections import PageInfo
from schema.declare import column, page, published, value
from schema.doctors.types import DoctorConnection

strawberry.enum(rows.Role)


def _to_administrators(_: type[rows.Account], asking: Asking) -> Any:
    return exists().where(col(rows.Administrator.id) == asking.viewer_id)


def _name(account: type[rows.Account], _: Asking) -> Any:
    named = (
        select(col(table.name)).where(col(table.id) == account.id).scalar_subquery()
        for table in (PatientRow, DoctorRow, rows.Administrator)
    )
    return func.coalesce(*named)


@published(rows.Account, visible=_to_administrators)
class Account:
    """Somebody who may sign in; seen by administrators alone."""

    id: strawberry.ID = column(rows.Account.id)
    role: rows.Role = column(rows.Account.role)
    name: str = value(_name)
    email: str | None = column(rows.Account.email)
    created_at: datetime = column(rows.Account.created_at)
    disabled_at: datetime | None = column(
        rows.Account.disabled_at, description="Since when nobody can sign in to it; null while one can."
    )


@strawberry.type
class AccountEdge:
    """An account and its place in the list."""

    node: Account
    cursor: str


@strawberry.type
class AccountConnection:
    """A page of accounts."""

    nodes: list[Account]
    edges: list[AccountEdge]
    page_info: PageInfo


def _accounts(account: type[rows.Account], asking: Asking, *, search: str | None = None) -> Sorted:
    found = select(account)
    if search is not None:
        words = cast(search, Text)
        named = func.strpos(func.plain(_name(account, asking)), func.plain(words)) > 0
        found = found.where(or_(col(account.email) == func.lower(words), named))
    return Sorted(found, [account.id])


def _unverified(doctor: type[DoctorRow], _: Asking) -> Sorted:
    enabled = exists().where(col(rows.Account.id) == doctor.id, col(rows.Account.disabled_at).is_(None))
    return Sorted(select(doctor).where(col(doctor.verified_at).is_(None), enabled), [doctor.id])


@strawberry.type
class AdministrationQueries:
    """What administrators ask."""

    accounts: AccountConnection = page(
        _accounts,
        access=ADMINISTRATORS,
        description="Administrator: accounts by e-mail or part of a name, the oldest first.",
    )
    unverified_doctors: DoctorConnection = page(
        _unverified,
        access=ADMINISTRATORS,
        description="Administrator: doctors whom patients do not find yet, who waits longest first.",
    )
