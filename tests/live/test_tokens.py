"""Tokens on sockets as they are served: whom they let in, for how long, and whom they do not."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

import httpx
from cryptography.hazmat.primitives.asymmetric import rsa

from domain.accounts.models import Identity
from domain.doctors.disable_account import disable_account
from tests.api.edge import code_of
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


async def test_who_is_disabled_loses_socket_and_stream_though_the_token_lives_on(
    database_url: str, redis_url: str, clinic: Clinic
):
    async with trusting(database_url, redis_url) as api, httpx.AsyncClient() as http:
        subject = await patient_known_at(api.site.origin, clinic)
        bearer = f"Bearer {api.token(subject, roles=['patient'])}"
        asks = partial(http.stream, "POST", f"{api.server.origin}/graphql", json={"query": VISITS})
        headers = {"Authorization": bearer, "Accept": "text/event-stream"}
        async with connected(api.server.origin) as client, asks(headers=headers) as stream:
            await client.say("connection_init", payload={"authorization": bearer})
            assert await client.hear() == {"type": "connection_ack"}
            lines = stream.aiter_lines()
            assert await anext(lines) == ":"
            olga = await clinic.administrator()
            await clinic.database.write(lambda tx: disable_account(tx, olga, UUID(subject), clinic.now))
            assert await client.closed(within=60) == (4403, "The account was disabled")
            assert [line async for line in lines if line][-1] == ": 4403 The account was disabled"
        answer = await http.post(
            f"{api.server.origin}/graphql",
            json={"query": "{ viewer { __typename } }"},
            headers={"Authorization": bearer},
        )
        assert (answer.status_code, code_of(answer)) == (401, "UNAUTHENTICATED")


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
