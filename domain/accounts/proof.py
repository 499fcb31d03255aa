"""Prove to be an account's owner, by its password."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Executable

from domain.accounts import queries, rules
from domain.accounts.errors import InvalidCredentials
from domain.accounts.rules import ByCpf, ByCrm, ByEmail, parse_identifier
from domain.accounts.throttle import Subjects, forgive_attempts, reserve_attempt, subjects
from domain.passwords import Passwords
from domain.transaction import Transaction, Transactions

FIND: Final[dict[type, Executable]] = {
    ByCpf: queries.BY_CPF,
    ByCrm: queries.BY_CRM,
    ByEmail: queries.BY_EMAIL,
}
"""Who an identifier names; its fields are the statement's binds."""
NOBODY: Final = ByEmail("")
"""Names no account: asked for in place of what is no identifier, so that the answer takes as long."""


@dataclass(frozen=True)
class Proven:
    """The password was this account's a moment ago; `must_still_hold` tells whether it is."""

    account: Any
    counted: Subjects


async def prove(
    transactions: Transactions,
    passwords: Passwords,
    identifier: str,
    password: str,
    address: str,
    now: datetime,
) -> Proven:
    """Verify between two transactions, since it takes 43 ms that none should wait.

    Refuses with InvalidCredentials, whatever of the two was wrong, and with TooManyAttempts.
    """
    who = parse_identifier(identifier)
    counted = subjects(_canonical(who, identifier), address)
    account = await transactions.write(lambda tx: _find(tx, who or NOBODY, counted, now))
    if not await _verified(passwords, account, password):
        raise InvalidCredentials
    return Proven(account, counted)


async def must_still_hold(tx: Transaction, proven: Proven) -> UUID:
    """The account's id, whose password nobody changes until we are done; refuses with InvalidCredentials."""
    verified: UUID = proven.account.id
    if not await tx.rows(queries.STILL, id=verified, password_hash=proven.account.password_hash):
        raise InvalidCredentials
    await forgive_attempts(tx, proven.counted)
    return verified


async def _find(tx: Transaction, who: ByCpf | ByCrm | ByEmail, counted: Subjects, now: datetime) -> Any:
    await reserve_attempt(tx, counted, now)
    found = await tx.rows(FIND[type(who)], **who._asdict())
    return found[0] if found else None


async def _verified(passwords: Passwords, account: Any, typed: str) -> bool:
    try:
        password = rules.password(typed)
    except rules.Unfit:
        return await passwords.verify(None, "")
    return await passwords.verify(account.password_hash if account else None, password)


def _canonical(who: ByCpf | ByCrm | ByEmail | None, identifier: str) -> str:
    return f"{type(who).__name__} {' '.join(who)}" if who else identifier.strip().casefold()
