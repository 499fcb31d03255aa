"""Tokens at both doors: whose they are, and that every forgery is turned away and breaks nothing."""

import json
from datetime import datetime
from typing import Any

import httpx2
import pytest

from api.bearers import Bearers, Finder
from api.frames import SIGN_IN, Close
from domain.viewer import Anonymous, PatientViewer, Viewer
from infra.discovery import Provider
from infra.identity import LocalKeys, Proof, Trust, Verifier
from infra.token_claims import Kind
from tests.api.edge import TYPENAME, Scripted, code_of, edge, post
from tests.infra.forgeries import FORGERIES, KEYS
from tests.site import site_of
from tests.tokens import AUDIENCE, ISSUER, SUBJECT, claims, header, token

BODY = json.dumps(TYPENAME)
TRUSTED = Verifier([Trust(ISSUER, AUDIENCE, Kind.RFC9068, LocalKeys(*KEYS))])


def knowing(viewer: Viewer | None) -> Finder:
    async def find(_: Any, proof: Proof, now: datetime) -> Viewer | None:
        assert proof.subject == SUBJECT
        return viewer

    return find


async def test_a_token_says_who_asks_and_the_cookie_is_left_alone(now, clinic):
    patient = PatientViewer((await clinic.patient()).id, "en")
    executor, finders = Scripted(), [knowing(None), knowing(patient)]
    sent = {"authorization": f"bearer {token(header(), claims(now))}", "cookie": "healthmed=unknown"}
    async with edge(executor, now, clinic.database, verifier=TRUSTED, finders=finders) as client:
        response = await post(client, BODY, origin="https://elsewhere.example", **sent)
    assert (response.status_code, executor.context.viewer, executor.context.locale) == (200, patient, "en")
    assert (executor.context.session_token, "set-cookie" in response.headers) == (None, False)


async def test_a_valid_token_of_nobody_known_proves_nothing(now, clinic):
    executor = Scripted()
    async with edge(executor, now, clinic.database, verifier=TRUSTED, finders=[knowing(None)]) as client:
        response = await post(client, BODY, authorization=f"Bearer {token(header(), claims(now))}")
    assert (response.status_code, code_of(response), executor.asked) == (401, "UNAUTHENTICATED", [])
    assert response.headers["www-authenticate"] == 'Bearer realm="healthmed", error="invalid_token"'


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
async def test_a_forgery_is_401(now, forge):
    executor = Scripted()
    sent = b"Bearer " + forge(now).encode("utf-8", "surrogatepass")
    async with edge(executor, now, verifier=TRUSTED, finders=[knowing(PatientViewer())]) as client:
        headers = {b"content-type": b"application/json", b"authorization": sent}
        response = await client.post("/graphql", content=BODY, headers=headers)
    assert (response.status_code, code_of(response), executor.asked) == (401, "UNAUTHENTICATED", [])
    assert response.headers["www-authenticate"] == 'Bearer realm="healthmed", error="invalid_token"'


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
async def test_a_forgery_in_connection_init_is_4401(now, clinic, forge):
    bearers = Bearers(TRUSTED, [knowing(PatientViewer())], clinic.database)
    with pytest.raises(Close) as close:
        await bearers.announced_in({"authorization": f"Bearer {forge(now)}"}, now)
    assert close.value.code == SIGN_IN


async def test_connection_init_may_name_a_token(now, clinic):
    viewer = PatientViewer((await clinic.patient()).id)
    bearers, sent = Bearers(TRUSTED, [knowing(viewer)], clinic.database), claims(now)
    bearer = await bearers.announced_in({"Authorization": f"Bearer {token(header(), sent)}"}, now)
    assert bearer is not None
    assert (bearer.viewer, bearer.expires_at.timestamp()) == (viewer, sent["exp"])
    assert await bearers.announced_in({"other": 1}, now) is None


@pytest.mark.parametrize("sent", ["Basic YTpi", "Bearer", "Token abc", "abc", "Bearer\tabc", "DPoP abc"])
async def test_what_is_no_bearer_token_is_401_and_told_what_is(now, sent):
    async with edge(Scripted(), now, verifier=TRUSTED) as client:
        response = await post(client, BODY, authorization=sent)
    assert (response.status_code, code_of(response)) == (401, "UNAUTHENTICATED")
    assert response.headers["www-authenticate"].startswith('Bearer realm="healthmed"')


async def test_who_cannot_be_known_because_the_provider_was_never_reached_is_told_to_try_again(now):
    async with site_of({}) as site, httpx2.AsyncClient(trust_env=False) as http:
        trust = Trust(site.origin, AUDIENCE, Kind.RFC9068, Provider(site.origin, http))
        async with edge(Scripted(), now, verifier=Verifier([trust])) as client:
            sent = token(header(), claims(now, iss=site.origin))
            response = await post(client, BODY, authorization=f"Bearer {sent}")
    assert (response.status_code, code_of(response)) == (503, "UNAVAILABLE")
    assert response.headers["retry-after"] == "1"


async def test_no_address_in_a_token_is_ever_asked(now):
    async with site_of({}) as theirs, site_of({}) as site, httpx2.AsyncClient(trust_env=False) as http:
        trust = Trust(site.origin, AUDIENCE, Kind.RFC9068, Provider(site.origin, http))
        leading = dict.fromkeys(("jku", "x5u", "kid"), f"{theirs.origin}/keys")
        async with edge(Scripted(), now, verifier=Verifier([trust])) as client:
            for issuer in (theirs.origin, site.origin):
                sent = token(header(**leading), claims(now, iss=issuer))
                await post(client, BODY, authorization=f"Bearer {sent}")
    assert theirs.asked == []
    assert site.asked == ["/.well-known/openid-configuration"]


async def test_without_an_issuer_that_is_trusted_no_token_is_taken(client, executor, now):
    response = await post(client, BODY, authorization=f"Bearer {token(header(), claims(now))}")
    assert (response.status_code, code_of(response), executor.asked) == (401, "UNAUTHENTICATED", [])


async def test_without_a_token_nobody_is_asked_for_one(client, executor):
    assert (await post(client, BODY)).status_code == 200
    assert isinstance(executor.context.viewer, Anonymous)
