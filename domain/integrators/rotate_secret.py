"""Give an integrator another secret."""

from datetime import datetime
from uuid import UUID

from domain.integrators import queries
from domain.integrators.errors import IntegratorNotFound
from domain.integrators.secret import new_secret
from domain.transaction import Transaction


async def rotate_secret(tx: Transaction, integrator_id: UUID, now: datetime) -> str:
    """The new secret. The old one and every token that it gave are good for nothing from now on."""
    secret, digest = new_secret()
    if not await tx.rows(queries.SET_SECRET, integrator_id=integrator_id, new_digest=digest, now=now):
        raise IntegratorNotFound
    return secret
