"""Let the provider open an account that is here already."""

from datetime import datetime

from domain.accounts.errors import RoleNotGranted
from domain.accounts.newcomers import must_be_newcomer, roles_of, settle
from domain.accounts.proof import Proven, must_still_hold, prove
from domain.accounts.sessions import viewer_of
from domain.accounts.sign_in import SignedIn
from domain.passwords import Passwords
from domain.transaction import Transaction, Transactions


async def link_identity(
    transactions: Transactions,
    passwords: Passwords,
    newcomer_token: str | None,
    identifier: str,
    password: str,
    address: str,
    now: datetime,
) -> SignedIn:
    """The account's password proves that it is theirs; nothing else does, an equal e-mail least of all.

    Refuses with NewcomerUnknown, RoleNotGranted, InvalidCredentials and TooManyAttempts.
    """
    await transactions.write(lambda tx: must_be_newcomer(tx, newcomer_token, now))
    proven = await prove(transactions, passwords, identifier, password, address, now)
    return await transactions.write(lambda tx: _link(tx, newcomer_token, proven, now))


async def _link(tx: Transaction, newcomer_token: str | None, proven: Proven, now: datetime) -> SignedIn:
    newcomer = await must_be_newcomer(tx, newcomer_token, now)
    account_id = await must_still_hold(tx, proven)
    if proven.account.role not in roles_of(newcomer):
        raise RoleNotGranted
    return SignedIn(await settle(tx, newcomer, account_id, now), viewer_of(proven.account))
