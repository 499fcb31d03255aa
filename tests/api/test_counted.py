"""Whoever comes too often by the provider's doors, or for tokens, is told so, and when to come again."""

from typing import Any, Final

import httpx
import pytest

from tests.api.edge import clinic_at

NOWHERE: Final = {"issuer": "http://127.0.0.1:9", "client_id": "web", "client_secret": "secret"}
"""A provider that is away: what is counted is the way there."""
A_PAGE: Final = {"accept": "text/html,*/*;q=0.8", "accept-language": "en"}
ASK: Final = {"grant_type": "client_credentials"}


def must_name_a_moment(refused: httpx.Response) -> str:
    """The seconds, as they are said."""
    assert refused.status_code == 429
    seconds = refused.headers["retry-after"]
    assert 1 <= int(seconds) <= 60
    return seconds


async def test_leaving_for_the_provider_is_counted_as_signing_in_is(database_url, now):
    async with clinic_at(database_url, now, sign_in_rate=2, oidc=NOWHERE) as client:
        answers = [await client.get("/oidc/start", headers=A_PAGE) for _ in range(3)]
        assert [one.status_code for one in answers] == [303, 303, 429]
        seconds = must_name_a_moment(answers[-1])
        assert answers[-1].text == f"Too many requests. Try again in {seconds} s."
        assert answers[-1].headers["content-type"].startswith("text/plain")
        assert (await client.get("/oidc")).json()["provider"] == "OpenID"


@pytest.mark.parametrize("path", ["/oidc/callback?state=x", "/oidc/newcomer", "/oidc/end"])
async def test_the_other_doors_are_counted_as_asking_is(database_url, now, path: str):
    async with clinic_at(database_url, now, address_rate=2, oidc=NOWHERE) as client:
        answers = [await client.get(path) for _ in range(3)]
        assert 429 not in [one.status_code for one in answers[:2]]
        seconds = must_name_a_moment(answers[-1])
        (error,) = answers[-1].json()["errors"]
        assert error["extensions"] == {"code": "RATE_LIMITED", "retryAfterSeconds": int(seconds)}
        assert error["message"].startswith("Muitos pedidos")


async def test_tokens_are_counted_before_anything_is_looked_up(database_url, now):
    async with clinic_at(database_url, now, sign_in_rate=2) as client:
        answers: list[Any] = [
            await client.post("/oauth/token", data=ASK, auth=("nobody", "x")) for _ in range(3)
        ]
        assert [one.status_code for one in answers] == [401, 401, 429]
        seconds = must_name_a_moment(answers[-1])
        said = f"Muitos pedidos em pouco tempo. Tente de novo em {seconds} s."
        assert answers[-1].json() == {"error": "temporarily_unavailable", "error_description": said}
        assert (await client.get("/oauth/keys")).status_code == 200
