"""List the partners' programs."""

from domain.integrators import queries
from domain.integrators.models import Integrator
from domain.transaction import Transaction


async def list_integrators(tx: Transaction) -> list[Integrator]:
    """All of them by name, the disabled ones too."""
    return await tx.all(queries.ALL)
