"""Take a grant back."""

from uuid import UUID

from domain.integrators import queries
from domain.integrators.errors import IntegratorNotFound
from domain.transaction import Transaction


async def revoke_integrator(tx: Transaction, doctor_id: UUID, integrator_id: UUID) -> None:
    """The partner sees nothing of the doctor's from now on; what it booked stays.

    Refuses with IntegratorNotFound where this doctor granted nothing.
    """
    if not await tx.rows(queries.REVOKE, integrator_id=integrator_id, doctor_id=doctor_id):
        raise IntegratorNotFound
