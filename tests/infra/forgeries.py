"""Every way to forge a token that is known of python-jose, of JWT (RFC 8725) or of JSON, by name."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256, SHA384
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.tokens import (
    EC_KEY,
    RSA_KEY,
    base64url,
    by_ec,
    by_hmac,
    by_pss,
    by_rsa,
    claims,
    ec_jwk,
    header,
    rsa_jwk,
    token,
)

STRANGERS = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
Forge = Callable[[datetime], str]
_public = RSA_KEY.public_key()
PEM = _public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
SECRETS = {
    "PEM": PEM,
    "PEM without its armour": b"".join(PEM.splitlines()[1:-1]),
    "PEM without its armour, in lines": b"\n".join(PEM.splitlines()[1:-1]),
    "DER": _public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
    "PKCS1 DER": _public.public_bytes(Encoding.DER, PublicFormat.PKCS1),
    "JWK": json.dumps(rsa_jwk()).encode(),
    "modulus": rsa_jwk()["n"].encode(),
    "nothing": b"",
}
DEEP = b"[" * 5_400
"""As deep as 8 kB have room for."""


def headed(sign: Any = None, **changes: Any) -> Forge:
    """Another header, rightly signed."""
    return lambda now: token(header(**changes), claims(now), sign)


def claiming(**changes: Any) -> Forge:
    """Other claims, rightly signed."""
    return lambda now: token(header(), claims(now, **changes))


def aged(**changes: int) -> Forge:
    """Instants, in seconds from now."""
    return lambda now: token(
        header(), claims(now, **{name: int(now.timestamp()) + shift for name, shift in changes.items()})
    )


def changed(change: Callable[[str], str]) -> Forge:
    """A good token that is then written otherwise."""
    return lambda now: change(token(header(), claims(now)))


def unsigned(text: str) -> Forge:
    return lambda _: text


def _signature(change: Callable[[str], str]) -> Forge:
    def forge(now: datetime) -> str:
        signed, _, signature = token(header(), claims(now)).rpartition(".")
        return f"{signed}.{change(signature)}"

    return forge


def _other_claims(now: datetime) -> str:
    head, _, signature = token(header(), claims(now)).split(".")
    return f"{head}.{base64url(json.dumps(claims(now, sub='else')).encode())}.{signature}"


def _der(now: datetime) -> str:
    def sign(signed: bytes) -> bytes:
        return EC_KEY.sign(signed, ec.ECDSA(SHA256()))

    return token(header(alg="ES256", kid="ec"), claims(now), sign)


def _trailing_bits(signature: str) -> str:
    """The same bytes, written with other bits in the last sign: 256 bytes leave four of them unused."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return signature[:-1] + alphabet[alphabet.index(signature[-1]) ^ 1]


HEADERS: dict[str, Forge] = {
    **{
        f"HMAC with the public key as {name}": headed(by_hmac(secret), alg="HS256")
        for name, secret in SECRETS.items()
    },
    **{
        f"{alg!r} and no signature": headed(lambda _: b"", alg=alg)
        for alg in ("none", "None", "NONE", "nOnE", "", None)
    },
    "RS384": headed(by_rsa(hashed=SHA384), alg="RS384"),
    "PS256": headed(by_pss, alg="PS256"),
    "PS256 called RS256": headed(by_pss),
    "RS256 called PS256": headed(alg="PS256"),
    "a list of algorithms": headed(alg=["RS256"]),
    "an object as algorithm": headed(alg={"RS256": 1}),
    "the RSA key for ES256": headed(alg="ES256"),
    "the EC key for RS256": headed(kid="ec"),
    "EC's signature called RS256": headed(by_ec(), kid="ec"),
    "no key id": headed(kid=None),
    "an unknown key id": headed(kid="other"),
    "a key id in other letters": headed(kid="RSA"),
    "a key id that is a number": headed(kid=1),
    "a list of key ids": headed(kid=["rsa"]),
    "a key id that leads to a file": headed(by_hmac(b""), alg="HS256", kid="../../../dev/null"),
    "its own key": headed(by_rsa(STRANGERS), jwk=rsa_jwk(STRANGERS)),
    "its own key, unnamed": headed(by_rsa(STRANGERS), kid=None, jwk=rsa_jwk(STRANGERS)),
    "an address of keys": headed(by_rsa(STRANGERS), kid="theirs", jku="http://127.0.0.1:9/jwks"),
    "an address of a certificate": headed(by_rsa(STRANGERS), x5u="http://127.0.0.1:9/x5u"),
    "its own certificate": headed(by_rsa(STRANGERS), x5c=["MIIB"]),
    "something critical": headed(crit=["exp"], exp=1),
    "nothing critical, said so": headed(crit=[]),
    "a payload that is not encoded": headed(crit=["b64"], b64=False),
    "no type": headed(typ=None),
    "an ID token": headed(typ="JWT"),
    "a logout token": headed(typ="logout+jwt"),
    "a DPoP proof": headed(typ="dpop+jwt"),
    "a type that is a list": headed(typ=["at+jwt"]),
}
INSTANTS: tuple[Any, ...] = (
    *("1", True, [], {}, -1),
    *(float("nan"), float("inf"), float("-inf"), 10**400, 1e308),
)
ISSUERS: tuple[Any, ...] = (1, [], ["https://issuer.example"], {}, "")
AUDIENCES: tuple[Any, ...] = (
    *(1, "", "other", [], ["other"], [1], [None], [[]]),
    {"https://api.clinic.example": 1},
)
SUBJECTS: tuple[Any, ...] = (1, [], {}, "", "x" * 256, "a\0b", "\ud800", "joão", "a\nb")
CLAIMS: dict[str, Forge] = {
    **{f"without {name}": claiming(**{name: None}) for name in ("iss", "aud", "sub", "exp", "iat")},
    **{
        f"{name} as {value!r}": claiming(**{name: value})
        for name in ("exp", "iat", "nbf")
        for value in INSTANTS
    },
    "expired": aged(iat=-400, exp=-31),
    "of the future": aged(iat=31, exp=300),
    "not yet": aged(nbf=31),
    "ends before it begins": aged(iat=20, exp=10),
    "for two days": aged(exp=2 * 86_400),
    "from long ago, until soon": aged(iat=-86_400, exp=60),
    "for a day and a second": aged(exp=86_401),
    **{f"issuer {value!r}": claiming(iss=value) for value in ISSUERS},
    "issuer with a slash": claiming(iss="https://issuer.example/"),
    "issuer of an attacker": claiming(iss="https://evil.example"),
    "issuer that is trusted besides": claiming(iss="https://other.example"),
    **{f"audience {value!r}": claiming(aud=value) for value in AUDIENCES},
    "ours among audiences that are none": claiming(aud=["https://api.clinic.example", 1]),
    "audience that begins like ours": claiming(aud="https://api.clinic.example.evil.example"),
    **{f"subject {value!r:.20}": claiming(sub=value) for value in SUBJECTS},
}
FORMS: dict[str, Forge] = {
    **{
        f"text {text!r:.12}": unsigned(text)
        for text in (
            "",
            ".",
            "..",
            "...",
            "a.b.c",
            "null",
            "é.é.é",
            "\0",
            " ",
            "{}",
            "e30.e30.",
            "e30.e30.e30",
        )
    },
    "two segments": changed(lambda good: good.rpartition(".")[0]),
    "an empty signature": changed(lambda good: good.rpartition(".")[0] + "."),
    "encrypted": changed(lambda good: good + ".e30.e30"),
    "JSON serialization": changed(lambda good: json.dumps(dict(zip("abc", good.split("."), strict=True)))),
    "padded": changed(lambda good: good + "=="),
    "a line break after it": changed(lambda good: good + "\n"),
    "a blank in it": changed(lambda good: good.replace(".", ". ", 1)),
    "signs of other base64": changed(lambda good: good.replace("e", "+", 1)),
    "its last bits otherwise": _signature(_trailing_bits),
    "the signature cut": _signature(lambda signature: signature[:-4]),
    "the signature turned": _signature(lambda signature: signature[::-1]),
    "no signature's bits": _signature(lambda signature: "A" * len(signature)),
    "other claims under the same signature": _other_claims,
    "signed by a stranger": headed(by_rsa(STRANGERS)),
    "zero as a signature (CVE-2022-21449)": headed(lambda _: b"\0" * 64, alg="ES256", kid="ec"),
    "an EC signature in DER": _der,
    "signed by another curve's key": headed(
        by_ec(ec.generate_private_key(ec.SECP384R1())), alg="ES256", kid="ec"
    ),
    "more than 8 kB": claiming(padding="x" * 8_192),
    "a header nested beyond reason": lambda now: token(DEEP, claims(now)),
    "claims nested beyond reason": lambda _: token(header(), DEEP),
    "claims that are a list": lambda _: token(header(), b"[1]"),
    "claims that are a number": lambda _: token(header(), b"5"),
    "claims that are nothing": lambda _: token(header(), b""),
    "claims that are not UTF-8": lambda _: token(header(), b'{"sub":"\xff"}'),
    "a header that is a list": lambda now: token(b"[]", claims(now)),
    "a header that is null": lambda now: token(b"null", claims(now)),
}
FORGERIES: dict[str, Forge] = HEADERS | CLAIMS | FORMS
KEYS = (rsa_jwk(), ec_jwk())
"""Of the issuer that all of them pretend to be of."""
