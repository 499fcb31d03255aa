"""A provider's document and keys: how often they are fetched, and what holds while it is away."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx2
import pytest

from infra.discovery import FRESH, PAUSE, STALE, Provider, ProviderAway, Unfit, described
from infra.token_claims import Refused
from tests.site import Site, site_of
from tests.tokens import ec_jwk, rsa_jwk

DOCUMENT = "/.well-known/openid-configuration"


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """Publishes a document and one key."""
    async with site_of({}) as opened:
        opened.pages |= {DOCUMENT: _document(opened.origin), "/keys": {"keys": [rsa_jwk()]}}
        yield opened


@pytest.fixture
async def provider(site: Site) -> AsyncIterator[Provider]:
    """By the site's clock, which stands until a test moves it."""
    async with httpx2.AsyncClient(trust_env=False) as http:
        yield Provider(site.origin, http, lambda: site.now)


def _document(issuer: str) -> dict[str, str]:
    places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
    return {"issuer": issuer, **{name: f"{issuer}/{place}" for name, place in places.items()}}


async def test_nothing_is_asked_before_it_is_needed(provider: Provider, site: Site):
    assert site.asked == []
    await provider.find("rsa", "RS256")
    assert site.asked == [DOCUMENT, "/keys"]


async def test_a_thousand_at_once_ask_once(provider: Provider, site: Site):
    await asyncio.gather(*(provider.find("rsa", "RS256") for _ in range(1_000)))
    assert len(site.asked) == 2


async def test_a_thousand_unknown_keys_in_a_minute_ask_twice(provider: Provider, site: Site):
    for number in range(1_000):
        with pytest.raises(Refused):
            await provider.find(f"random {number}", "RS256")
        site.now += 0.06
    assert site.asked.count("/keys") == 2


async def test_a_new_key_is_found_when_it_is_first_named(provider: Provider, site: Site):
    await provider.find("rsa", "RS256")
    site.pages["/keys"] = {"keys": [ec_jwk(kid="new")]}
    site.now += PAUSE
    await provider.find("new", "ES256")


async def test_a_key_that_was_withdrawn_serves_ten_minutes_at_the_most(provider: Provider, site: Site):
    await provider.find("rsa", "RS256")
    site.pages["/keys"] = {"keys": [ec_jwk()]}
    site.now += FRESH - 1
    await provider.find("rsa", "RS256")
    site.now += 1
    with pytest.raises(Refused):
        await provider.find("rsa", "RS256")


async def test_while_it_is_down_known_keys_serve_for_a_day(provider: Provider, site: Site):
    await provider.find("rsa", "RS256")
    site.up = False
    site.now += STALE - 1
    await provider.find("rsa", "RS256")
    with pytest.raises(Refused):
        await provider.find("unknown", "RS256")
    site.now += PAUSE
    with pytest.raises(ProviderAway):
        await provider.find("rsa", "RS256")
    site.up = True
    site.now += PAUSE
    await provider.find("rsa", "RS256")


async def test_one_that_was_never_reached_leaves_open_who_somebody_is(provider: Provider, site: Site):
    site.up = False
    for _ in range(100):
        with pytest.raises(ProviderAway):
            await provider.find("rsa", "RS256")
    assert len(site.asked) == 1
    site.up = True
    site.now += PAUSE
    await provider.find("rsa", "RS256")


async def test_who_leaves_does_not_stop_the_others(provider: Provider, site: Site):
    leaving, staying = (asyncio.create_task(provider.find("rsa", "RS256")) for _ in range(2))
    await asyncio.sleep(0)
    leaving.cancel()
    await staying
    assert len(site.asked) == 2


UNFIT: dict[str, Callable[[Site], Any]] = {
    "about another issuer": lambda site: site.pages[DOCUMENT].update(issuer=f"{site.origin}/"),
    "about nobody": lambda site: site.pages[DOCUMENT].pop("issuer"),
    "without keys": lambda site: site.pages[DOCUMENT].pop("jwks_uri"),
    "with keys in a file": lambda site: site.pages[DOCUMENT].update(jwks_uri="file:///keys"),
    "with keys at no address": lambda site: site.pages[DOCUMENT].update(jwks_uri="http://["),
    "with keys at a number": lambda site: site.pages[DOCUMENT].update(jwks_uri=1),
    "a list": lambda site: site.pages.update({DOCUMENT: []}),
    "not JSON": lambda site: site.pages.update({DOCUMENT: b"<html>"}),
    "endless": lambda site: site.pages.update({DOCUMENT: b'"' + b"x" * 300_000 + b'"'}),
    "not there": lambda site: site.pages.pop(DOCUMENT),
    "keys that are no keys": lambda site: site.pages.update({"/keys": {"keys": [1]}}),
    "no keys": lambda site: site.pages.update({"/keys": {"keys": []}}),
}


@pytest.mark.parametrize("spoil", UNFIT.values(), ids=UNFIT)
async def test_what_it_publishes_is_used_only_if_it_is_fit(provider: Provider, site: Site, spoil: Any):
    spoil(site)
    with pytest.raises(ProviderAway):
        await provider.find("rsa", "RS256")


async def test_it_does_not_lead_elsewhere(provider: Provider, site: Site):
    async with site_of({"/": "another site"}) as other:
        site.moved = {DOCUMENT: other.origin + DOCUMENT}
        with pytest.raises(ProviderAway):
            await provider.find("rsa", "RS256")
    assert other.asked == []


def test_behind_tls_everything_is():
    issuer = "https://issuer.example"
    assert described(_document(issuer), issuer)
    with pytest.raises(Unfit):
        described(_document(issuer) | {"jwks_uri": "http://issuer.example/keys"}, issuer)


async def test_where_its_doors_are_is_told_by_its_document(provider: Provider, site: Site):
    assert (await provider.describe())["token_endpoint"] == f"{site.origin}/token"
    site.up = False
    site.now += STALE
    with pytest.raises(ProviderAway):
        await provider.describe()
