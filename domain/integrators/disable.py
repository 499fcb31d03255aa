"""Keep a partner's program out."""

from datetime import datetime
from uuid import UUID

from domain.integrators import queries
from domain.integrators.errors import IntegratorNotFound
from domain.integrators.models import Integrator
from domain.transaction import Transaction


async def disable_integrator(tx: Transaction, integrator_id: UUID, now: datetime) -> Integrator:
    """Its secret, its tokens and its sockets end; what it booked stays. Refuses with IntegratorNotFound."""
    found: list[Integrator] = await tx.rows(queries.DISABLE, integrator_id=integrator_id, now=now)
    if not found:
        raise IntegratorNotFound
    return found[0]
