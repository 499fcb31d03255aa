"""Let a partner act for one's patients."""

from datetime import datetime
from uuid import UUID

from domain.integrators import queries
from domain.integrators.errors import IntegratorNotFound
from domain.integrators.scopes import OF_DOCTORS, known, written
from domain.transaction import Transaction


async def grant_integrator(tx: Transaction, doctor_id: UUID, integrator_id: UUID, now: datetime) -> None:
    """The integrator's scopes of today, for this doctor; what it is allowed later needs another grant.

    Granting again is the same as granting once. Refuses with IntegratorNotFound.
    """
    found = await tx.rows(queries.BY_ID, integrator_id=integrator_id)
    if not found:
        raise IntegratorNotFound
    scopes = written(known(found[0].scopes) & OF_DOCTORS)
    await tx.run(queries.GRANT, integrator_id=integrator_id, doctor_id=doctor_id, scopes=scopes, now=now)
