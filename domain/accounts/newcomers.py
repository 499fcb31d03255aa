"""People whom the provider named and who have no account with it yet."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from domain.accounts import queries, rules
from domain.accounts.errors import NewcomerUnknown
from domain.accounts.models import Identity, Newcomer, Role
from domain.accounts.sessions import TOKEN_BYTES, digest_of, open_session
from domain.transaction import Transaction

PATIENCE: Final = timedelta(hours=1)
"""For filling in a form."""


@dataclass(frozen=True, kw_only=True)
class Identified:
    """A person as the provider names her, proved by an ID token; shows nothing of herself in logs."""

    issuer: str
    subject: str
    id_token: str = field(repr=False)
    roles: frozenset[Role]
    name: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)
    cpf: str | None = field(default=None, repr=False)
    crm: str | None = field(default=None, repr=False)


async def welcome(tx: Transaction, person: Identified, roles: Iterable[Role], now: datetime) -> str:
    """Keep what the provider said until a form is filled in; a token for the browser's cookie."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    newcomer = Newcomer(
        token_digest=digest_of(token),
        issuer=person.issuer,
        subject=person.subject,
        id_token=person.id_token,
        roles=" ".join(roles),
        name=person.name,
        email=person.email,
        cpf=person.cpf,
        crm=person.crm,
        expires_at=now + PATIENCE,
    )
    tx.add(newcomer)
    return token


async def find_newcomer(tx: Transaction, token: str | None, now: datetime) -> Newcomer | None:
    """Who holds this token; None when it is nobody's, or too old."""
    if token is None:
        return None
    return await tx.first(queries.NEWCOMER, digest=digest_of(token), now=now)


async def forget(tx: Transaction, token: str) -> str | None:
    """Nobody any more; the ID token of whoever it was."""
    found = await tx.rows(queries.FORGET_NEWCOMER, digest=digest_of(token))
    return found[0].id_token if found else None


def stated(newcomer: Newcomer) -> dict[str, str | None]:
    """What the provider said, as far as it can be kept: the rest is asked of the person."""
    crm = rules.parse_crm(newcomer.crm or "")
    return {
        "name": fit(rules.person_name, newcomer.name),
        "email": fit(rules.email, newcomer.email),
        "cpf": fit(rules.cpf, newcomer.cpf),
        "crmNumber": crm.number if crm else None,
        "crmState": crm.state if crm else None,
    }


def fit(rule: Callable[[str], str], claimed: str | None) -> str | None:
    """The claim as it is kept; None when there is none that the rule takes."""
    try:
        return None if claimed is None else rule(claimed)
    except rules.Unfit:
        return None


def roles_of(newcomer: Newcomer) -> list[Role]:
    """What the provider lets the person be; the first one is what a form makes of her."""
    return [Role(word) for word in newcomer.roles.split()]


async def must_be_newcomer(
    tx: Transaction, token: str | None, now: datetime, role: Role | None = None
) -> Newcomer:
    """Who holds this token, and may become this; refuses with NewcomerUnknown."""
    newcomer = await find_newcomer(tx, token, now)
    if newcomer is None or role not in (None, *roles_of(newcomer)[:1]):
        raise NewcomerUnknown
    if await tx.rows(queries.BY_IDENTITY, issuer=newcomer.issuer, subject=newcomer.subject):
        raise NewcomerUnknown  # another tab was faster
    return newcomer


async def settle(tx: Transaction, newcomer: Newcomer, account_id: UUID, now: datetime) -> str:
    """From now on the provider opens this account, for which a session begins: its token.

    The loser of a race for the same subject meets a constraint, runs again and is a newcomer no more.
    """
    await tx.run(queries.FORGET_NEWCOMER, digest=newcomer.token_digest)
    tx.add(Identity(issuer=newcomer.issuer, subject=newcomer.subject, account_id=account_id, created_at=now))
    return await open_session(tx, account_id, now, newcomer.id_token)
