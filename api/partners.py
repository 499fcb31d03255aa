"""Whose program a token names: ours, or a service account of a configured provider."""

from datetime import datetime
from typing import Any, Final

from domain.integrators.viewers import Standing, find_integrator, find_service_account
from domain.transaction import Transaction
from domain.viewer import IntegratorViewer
from infra.identity import Proof
from schema.scalars import uuid_or_none

LONGEST_CLIENT: Final = 255


class OwnTokens:
    """A finder (api/bearers.py) of those whom we gave a token."""

    def __init__(self, issuer: str) -> None:
        self._issuer = issuer

    async def __call__(self, tx: Transaction, proof: Proof, _: datetime) -> IntegratorViewer | None:
        integrator_id = uuid_or_none(proof.subject) if proof.issuer == self._issuer else None
        if integrator_id is None:
            return None
        return await find_integrator(tx, integrator_id, scopes_in(proof), int(proof.claims["iat"]))


async def service_account(tx: Transaction, proof: Proof, _: datetime) -> IntegratorViewer | None:
    """A finder of providers' clients that act for themselves; a person who came through one is none."""
    client = service_in(proof)
    return await find_service_account(tx, proof.issuer, client, scopes_in(proof)) if client else None


def service_in(proof: Proof) -> str | None:
    """The client, if it is the subject itself: in RFC 9068, Auth0's and Keycloak's ways to say so."""
    claims: Any = proof.claims
    for client in (claims.get("client_id"), claims.get("azp")):
        if not isinstance(client, str) or not 0 < len(client) <= LONGEST_CLIENT:
            continue
        if proof.subject in (client, f"{client}@clients"):
            return client
        keycloaks = claims.get("preferred_username") == f"service-account-{client.lower()}"
        if keycloaks and claims.get("client_id") == client:
            return client
    return None


def scopes_in(proof: Proof) -> str:
    """The words of the claim `scope`; providers also write a list, or call it `scp`."""
    claim: Any = proof.claims.get("scope", proof.claims.get("scp"))
    words = claim if isinstance(claim, list) else [claim]
    return " ".join(word for word in words if isinstance(word, str))


def still_stands(viewer: IntegratorViewer, since: datetime, standing: Standing | None) -> bool:
    """Whether a socket that was opened at `since` may stay: it lost no right that it had."""
    return (
        standing is not None
        and standing.secret_since <= since
        and viewer.scopes <= standing.scopes
        and viewer.heard <= standing.heard
    )
