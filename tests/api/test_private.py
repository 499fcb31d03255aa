"""/metrics: for this machine, or for whoever has the token; for others it is not there."""

from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from api.private import private
from infra.settings import Settings

TOKEN = {"metrics_token": "t0ken"}
CASES: dict[str, tuple[dict[str, Any], str, dict[str, str], int]] = {
    "this machine": ({}, "127.0.0.1", {}, 200),
    "this machine, IPv6": ({}, "::1", {}, 200),
    "another machine": ({}, "192.0.2.1", {}, 404),
    "no address at all": ({}, "", {}, 404),
    "a proxy on this machine": ({}, "127.0.0.1", {"x-forwarded-for": "192.0.2.1"}, 404),
    "another proxy on this machine": ({}, "127.0.0.1", {"forwarded": "for=192.0.2.1"}, 404),
    "public": ({"metrics_public": True}, "192.0.2.1", {}, 200),
    "the token": (TOKEN, "192.0.2.1", {"authorization": "Bearer t0ken"}, 200),
    "another token": (TOKEN, "192.0.2.1", {"authorization": "Bearer token"}, 404),
    "no token": (TOKEN, "127.0.0.1", {}, 404),
    "a token in strange letters": (TOKEN, "127.0.0.1", {"authorization": "Bearer t\xf8ken"}, 404),
}


@pytest.mark.parametrize(("chosen", "address", "headers", "status"), CASES.values(), ids=CASES)
async def test_metrics_are_private(
    chosen: dict[str, Any], address: str, headers: dict[str, str], status: int
):
    async def show(_: Any) -> PlainTextResponse:
        return PlainTextResponse("figures")

    app = Starlette(routes=[Route("/metrics", private(show, Settings(_env_file=None, **chosen)))])
    transport = httpx.ASGITransport(app, client=(address, 5))
    raw = {name.encode(): value.encode("latin-1") for name, value in headers.items()}
    async with httpx.AsyncClient(transport=transport, base_url="http://clinic") as client:
        response = await client.get("/metrics", headers=raw)
    assert (response.status_code, response.text == "figures") == (status, status == 200)
