"""Let a partner's program in."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from domain.accounts import rules
from domain.integrators import queries
from domain.integrators.errors import IntegratorNameTaken, ServiceAccountTaken
from domain.integrators.models import Integrator, ServiceAccount
from domain.integrators.scopes import Scope, written
from domain.integrators.secret import new_secret
from domain.transaction import Transaction


@dataclass(frozen=True)
class Added:
    """What the partner gets; the secret is kept nowhere else."""

    id: UUID
    secret: str | None = field(repr=False)
    """None for a service account of a provider, which needs none of ours."""


@dataclass(frozen=True)
class Client:
    """A client of a configured OpenID provider."""

    issuer: str
    id: str


async def add_integrator(
    tx: Transaction, name: str, scopes: frozenset[Scope], client: Client | None, now: datetime
) -> Added:
    """With a secret of ours, or as another issuer's client.

    Refuses with IntegratorNameTaken and ServiceAccountTaken; raises Unfit for what is no name.
    """
    called = rules.person_name(name)
    if await tx.rows(queries.NAME_TAKEN, name=called):
        raise IntegratorNameTaken
    secret, digest = (None, None) if client else new_secret()
    integrator = Integrator(
        name=called, scopes=written(scopes), secret_digest=digest, secret_since=now, created_at=now
    )
    if client:
        await _must_be_free(tx, client)
        tx.add(ServiceAccount(issuer=client.issuer, client=client.id, integrator_id=integrator.id))
    tx.add(integrator)
    return Added(integrator.id, secret)


async def _must_be_free(tx: Transaction, client: Client) -> None:
    if await tx.rows(queries.CLIENT_TAKEN, issuer=client.issuer, client=client.id):
        raise ServiceAccountTaken
