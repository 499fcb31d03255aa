"""The door for tokens: what opens it, and everything that does not."""

import asyncio
import base64
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from infra.identity import LocalKeys, Signer, Trust, Verifier, built, new_private_key
from infra.token_claims import Kind, Refused
from tests.infra.forgeries import FORGERIES, KEYS, STRANGERS
from tests.tokens import AUDIENCE, ISSUER, SUBJECT, by_ec, by_rsa, claims, ec_jwk, header, rsa_jwk, token

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
OTHER = Trust("https://other.example", AUDIENCE, Kind.RFC9068, LocalKeys(rsa_jwk(STRANGERS)))


def verifier(kind: Kind = Kind.RFC9068) -> Verifier:
    return Verifier([Trust(ISSUER, AUDIENCE, kind, LocalKeys(*KEYS)), OTHER])


GOOD = {
    "RS256": token(header(), claims(NOW)),
    "ES256": token(header(alg="ES256", kid="ec"), claims(NOW), by_ec()),
    "a type in full": token(header(typ="application/at+jwt"), claims(NOW)),
    "a type in capitals": token(header(typ="AT+JWT"), claims(NOW)),
    "several audiences": token(header(), claims(NOW, aud=["account", AUDIENCE])),
    "a fraction of a second": token(header(), claims(NOW, iat=NOW.timestamp() - 0.5)),
    "a clock that is behind": token(header(), claims(NOW + timedelta(seconds=30))),
    "a clock that is ahead": token(header(), claims(NOW - timedelta(seconds=329))),
    "since a minute": token(header(), claims(NOW, nbf=int(NOW.timestamp()) - 60)),
    "a whole day": token(header(), claims(NOW, exp=int(NOW.timestamp()) + 86_400)),
    "keys of an attacker beside the name of ours": token(header(jku="https://evil.example"), claims(NOW)),
}


@pytest.mark.parametrize("good", GOOD.values(), ids=GOOD)
async def test_a_token_proves_who_sent_it(good: str):
    proof = await verifier().verify(good, NOW)
    assert (proof.issuer, proof.subject, proof.claims["jti"]) == (ISSUER, SUBJECT, "1")
    assert proof.expires_at.timestamp() == proof.claims["exp"]


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
async def test_a_forgery_is_refused(forge: Any):
    with pytest.raises(Refused):
        await verifier().verify(forge(NOW), NOW)


KEYCLOAK = {"typ": "Bearer", "azp": "web"}
MARKED: list[tuple[Kind, str | None, dict[str, Any], bool]] = [
    (Kind.RFC9068, "at+jwt", {}, True),
    (Kind.RFC9068, "JWT", KEYCLOAK, False),
    (Kind.RFC9068, None, {}, False),
    (Kind.KEYCLOAK, "JWT", KEYCLOAK, True),
    (Kind.KEYCLOAK, "at+jwt", KEYCLOAK, True),
    (Kind.KEYCLOAK, "JWT", {"typ": "ID"}, False),
    (Kind.KEYCLOAK, "JWT", {"typ": "Refresh"}, False),
    (Kind.KEYCLOAK, "JWT", {"typ": ["Bearer"]}, False),
    (Kind.KEYCLOAK, "JWT", {}, False),
    (Kind.KEYCLOAK, None, KEYCLOAK, False),
    (Kind.AUTH0, "JWT", {"azp": "web"}, True),
    (Kind.AUTH0, "at+jwt", {}, True),
    (Kind.AUTH0, "JWT", {"nonce": "n"}, False),
    (Kind.AUTH0, "JWT", KEYCLOAK, False),
    (Kind.AUTH0, None, {}, False),
    (Kind.ID_TOKEN, "JWT", {"nonce": "n"}, True),
    (Kind.ID_TOKEN, None, {"nonce": "n"}, True),
    (Kind.ID_TOKEN, "JWT", {"typ": "ID"}, True),
    (Kind.ID_TOKEN, "at+jwt", {}, False),
    (Kind.ID_TOKEN, "JWT", KEYCLOAK, False),
]


@pytest.mark.parametrize(("kind", "typ", "more", "taken"), MARKED)
async def test_each_kind_of_token_is_taken_for_itself_alone(kind, typ, more, taken):
    sent = token(header(typ=typ), claims(NOW, **more))
    if taken:
        assert (await verifier(kind).verify(sent, NOW)).subject == SUBJECT
    else:
        with pytest.raises(Refused):
            await verifier(kind).verify(sent, NOW)


async def test_one_issuer_does_not_sign_for_another():
    theirs = token(header(), claims(NOW, iss=OTHER.issuer), by_rsa(STRANGERS))
    assert (await verifier().verify(theirs, NOW)).issuer == OTHER.issuer
    with pytest.raises(Refused):
        await verifier().verify(token(header(), claims(NOW), by_rsa(STRANGERS)), NOW)


async def test_what_we_sign_opens_our_door():
    signer = Signer(new_private_key())
    ours = Verifier([Trust(ISSUER, AUDIENCE, Kind.RFC9068, LocalKeys(signer.public))])
    assert (await ours.verify(signer.sign(claims(NOW)), NOW)).subject == SUBJECT
    with pytest.raises(Refused):
        await ours.verify(signer.sign(claims(NOW), typ="JWT"), NOW)
    with pytest.raises(Refused):
        await ours.verify(Signer(new_private_key()).sign(claims(NOW)), NOW)


def test_a_key_is_named_by_what_it_is():
    pem = new_private_key()
    assert Signer(pem).kid == Signer(pem).kid != Signer(new_private_key()).kid
    assert set(Signer(pem).public) == {"kty", "n", "e", "kid", "alg", "use"}


UNFIT: dict[str, Any] = {
    "for encryption": rsa_jwk(use="enc"),
    "for signing, not verifying": rsa_jwk(key_ops=["sign"]),
    "of another algorithm": rsa_jwk(alg="PS256"),
    "of a secret": {"kty": "oct", "kid": "rsa", "k": "c2VjcmV0"},
    "too small": rsa_jwk(rsa.generate_private_key(public_exponent=65_537, key_size=1_024)),
    "on another curve": ec_jwk(ec.generate_private_key(ec.SECP384R1())),
    "beside its curve": ec_jwk() | {"y": ec_jwk()["x"]},
    "without a name": {name: value for name, value in rsa_jwk().items() if name != "kid"},
    "named by a number": rsa_jwk() | {"kid": 1},
    "without a modulus": {"kty": "RSA", "kid": "rsa", "e": "AQAB"},
    "with a number as modulus": rsa_jwk() | {"n": 5},
    "with nonsense as modulus": rsa_jwk() | {"n": "é"},
    "with an even exponent": rsa_jwk() | {"e": "Ag"},
    "no object": "rsa",
    "nothing": None,
}


@pytest.mark.parametrize("described", UNFIT.values(), ids=UNFIT)
def test_a_key_that_may_not_verify_is_passed_over(described: Any):
    assert built({"keys": [described]}) == {}
    assert set(built({"keys": [described, ec_jwk(kid="good")]})) == {("good", "ES256")}


@pytest.mark.parametrize("published", [None, [], {}, {"keys": None}, {"keys": {}}, {"keys": 1}, "keys"])
def test_what_is_no_set_of_keys_has_none(published: Any):
    assert built(published) == {}


def test_a_private_key_that_is_published_is_used_by_its_public_half():
    (key,) = built({"keys": [rsa_jwk(d="AQAB", p="AQAB")]}).values()
    assert hasattr(key.prepared_key, "verify")  # type: ignore[attr-defined]
    assert not hasattr(key.prepared_key, "sign")  # type: ignore[attr-defined]


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda data: base64.b64encode(data).decode()))
@settings(max_examples=200, deadline=None)
def test_any_text_is_refused_and_breaks_nothing(text: str):
    with pytest.raises(Refused):
        asyncio.run(verifier().verify(text, NOW))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(
    head=st.fixed_dictionaries({}, optional=dict.fromkeys(("alg", "kid", "typ", "crit"), JSON)),
    body=st.fixed_dictionaries({}, optional=dict.fromkeys(("iss", "aud", "sub", "exp", "iat", "nbf"), JSON)),
)
@settings(max_examples=200, deadline=None)
def test_any_value_in_any_place_breaks_nothing(head: Any, body: Any):
    for sent in (token(header() | head, claims(NOW)), token(header(), claims(NOW) | body)):
        with suppress(Refused):
            asyncio.run(verifier().verify(sent, NOW))
