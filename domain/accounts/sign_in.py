"""Sign in."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.accounts.proof import Proven, must_still_hold, prove
from domain.accounts.sessions import open_session, viewer_of
from domain.passwords import Passwords
from domain.transaction import Transaction, Transactions
from domain.viewer import SignedInViewer


@dataclass(frozen=True)
class SignedIn:
    """A browser that is signed in from now on."""

    token: str = field(repr=False)
    """For the cookie; kept nowhere else."""
    viewer: SignedInViewer


async def sign_in(
    transactions: Transactions,
    passwords: Passwords,
    identifier: str,
    password: str,
    address: str,
    now: datetime,
) -> SignedIn:
    """Refuses with InvalidCredentials, whatever of the two was wrong, and with TooManyAttempts."""
    proven = await prove(transactions, passwords, identifier, password, address, now)
    return await transactions.write(lambda tx: _open(tx, proven, now))


async def _open(tx: Transaction, proven: Proven, now: datetime) -> SignedIn:
    account_id = await must_still_hold(tx, proven)
    return SignedIn(await open_session(tx, account_id, now), viewer_of(proven.account))
