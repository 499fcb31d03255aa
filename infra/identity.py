"""Tokens: the one door to python-jose, with the precautions that it needs (docs/decisions/0003).

A token is a signed JWT (RFC 7519) of an issuer that this clinic trusts. Nothing in a token chooses how it is
verified: its issuer, key id and algorithm only name one of the keys that were built beforehand.
"""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

import orjson
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from jose import jwk, jwt
from jose.exceptions import JOSEError

from infra.token_claims import Kind, Refused, expiry_at, must_be, must_be_meant_for, subject_of

LONGEST: Final = 8_192
"""Characters of a token."""
MOST_KEPT: Final = 1_024
"""Tokens whose signature is known; about 2 MB."""
RSA_BITS: Final = 2_048
KTY: Final = {"RS256": "RSA", "ES256": "EC"}
"""The algorithms, and the type of key that each takes (RFC 7518, section 6)."""
PUBLIC: Final = {"RSA": ("kty", "n", "e"), "EC": ("kty", "crv", "x", "y")}
FORM: Final = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
"""Three segments, signed; an encrypted token has five."""
HOSTILE: Final = (JOSEError, ValueError, TypeError, KeyError, OverflowError, RecursionError)
"""What python-jose raises of hostile input; the errors of base64 and JSON are ValueErrors."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What a token proved."""

    issuer: str
    subject: str
    claims: Mapping[str, Any]
    """All of them, as the issuer wrote them: texts of any length and character."""
    expires_at: datetime


class Key(Protocol):
    """A public key, for one algorithm."""

    def verify(self, signed: bytes, signature: bytes, /) -> bool:
        """Whether the signature is of these bytes."""


class Keys(Protocol):
    """An issuer's public keys."""

    async def find(self, kid: str, alg: str) -> Key:
        """The key; Refused when the issuer has no such key."""


@dataclass(frozen=True, slots=True)
class Trust:
    """An issuer whose tokens of one kind are taken, if they are meant for this audience."""

    issuer: str
    audience: str
    kind: Kind
    keys: Keys


@dataclass(frozen=True, slots=True)
class Token:
    """What a token says, of an issuer that is trusted; not believed before its signature is verified."""

    trust: Trust
    kid: str
    alg: str
    claims: Mapping[str, Any]
    signature: bytes


class Verifier:
    """Verifies the tokens of those who are trusted (python -m bench --only tokens).

    Programs send the same token for minutes. What was verified with a key is not verified again as long as
    that very key is the issuer's; whether a token is valid now is judged each time.
    """

    def __init__(self, trusts: Iterable[Trust]) -> None:
        self._trusts = {trust.issuer: trust for trust in trusts}
        self._genuine: dict[str, tuple[Key, Token]] = {}

    async def verify(self, sent: str, now: datetime) -> Proof:
        """What it proves at `now`. Refused otherwise; Unavailable when its issuer was never reached."""
        known, token = self._genuine.get(sent) or (None, _read(sent, self._trusts))
        key = await token.trust.keys.find(token.kid, token.alg)
        if key is not known:
            _must_be_signed(sent, token, key)
            self._keep(sent, key, token)
        claims, trust = token.claims, token.trust
        return Proof(trust.issuer, subject_of(claims), claims, expiry_at(claims, now))

    def _keep(self, sent: str, key: Key, token: Token) -> None:
        if len(self._genuine) >= MOST_KEPT:
            self._genuine.clear()
        self._genuine[sent] = key, token


class LocalKeys:
    """Keys that need no fetching: those of tokens that we sign ourselves."""

    def __init__(self, *public: Mapping[str, Any]) -> None:
        self._keys = built({"keys": public})

    async def find(self, kid: str, alg: str) -> Key:
        if (key := self._keys.get((kid, alg))) is None:
            raise Refused("unknown key")
        return key


class Signer:
    """Signs our own tokens with RS256."""

    def __init__(self, pem: bytes) -> None:
        self._key = jwk.construct(pem.decode("ascii"), "RS256")
        described = self._key.public_key().to_dict()
        fields = {name: described[name] for name in PUBLIC["RSA"]}
        self.kid = _thumbprint(fields)
        self.public: Mapping[str, Any] = {**fields, "kid": self.kid, "alg": "RS256", "use": "sig"}
        """The public half, as a JWK (RFC 7517)."""

    def sign(self, claims: Mapping[str, Any], typ: str = "at+jwt") -> str:
        """The token; `claims` are the caller's to choose, all of them."""
        headers = {"kid": self.kid, "typ": typ}
        return str(jwt.encode(dict(claims), self._key, algorithm="RS256", headers=headers))


def new_private_key() -> bytes:
    """A key for a Signer, in PEM: whoever holds it signs in our name."""
    key = rsa.generate_private_key(public_exponent=65_537, key_size=RSA_BITS)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def built(published: Any) -> dict[tuple[str, str], Key]:
    """The usable keys of a JWK Set, by key id and algorithm; the first one of a name stands."""
    listed = published.get("keys") if isinstance(published, dict) else None
    keys: dict[tuple[str, str], Key] = {}
    for each in listed if isinstance(listed, list | tuple) else ():
        for alg in KTY:
            if key := _key(each, alg):
                keys.setdefault((each["kid"], alg), key)
    return keys


def _key(described: Any, alg: str) -> Key | None:
    """From its public fields; None for what may not verify a signature of this algorithm."""
    if not isinstance(described, Mapping) or not isinstance(described.get("kid"), str):
        return None
    kty = KTY[alg]
    meant = described.get("use", "sig") == "sig" and "verify" in (described.get("key_ops") or ("verify",))
    if described.get("kty") != kty or described.get("alg", alg) != alg or not meant:
        return None
    try:
        key = jwk.construct({name: described[name] for name in PUBLIC[kty]}, alg)
    except HOSTILE:
        return None
    strong = described["crv"] == "P-256" if kty == "EC" else key.prepared_key.key_size >= RSA_BITS
    return key if strong else None


def _read(sent: str, trusts: Mapping[str, Trust]) -> Token:
    if len(sent) > LONGEST or not FORM.fullmatch(sent):
        raise Refused("not a signed token")
    try:
        head, body, signature = map(_canonical, sent.split("."))
        header, claims = _object(head), _object(body)
    except HOSTILE:
        raise Refused("not a signed token") from None
    issuer = claims.get("iss")
    trust = trusts.get(issuer) if isinstance(issuer, str) else None
    if trust is None:
        raise Refused("unknown issuer")
    must_be(trust.kind, header, claims)
    must_be_meant_for(trust.audience, claims)
    return Token(trust, *_named_key(header), claims, signature)


def _canonical(segment: str) -> bytes:
    """The bytes of base64url that could not have been written otherwise."""
    data = base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4))
    if base64.urlsafe_b64encode(data).rstrip(b"=").decode() != segment:
        raise binascii.Error
    return data


def _object(data: bytes) -> dict[str, Any]:
    value = orjson.loads(data)  # takes no NaN, no half surrogate pairs, and nothing nested beyond reason
    if not isinstance(value, dict):
        raise TypeError
    return value


def _named_key(header: Mapping[str, Any]) -> tuple[str, str]:
    """RFC 7515, section 4.1.11: extensions that are critical and not understood are refused."""
    kid, alg = header.get("kid"), header.get("alg")
    if not isinstance(kid, str) or not isinstance(alg, str) or alg not in KTY or "crit" in header:
        raise Refused("no key that is taken here")
    return kid, alg


def _must_be_signed(sent: str, token: Token, key: Key) -> None:
    signed = sent.rpartition(".")[0].encode()
    try:
        genuine = key.verify(signed, token.signature)
    except HOSTILE:
        genuine = False
    if not genuine:
        raise Refused("signature")


def _thumbprint(fields: Mapping[str, Any]) -> str:
    """RFC 7638: the SHA-256 of the public fields, in order and without blanks."""
    digest = hashlib.sha256(json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
