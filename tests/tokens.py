"""Tokens as an attacker writes them: any header, any claims, any signature, put together by hand."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, HashAlgorithm

ISSUER, AUDIENCE, SUBJECT = "https://issuer.example", "https://api.clinic.example", "somebody"
Sign = Callable[[bytes], bytes]

RSA_KEY = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
EC_KEY = ec.generate_private_key(ec.SECP256R1())


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def number(value: int, length: int | None = None) -> str:
    return base64url(value.to_bytes(length or (value.bit_length() + 7) // 8, "big"))


def rsa_jwk(key: rsa.RSAPrivateKey = RSA_KEY, kid: str = "rsa", **more: Any) -> dict[str, Any]:
    public = key.public_key().public_numbers()
    return {"kty": "RSA", "kid": kid, "n": number(public.n), "e": number(public.e), **more}


def ec_jwk(key: ec.EllipticCurvePrivateKey = EC_KEY, kid: str = "ec", **more: Any) -> dict[str, Any]:
    public = key.public_key().public_numbers()
    size = (key.curve.key_size + 7) // 8
    crv = {256: "P-256", 384: "P-384"}[key.curve.key_size]
    place = {"x": number(public.x, size), "y": number(public.y, size)}
    return {"kty": "EC", "crv": crv, "kid": kid, **place, **more}


def claims(now: datetime, **changes: Any) -> dict[str, Any]:
    """Of an access token that is good at `now`; a change to None takes the claim away."""
    at = int(now.timestamp())
    good = {"iss": ISSUER, "aud": AUDIENCE, "sub": SUBJECT, "iat": at, "exp": at + 300, "jti": "1"}
    return {name: value for name, value in (good | changes).items() if value is not None}


def header(**changes: Any) -> dict[str, Any]:
    """Of an access token by RFC 9068, signed with the RSA key."""
    good = {"alg": "RS256", "kid": "rsa", "typ": "at+jwt"}
    return {name: value for name, value in (good | changes).items() if value is not None}


def by_rsa(key: rsa.RSAPrivateKey = RSA_KEY, hashed: type[HashAlgorithm] = SHA256) -> Sign:
    return lambda signed: key.sign(signed, padding.PKCS1v15(), hashed())


def by_pss(signed: bytes) -> bytes:
    return RSA_KEY.sign(signed, padding.PSS(padding.MGF1(SHA256()), 32), SHA256())


def by_ec(key: ec.EllipticCurvePrivateKey = EC_KEY) -> Sign:
    def sign(signed: bytes) -> bytes:
        size = (key.curve.key_size + 7) // 8
        hashed = SHA256() if size == 32 else SHA384()
        r, s = decode_dss_signature(key.sign(signed, ec.ECDSA(hashed)))
        return r.to_bytes(size, "big") + s.to_bytes(size, "big")

    return sign


def by_hmac(secret: bytes) -> Sign:
    return lambda signed: hmac.digest(secret, signed, hashlib.sha256)


def token(head: Mapping[str, Any] | bytes, body: Mapping[str, Any] | bytes, sign: Sign | None = None) -> str:
    """Put together and signed, as RFC 7515 has it; by the RSA key unless told otherwise."""
    parts = [part if isinstance(part, bytes) else json.dumps(part).encode() for part in (head, body)]
    signed = ".".join(map(base64url, parts))
    return f"{signed}.{base64url((sign or by_rsa())(signed.encode()))}"
