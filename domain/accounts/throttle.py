"""How often one may fail to sign in: counted in PostgreSQL, so that every process counts together."""

import hashlib
import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.accounts import queries
from domain.accounts.errors import TooManyAttempts
from domain.accounts.models import SignInThrottle
from domain.addresses import subscriber
from domain.transaction import Transaction

WINDOW: Final = timedelta(minutes=15)
MOST_PER_IDENTIFIER: Final = 10
MOST_PER_ADDRESS: Final = 100
"""Many people share an address: an office, a mobile carrier."""


@dataclass(frozen=True)
class Subjects:
    """Who is counted, as digests: the identifier, whether or not anybody has it, and the address."""

    account: bytes
    address: bytes


def subjects(identifier: str, address: str) -> Subjects:
    """`identifier` is canonical, so that 529.982.247-25 and 52998224725 count together."""
    return Subjects(_digest("account", identifier), _digest("address", subscriber(address)))


async def reserve_attempt(tx: Transaction, of: Subjects, now: datetime) -> None:
    """Count an attempt as failed before it is verified, so that a flood does not slip through.

    Refuses with TooManyAttempts; the transaction then ends and this attempt is not counted.
    """
    binds = {"account": of.account, "address": of.address, "at": now, "window_before": now - WINDOW}
    waits = [_wait(row, of, now) for row in await tx.rows(queries.RESERVE, **binds)]
    if any(waits):
        raise TooManyAttempts(max(waits))


async def forgive_attempts(tx: Transaction, of: Subjects) -> None:
    """It was the account's owner: its failures are forgotten, the address gets this attempt back."""
    await tx.run(queries.CLEAR, account=of.account)
    await tx.run(queries.GIVE_BACK, address=of.address)


def _wait(row: SignInThrottle, of: Subjects, now: datetime) -> int:
    most = MOST_PER_IDENTIFIER if row.subject_digest == of.account else MOST_PER_ADDRESS
    if row.failures <= most:
        return 0
    return max(1, math.ceil((row.window_started_at + WINDOW - now).total_seconds()))


def _digest(kind: str, subject: str) -> bytes:
    return hashlib.sha256(f"{kind}:{subject}".encode("utf-8", "surrogatepass")).digest()
