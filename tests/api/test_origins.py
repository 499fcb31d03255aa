"""A client that is served elsewhere: that origin alone may ask with the cookie."""

import json

import pytest
from pydantic import ValidationError
from websockets.exceptions import InvalidStatus

from infra.settings import Settings
from tests.api.edge import TYPENAME, clinic_at, post
from tests.live.client import connected
from tests.server import serving

APP, EVIL = "https://app.example.org", "https://evil.example"
ASKED = {"access-control-request-method": "POST", "access-control-request-headers": "content-type"}
SIGNED_IN = {"cookie": "healthmed=x"}


@pytest.fixture
async def client(database_url, now):
    async with clinic_at(database_url, now, client_origin=APP) as opened:
        yield opened


async def test_the_clients_origin_may_ask_first(client):
    response = await client.options("/graphql", headers={"origin": APP} | ASKED)
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == APP
    assert response.headers["access-control-allow-credentials"] == "true"
    assert response.headers["access-control-allow-methods"] == "POST"
    assert "content-type" in response.headers["access-control-allow-headers"].lower()
    assert "Origin" in response.headers["vary"]


@pytest.mark.parametrize(
    "origin", [EVIL, "null", f"{APP}.evil.example", "http://app.example.org", f"{APP}:444"]
)
async def test_no_other_origin_may(client, origin):
    first = await client.options("/graphql", headers={"origin": origin} | ASKED)
    assert first.status_code == 400
    assert "access-control-allow-origin" not in first.headers
    then = await post(client, json.dumps(TYPENAME), origin=origin)
    assert "access-control-allow-origin" not in then.headers
    assert (await post(client, json.dumps(TYPENAME), origin=origin, **SIGNED_IN)).status_code == 403


async def test_what_there_is_to_sign_in_with_can_be_read_there(client):
    for path in ("/oidc", "/oidc/newcomer"):
        headers = (await client.get(path, headers={"origin": APP})).headers
        assert headers["access-control-allow-origin"] == APP
        assert "access-control-allow-origin" not in (await client.get(path, headers={"origin": EVIL})).headers


async def test_an_answer_and_a_refusal_can_both_be_read_there(client):
    for body, status in ((json.dumps(TYPENAME), 200), ("{", 400), ("x" * 200_000, 413)):
        response = await post(client, body, origin=APP, **SIGNED_IN)
        assert response.status_code == status
        assert response.headers["access-control-allow-origin"] == APP
        assert response.headers["access-control-allow-credentials"] == "true"
        assert response.headers["access-control-expose-headers"] == "x-request-id, retry-after"
        assert response.headers["vary"] == "Accept, Cookie, Origin"
        assert response.headers["x-request-id"]


async def test_the_cookie_is_taken_from_the_clients_own_pages(client):
    assert (await post(client, json.dumps(TYPENAME), origin=APP, **SIGNED_IN)).status_code == 200
    assert (await post(client, json.dumps(TYPENAME), referer=f"{APP}/x", **SIGNED_IN)).status_code == 200


async def test_a_socket_opens_from_the_clients_pages_alone(database_url):
    async with serving(database_url, HEALTHMED_CLIENT_ORIGIN=APP) as server:
        async with connected(server.origin, page=APP) as socket:
            await socket.begin()
        with pytest.raises(InvalidStatus) as refused:
            async with connected(server.origin, page=EVIL):
                pass
    assert refused.value.response.status_code == 403


async def test_other_doors_stay_shut(client):
    for path in ("/schema.graphql", "/livez", "/"):
        response = await client.get(path, headers={"origin": APP})
        assert "access-control-allow-origin" not in response.headers


async def test_without_the_setting_nobody_elsewhere_may(database_url, now):
    async with clinic_at(database_url, now) as alone:
        response = await alone.options("/graphql", headers={"origin": APP} | ASKED)
        assert response.status_code == 405
        assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize(
    "origin", ["app.example.org", "https://app.example.org/", "https://a b", "*", "null"]
)
def test_what_is_no_origin_is_refused(origin):
    with pytest.raises(ValidationError):
        Settings(client_origin=origin, _env_file=None)
