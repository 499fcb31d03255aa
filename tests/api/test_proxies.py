"""Whom a request is from: whoever connects, unless a proxy that the settings name says otherwise."""

import json

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from tests.api.edge import TYPENAME, code_of
from tests.live.client import SLOTS, connected
from tests.server import Server, serving

FAR, OTHER = "203.0.113.7", "203.0.113.8"


async def status_of(server: Server, forwarded: str) -> int:
    async with httpx.AsyncClient(base_url=server.origin, timeout=40) as client:  # it may just be starting
        answer = await client.post("/graphql", json=TYPENAME, headers={"x-forwarded-for": forwarded})
    assert answer.status_code == 200 or code_of(answer) == "RATE_LIMITED"
    return answer.status_code


@pytest.mark.parametrize("proxies", ["127.0.0.1", "127.0.0.0/8, 10.0.0.0/8"])
async def test_of_a_named_proxy_the_forwarded_address_is_believed(database_url: str, proxies: str):
    told = {"HEALTHMED_TRUSTED_PROXIES": proxies, "HEALTHMED_ADDRESS_RATE": "1"}
    async with serving(database_url, **told) as server:
        assert await status_of(server, FAR) == 200
        assert await status_of(server, FAR) == 429
        assert await status_of(server, f"{OTHER}, {FAR}") == 429  # what the client itself has written
        assert await status_of(server, OTHER) == 200
        async with httpx.AsyncClient(base_url=server.origin) as client:
            assert (await client.get("/metrics", headers={"x-forwarded-for": "127.0.0.1"})).status_code == 404


async def test_of_nobody_else_it_is(database_url: str):
    async with serving(database_url, HEALTHMED_ADDRESS_RATE="2") as server:
        assert [await status_of(server, address) for address in (FAR, OTHER, "10.0.0.1")] == [200, 200, 429]


async def test_opening_sockets_is_counted_as_asking_is(database_url: str):
    async with serving(database_url, HEALTHMED_ADDRESS_RATE="2") as server:
        for _ in range(2):
            async with connected(server.origin) as client:
                await client.begin()
        with pytest.raises(InvalidStatus) as refused:
            async with connected(server.origin):
                pass
    response = refused.value.response
    assert (response.status_code, 1 <= int(response.headers["retry-after"]) <= 30) == (429, True)
    assert json.loads(response.body)["errors"][0]["extensions"]["code"] == "RATE_LIMITED"


async def test_subscriptions_are_counted_as_requests_are(database_url: str):
    async with (
        serving(database_url, HEALTHMED_ADDRESS_RATE="4") as server,
        connected(server.origin) as client,
    ):
        await client.begin()
        for number in range(3):
            await client.subscribe(SLOTS, id=str(number), doctor="x")
        await client.say("subscribe", id="3", payload={"query": SLOTS, "variables": {"doctor": "x"}})
        refused = await client.hear()
        assert (refused["type"], refused["id"]) == ("error", "3")
        (error,) = refused["payload"]
        assert error["extensions"]["code"] == "RATE_LIMITED"
        assert 1 <= error["extensions"]["retryAfterSeconds"] <= 20
        await client.hears_nothing()
