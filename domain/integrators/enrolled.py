"""Whether a partner registered a patient."""

from uuid import UUID

from domain.integrators import queries
from domain.transaction import Transaction


async def is_enrolled(tx: Transaction, integrator_id: UUID, patient_id: UUID) -> bool:
    """It did, and acts for the patient since."""
    return bool(await tx.rows(queries.ENROLLED, integrator_id=integrator_id, patient_id=patient_id))
