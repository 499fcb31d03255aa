"""Sign in with what an OpenID provider proved."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from domain.accounts import queries, rules
from domain.accounts.models import Account, Administrator, Identity, Role
from domain.accounts.newcomers import Identified, welcome
from domain.accounts.sessions import open_session, viewer_of
from domain.accounts.sign_in import SignedIn
from domain.transaction import Transaction
from domain.viewer import SignedInViewer

FIRST: Final = (Role.ADMINISTRATOR, Role.DOCTOR, Role.PATIENT)
"""What somebody of several roles becomes: everybody may be a patient, few are more."""


@dataclass(frozen=True)
class Welcomed:
    """No account is opened: what is missing is asked, or a role has to be given."""

    token: str = field(repr=False)
    """For a cookie; kept nowhere else."""
    role: Role | None


async def sign_in_elsewhere(tx: Transaction, person: Identified, now: datetime) -> SignedIn | Welcomed:
    """Open the account that this identity has, if the provider still says that the person is of its role.

    An administrator's account is made at once: it consists of a name.
    """
    found = await tx.rows(queries.BY_IDENTITY, issuer=person.issuer, subject=person.subject)
    if found and _opens(found[0], person.roles):
        return await _open(tx, viewer_of(found[0]), person, now)
    roles = [] if found else [role for role in FIRST if role in person.roles]
    if Role.ADMINISTRATOR in roles:
        return await _open(tx, viewer_of(_administrator(tx, person, now)), person, now)
    return Welcomed(await welcome(tx, person, roles, now), roles[0] if roles else None)


async def find_person(
    tx: Transaction, issuer: str, subject: str, roles: frozenset[Role]
) -> SignedInViewer | None:
    """Whose account this identity opens, if the provider still says that the person is of its role."""
    found = await tx.rows(queries.BY_IDENTITY, issuer=issuer, subject=subject)
    return viewer_of(found[0]) if found and _opens(found[0], roles) else None


def _opens(account: Any, roles: frozenset[Role]) -> bool:
    """An administrator keeps nobody out of it, and the provider still says the role."""
    return not account.disabled and Role(account.role) in roles


async def _open(tx: Transaction, viewer: SignedInViewer, person: Identified, now: datetime) -> SignedIn:
    return SignedIn(await open_session(tx, viewer.account_id, now, person.id_token), viewer)


def _administrator(tx: Transaction, person: Identified, now: datetime) -> Account:
    account = Account(role=Role.ADMINISTRATOR, cpf=None, email=None, created_at=now)
    tx.add(account)
    tx.add(Administrator(id=account.id, name=_name(person)))
    tx.add(Identity(issuer=person.issuer, subject=person.subject, account_id=account.id, created_at=now))
    return account


def _name(person: Identified) -> str:
    try:
        return rules.person_name(person.name or "")
    except rules.Unfit:
        return person.subject
