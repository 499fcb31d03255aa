"""The token endpoint, as RFC 6749 and RFC 9068 have it."""

import base64
import json
import stat
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from pydantic import SecretStr
from starlette.applications import Starlette

from api.oauth import Authorization, audience
from domain.integrators.add import Added, add_integrator
from domain.integrators.disable import disable_integrator
from domain.integrators.scopes import Scope
from domain.transaction import Unavailable
from infra.identity import Trust, Verifier, new_private_key
from infra.signing import SigningKeys
from infra.token_claims import Kind
from tests.api.edge import client_of
from tests.clinic import Clinic

ORIGIN = "https://clinic.example"
ASK = {"grant_type": "client_credentials"}


@pytest.fixture
def keys(tmp_path: Path) -> SigningKeys:
    return SigningKeys(None, tmp_path / "keys.pem")


@pytest.fixture
async def client(clinic: Clinic, now: datetime, keys: SigningKeys) -> AsyncIterator[httpx.AsyncClient]:
    authorization = Authorization(clinic.database, keys, ORIGIN, lambda: now, lambda _: 0)
    async with client_of(Starlette(routes=authorization.routes), ORIGIN) as opened:
        yield opened


@pytest.fixture
async def added(clinic: Clinic, now: datetime) -> Added:
    name, scopes = f"Partner {uuid4()}", frozenset({Scope.DIRECTORY_READ, Scope.EVENTS_READ})
    return await clinic.database.write(lambda tx: add_integrator(tx, name, scopes, None, now))


def claims_of(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    header, claims = (json.loads(base64.urlsafe_b64decode(part + "==")) for part in token.split(".")[:2])
    return header, claims


async def test_a_token_says_who_for_what_and_until_when(client, added, now, keys):
    answer = await client.post("/oauth/token", data=ASK, auth=(str(added.id), added.secret))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    given = answer.json()
    assert (given["token_type"], given["expires_in"]) == ("Bearer", 600)
    assert given["scope"] == "directory:read events:read"
    header, claims = claims_of(given["access_token"])
    assert (header["alg"], header["typ"], header["kid"]) == ("RS256", "at+jwt", keys.signer.kid)
    assert claims["iss"] == ORIGIN
    assert claims["aud"] == f"{ORIGIN}/graphql"
    assert claims["sub"] == claims["client_id"] == str(added.id)
    assert claims["exp"] - claims["iat"] == 600
    verifier = Verifier([Trust(ORIGIN, audience(ORIGIN), Kind.RFC9068, keys)])
    proof = await verifier.verify(given["access_token"], now)
    assert proof.expires_at == now + timedelta(seconds=600)


async def test_the_secret_may_stand_in_the_body_and_fewer_scopes_may_be_asked_for(client, added):
    form = ASK | {"client_id": str(added.id), "client_secret": added.secret, "scope": "events:read"}
    assert (await client.post("/oauth/token", data=form)).json()["scope"] == "events:read"


WRONG = {
    "another secret": (ASK, "other", 401, "invalid_client"),
    "no secret": (ASK, None, 401, "invalid_client"),
    "another grant": ({"grant_type": "password"}, "secret", 400, "unsupported_grant_type"),
    "no grant": ({}, "secret", 400, "invalid_request"),
    "a scope that it has not": (ASK | {"scope": "appointments:read"}, "secret", 400, "invalid_scope"),
    "no scope at all": (ASK | {"scope": "everything"}, "secret", 400, "invalid_scope"),
    "both ways at once": (ASK | {"client_secret": "x"}, "secret", 400, "invalid_request"),
}


@pytest.mark.parametrize("case", WRONG)
async def test_what_is_wrong_is_said_as_the_rfc_says_it(client, added, case: str):
    form, secret, status, error = WRONG[case]
    auth = (str(added.id), added.secret if secret == "secret" else secret) if secret else None
    answer = await client.post("/oauth/token", data=form, auth=auth, headers={"x": "y"})
    expected = (400, "invalid_request") if case == "no grant" else (status, error)
    assert (answer.status_code, answer.json()["error"]) == expected
    assert ("www-authenticate" in answer.headers) == (answer.status_code == 401)


BODIES = {
    "json": (b"{}", "application/json"),
    "a field twice": (b"grant_type=client_credentials&grant_type=x", "application/x-www-form-urlencoded"),
    "no utf-8": (b"grant_type=%ff%fe&client_id=a", "application/x-www-form-urlencoded"),
    "raw bytes": (b"\xff\xfe", "application/x-www-form-urlencoded"),
    "too long": (b"grant_type=" + b"a" * 5_000, "application/x-www-form-urlencoded"),
    "too many fields": (b"&".join(b"f%d=1" % n for n in range(30)), "application/x-www-form-urlencoded"),
}


@pytest.mark.parametrize("case", BODIES)
async def test_a_hostile_body_is_the_clients_error(client, case: str):
    content, kind = BODIES[case]
    answer = await client.post("/oauth/token", content=content, headers={"content-type": kind})
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


@pytest.mark.parametrize(
    "header", ["Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Basic /w==", "Bearer abc", ""]
)
async def test_a_hostile_authorization_is_no_client(client, header: str):
    answer = await client.post("/oauth/token", data=ASK, headers={"authorization": header})
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


async def test_a_disabled_program_is_no_client(client, added, clinic, now):
    await clinic.database.write(lambda tx: disable_integrator(tx, added.id, now))
    answer = await client.post("/oauth/token", data=ASK, auth=(str(added.id), added.secret))
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


async def test_guessing_is_stopped_and_locks_nobody_out_elsewhere(client, added, clinic, now, keys):
    for _ in range(10):
        await client.post("/oauth/token", data=ASK, auth=(str(added.id), "guess"))
    stopped = await client.post("/oauth/token", data=ASK, auth=(str(added.id), added.secret))
    assert stopped.status_code == 429
    assert int(stopped.headers["retry-after"]) > 0
    app = Starlette(routes=Authorization(clinic.database, keys, ORIGIN, lambda: now, lambda _: 0).routes)
    elsewhere = httpx.ASGITransport(app, client=("203.0.113.9", 1))
    async with httpx.AsyncClient(transport=elsewhere, base_url=ORIGIN) as other:
        answer = await other.post("/oauth/token", data=ASK, auth=(str(added.id), added.secret))
    assert answer.status_code == 200


async def test_the_documents_name_the_doors_and_the_keys_verify(client, keys):
    for path in ("openid-configuration", "oauth-authorization-server"):
        document = (await client.get(f"/.well-known/{path}")).json()
        assert document["issuer"] == ORIGIN
        assert document["token_endpoint"] == f"{ORIGIN}/oauth/token"
    published = (await client.get("/oauth/keys")).json()["keys"]
    assert [key["kid"] for key in published] == [keys.signer.kid]
    assert not {"d", "p", "q"} & published[0].keys()


async def test_the_key_is_made_once_and_is_the_owners_alone(tmp_path: Path):
    file = tmp_path / "deep" / "keys.pem"
    first, second = SigningKeys(None, file), SigningKeys(None, file)
    assert first.signer.kid == second.signer.kid
    assert list(file.parent.iterdir()) == [file]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_keys_that_cannot_be_read_are_no_fault_of_the_client(client, added, keys, tmp_path: Path):
    (tmp_path / "keys.pem").write_text("no key")
    for answer in (
        await client.post("/oauth/token", data=ASK, auth=(str(added.id), added.secret)),
        await client.get("/oauth/keys"),
    ):
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    with pytest.raises(Unavailable):
        await keys.find("any", "RS256")


async def test_the_first_key_that_is_given_signs_and_the_others_verify(tmp_path: Path):
    new, old = new_private_key().decode(), new_private_key().decode()
    file = tmp_path / "keys.pem"
    both = SigningKeys(SecretStr(f"{new}\nof last year:\n{old}"), file)
    for pem in (old, new):
        alone = SigningKeys(SecretStr(pem), file)
        assert await both.find(alone.signer.kid, "RS256")
    assert both.signer.kid == alone.signer.kid
    assert len(both.public) == 2
    assert not file.exists()
