"""Who a token's holder is, and whether that still holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.integrators import queries
from domain.integrators.models import Integrator
from domain.integrators.scopes import Scope, known
from domain.transaction import Transaction
from domain.viewer import IntegratorViewer


@dataclass(frozen=True)
class Standing:
    """What an integrator may do now."""

    scopes: frozenset[Scope]
    secret_since: datetime
    heard: frozenset[UUID]
    """The doctors whose events it may hear."""


async def find_integrator(
    tx: Transaction, integrator_id: UUID, scopes: str, issued_at: int
) -> IntegratorViewer | None:
    """Whose token of ours this is; None once it was disabled, or got another secret after `issued_at`.

    `scopes` is the token's claim, `issued_at` its time in seconds since 1970.
    """
    found = await tx.rows(queries.BY_ID, integrator_id=integrator_id)
    if not found or issued_at < int(found[0].secret_since.timestamp()):
        return None
    return await _viewer(tx, found[0], scopes)


async def find_service_account(
    tx: Transaction, issuer: str, client: str, scopes: str
) -> IntegratorViewer | None:
    """Whose token of a configured provider this is; None for a client that stands for no integrator."""
    found = await tx.rows(queries.BY_CLIENT, issuer=issuer, client=client)
    return await _viewer(tx, found[0], scopes) if found else None


async def standings(tx: Transaction, integrator_ids: Iterable[UUID]) -> dict[UUID, Standing]:
    """How those stand that are not disabled."""
    ids = list(integrator_ids)
    heard: dict[UUID, set[UUID]] = {one: set() for one in ids}
    for grant in await tx.rows(queries.GRANTS, integrator_ids=ids):
        if Scope.EVENTS_READ in known(grant.scopes):
            heard[grant.integrator_id].add(grant.doctor_id)
    rows = await tx.rows(queries.BY_IDS, integrator_ids=ids)
    return {row.id: Standing(known(row.scopes), row.secret_since, frozenset(heard[row.id])) for row in rows}


async def _viewer(tx: Transaction, integrator: Integrator, scopes: str) -> IntegratorViewer:
    allowed = known(integrator.scopes) & known(scopes)
    return IntegratorViewer(integrator.id, scopes=allowed)
