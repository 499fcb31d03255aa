"""Give a program its token."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.accounts.sessions import digest_of
from domain.accounts.throttle import Subjects, forgive_attempts, reserve_attempt, subjects
from domain.integrators import queries
from domain.integrators.errors import ScopeNotAllowed, UnknownScope, WrongSecret
from domain.integrators.models import Integrator
from domain.integrators.scopes import Scope, known, parsed
from domain.transaction import Transaction, Transactions


@dataclass(frozen=True)
class Allowed:
    """Whom a token may be given to, and what it is good for."""

    integrator_id: UUID
    scopes: frozenset[Scope]


async def authenticate_integrator(
    transactions: Transactions,
    integrator_id: UUID,
    secret: str,
    wanted: Sequence[str],
    address: str,
    now: datetime,
) -> Allowed:
    """`wanted` are scopes as they were asked for; none asked for is all that the integrator has.

    Refuses with TooManyAttempts, WrongSecret and ScopeNotAllowed. Failures are counted for the id together
    with the address: doctors know the ids of partners, and nobody shall lock one out from elsewhere.
    """
    counted = subjects(f"integrator {integrator_id} {address}", address)
    await transactions.write(lambda tx: reserve_attempt(tx, counted, now))
    return await transactions.write(lambda tx: _allow(tx, integrator_id, secret, wanted, counted))


async def _allow(
    tx: Transaction, integrator_id: UUID, secret: str, wanted: Sequence[str], counted: Subjects
) -> Allowed:
    found = await tx.rows(queries.BY_SECRET, integrator_id=integrator_id, secret_digest=digest_of(secret))
    if not found:
        raise WrongSecret
    await forgive_attempts(tx, counted)
    return Allowed(integrator_id, _scopes(found[0], wanted))


def _scopes(integrator: Integrator, wanted: Sequence[str]) -> frozenset[Scope]:
    has = known(integrator.scopes)
    try:
        asked = parsed(wanted) if wanted else has
    except UnknownScope:
        raise ScopeNotAllowed from None
    if not asked <= has:
        raise ScopeNotAllowed
    return asked
