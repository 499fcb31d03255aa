"""What the claims of a token must say (RFC 7519; OpenID Connect Core 1.0), whoever signed it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

LONGEST_SUBJECT: Final = 255
"""OpenID Connect Core 1.0, section 2: a `sub` is at most 255 ASCII characters."""
LONGEST_LIFE: Final = timedelta(days=1)
"""No token of anybody lives longer, from `iat` to `exp`."""
LEEWAY: Final = timedelta(seconds=30)
"""How far clocks may be apart."""
FAR: Final = 1e11
"""Seconds since 1970; some 3,000 years, which every datetime holds."""


class Refused(Exception):
    """The token proves nothing. The message says why, in words of ours alone."""


class Kind(StrEnum):
    """What a token is for, and how its issuer marks it as that."""

    RFC9068 = "rfc9068"
    """An access token whose header says `at+jwt`."""
    KEYCLOAK = "keycloak"
    """An access token whose header says `JWT`, and whose claim `typ` says `Bearer`."""
    AUTH0 = "auth0"
    """An access token of Auth0's default profile: `JWT`, and known by its audience alone."""
    ID_TOKEN = "id_token"  # noqa: S105 - a kind
    """Says who signed in, to the client that asked; it opens nothing."""


def must_be(kind: Kind, header: Mapping[str, Any], claims: Mapping[str, Any]) -> None:
    """A token is good for what its issuer made it for alone (RFC 8725, section 3.11)."""
    typ = header.get("typ", "" if kind is Kind.ID_TOKEN else None)
    marked = typ.lower().removeprefix("application/") if isinstance(typ, str) else None
    match kind:
        case Kind.RFC9068:
            right = marked == "at+jwt"
        case Kind.KEYCLOAK:
            right = marked in ("jwt", "at+jwt") and claims.get("typ") == "Bearer"
        case Kind.AUTH0:
            right = marked in ("jwt", "at+jwt") and not {"typ", "nonce"} & claims.keys()
        case Kind.ID_TOKEN:
            right = marked in ("jwt", "") and claims.get("typ", "ID") == "ID"
    if not right:
        raise Refused("another kind of token")


def must_be_meant_for(audience: str, claims: Mapping[str, Any]) -> None:
    """RFC 7519, section 4.1.3: one audience or a list of them."""
    named = claims.get("aud")
    listed = named if isinstance(named, list) else [named]
    if not all(isinstance(each, str) for each in listed) or audience not in listed:
        raise Refused("another audience")


def subject_of(claims: Mapping[str, Any]) -> str:
    """Whom it is about, if that can be kept."""
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 1 <= len(subject) <= LONGEST_SUBJECT:
        raise Refused("no subject")
    if not (subject.isascii() and subject.isprintable()):
        raise Refused("no subject that can be kept")
    return subject


def expiry_at(claims: Mapping[str, Any], now: datetime) -> datetime:
    """When it ends; Refused when it is not valid now, or for longer than any is."""
    issued, expires = _instant(claims, "iat"), _instant(claims, "exp")
    at, leeway = now.timestamp(), LEEWAY.total_seconds()
    starts = _instant(claims, "nbf") if "nbf" in claims else issued
    if max(issued, starts) > at + leeway or expires <= at - leeway:
        raise Refused("not valid now")
    if not 0 < expires - issued <= LONGEST_LIFE.total_seconds():
        raise Refused("lives too long")
    return datetime.fromtimestamp(expires, UTC)


def _instant(claims: Mapping[str, Any], name: str) -> float:
    """Seconds since 1970 (RFC 7519, NumericDate)."""
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refused("an instant is a number")
    if not 0 <= value < FAR:  # NaN is not, either
        raise Refused("an instant out of reach")
    return float(value)
