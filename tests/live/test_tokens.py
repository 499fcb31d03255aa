"""Tokens on sockets as they are served: whom they let in, for how long, and whom they do not."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa

from domain.accounts.models import Identity
from tests.clinic import Clinic
from tests.live.client import VISITS, connected
from tests.server import Server, serving
from tests.site import Site, site_of
from tests.tokens import AUDIENCE, by_rsa, claims, header, rsa_jwk, token

STRANGERS = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)


@dataclass
class Trusting:
    """An API, and the issuer whose tokens it takes."""

    site: Site
    server: Server

    def token(self, subject: str, seconds: int = 300, **more: Any) -> str:
        """Of this issuer, good from now on."""
        at = datetime.now(UTC)
        lives = {"exp": int(at.timestamp()) + seconds}
        return token(header(), claims(at, iss=self.site.origin, sub=subject, **lives, **more))


@asynccontextmanager
async def trusting(database_url: str, redis_url: str) -> AsyncIterator[Trusting]:
    async with site_of({}) as site:
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        site.pages["/.well-known/openid-configuration"] = {
            "issuer": site.origin,
            **{name: f"{site.origin}/{place}" for name, place in places.items()},
        }
        site.pages["/keys"] = {"keys": [rsa_jwk()]}
        told = {"ISSUER": site.origin, "CLIENT_ID": "web", "CLIENT_SECRET": "secret", "AUDIENCE": AUDIENCE}
        settings = {f"HEALTHMED_OIDC_{name}": value for name, value in told.items()}
        async with serving(database_url, HEALTHMED_REDIS_URL=redis_url, **settings) as server:
            yield Trusting(site, server)


async def patient_known_at(issuer: str, clinic: Clinic) -> str:
    """The subject of a patient who has signed in with this issuer before."""
    patient = await clinic.patient()
    identity = Identity(issuer=issuer, subject=str(patient.id), account_id=patient.id, created_at=clinic.now)

    async def link(tx: Any) -> None:
        tx.add(identity)

    await clinic.database.write(link)
    return identity.subject


async def test_a_token_opens_a_socket_until_it_expires(database_url: str, redis_url: str, clinic: Clinic):
    async with trusting(database_url, redis_url) as api:
        subject = await patient_known_at(api.site.origin, clinic)
        good = api.token(subject, seconds=6, roles=["patient"])
        async with connected(api.server.origin) as client:
            await client.say("connection_init", payload={"authorization": f"Bearer {good}"})
            assert await client.hear() == {"type": "connection_ack"}
            await client.subscribe(VISITS)
            await client.hears_nothing()
            assert await client.closed(within=20) == (4403, "The token expired")


async def test_a_token_that_proves_nobody_opens_no_socket(database_url: str, redis_url: str, clinic: Clinic):
    async with trusting(database_url, redis_url) as api:
        subject = await patient_known_at(api.site.origin, clinic)
        now = datetime.now(UTC)
        refused = {
            "of nobody": api.token("else", roles=["patient"]),
            "without the role": api.token(subject, roles=["doctor"]),
            "expired": api.token(subject, seconds=-60, roles=["patient"]),
            "of a stranger": token(
                header(), claims(now, iss=api.site.origin, sub=subject), by_rsa(STRANGERS)
            ),
        }
        for sent in refused.values():
            async with connected(api.server.origin) as client:
                await client.say("connection_init", payload={"authorization": f"Bearer {sent}"})
                assert (await client.closed())[0] == 4401
        async with connected(api.server.origin, "a cookie of nobody") as client:
            good = api.token(subject, roles=["patient"])
            await client.say("connection_init", payload={"authorization": f"Bearer {good}"})
            assert (await client.closed())[0] == 4401
