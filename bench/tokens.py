"""What verifying a token costs: one that was never seen, and one that is sent again."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median
from time import perf_counter
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from rich.console import Console

from bench.measure import Quiet
from infra.identity import LocalKeys, Signer, Trust, Verifier, new_private_key
from infra.token_claims import Kind

ISSUER, AUDIENCE = "https://clinic.example", "https://clinic.example/graphql"
COUNT: Final = 500
BLOCKS: Final = 7


@dataclass(frozen=True)
class Tokens:
    """Microseconds for one token of each algorithm: the first time, and again."""

    rs256: float
    rs256_again: float
    es256: float
    es256_again: float


async def tokens(quiet: Quiet, console: Console) -> Tokens:
    """Medians of several blocks."""
    signer, key = Signer(new_private_key()), ec.generate_private_key(ec.SECP256R1())
    keys = LocalKeys(signer.public, _public(key))
    await quiet.wait()
    found = Tokens(
        *[
            await _microseconds(keys, many)
            for sign in (signer.sign, lambda claims: _es256(key, claims))
            for many in (_different(sign), _different(sign)[:1] * COUNT)
        ]
    )
    console.print(
        f"a token verified in {found.rs256:.0f} µs (RS256) or {found.es256:.0f} µs (ES256),"
        f" sent again in {found.rs256_again:.0f} or {found.es256_again:.0f} µs"
    )
    return found


async def _microseconds(keys: LocalKeys, sent: list[str]) -> float:
    now, took = datetime.now(UTC), []
    for _ in range(BLOCKS):
        verifier = Verifier([Trust(ISSUER, AUDIENCE, Kind.RFC9068, keys)])
        began = perf_counter()
        for token in sent:
            await verifier.verify(token, now)
        took.append((perf_counter() - began) / len(sent) * 1e6)
    return median(took)


def _different(sign: Callable[[dict[str, Any]], str]) -> list[str]:
    at = int(datetime.now(UTC).timestamp())
    lived = {"iat": at, "exp": at + 3_600}
    about = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "partner",
        "client_id": "partner",
        "scope": "directory:read",
    }
    return [sign({**about, **lived, "jti": str(number)}) for number in range(COUNT)]


def _es256(key: ec.EllipticCurvePrivateKey, claims: dict[str, Any]) -> str:
    header = {"alg": "ES256", "kid": "ec", "typ": "at+jwt"}
    signed = ".".join(_base64(json.dumps(part).encode()) for part in (header, claims))
    r, s = decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(SHA256())))
    return f"{signed}.{_base64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def _public(key: ec.EllipticCurvePrivateKey) -> dict[str, str]:
    numbers = key.public_key().public_numbers()
    place = {"x": _base64(numbers.x.to_bytes(32, "big")), "y": _base64(numbers.y.to_bytes(32, "big"))}
    return {"kty": "EC", "crv": "P-256", "kid": "ec", **place}


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
