"""Let a partner's program in again."""

from datetime import datetime
from uuid import UUID

from domain.integrators import queries
from domain.integrators.errors import IntegratorNotFound
from domain.integrators.models import Integrator
from domain.transaction import Transaction


async def enable_integrator(tx: Transaction, integrator_id: UUID, now: datetime) -> Integrator:
    """Its secret and its grants are good again, its old tokens are not. Refuses with IntegratorNotFound."""
    found: list[Integrator] = await tx.rows(queries.ENABLE, integrator_id=integrator_id, now=now)
    if not found:
        raise IntegratorNotFound
    return found[0]
