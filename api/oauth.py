"""Tokens for partners' programs: OAuth 2.0 client credentials (RFC 6749, section 4.4).

/oauth/token gives a JWT access token (RFC 9068) for an id and a secret; the documents under /.well-known say
where, and with which keys it is signed (RFC 8414, OpenID Connect Discovery 1.0, RFC 7517).
"""

import base64
import binascii
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import parse_qsl, unquote_plus

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.counted import Count, too_often
from domain.accounts.errors import TooManyAttempts
from domain.integrators.authenticate import Allowed, authenticate_integrator
from domain.integrators.errors import ScopeNotAllowed, WrongSecret
from domain.integrators.scopes import Scope, written
from domain.transaction import Transactions, Unavailable
from infra.signing import SigningKeys
from schema.scalars import uuid_or_none

LIFETIME: Final = timedelta(minutes=10)
MOST_BYTES: Final = 4_096
MOST_FIELDS: Final = 20
NEVER_KEPT: Final = {"cache-control": "no-store"}
CHALLENGE: Final = {"www-authenticate": 'Basic realm="healthmed"'}
log: Final = structlog.get_logger("oauth")


class TokenRefused(Exception):
    """An error of RFC 6749, section 5.2."""

    def __init__(self, error: str, description: str, status: int = 400, **headers: str) -> None:
        super().__init__(error)
        self.error, self.description, self.status = error, description, status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


@dataclass(frozen=True)
class Asked:
    """What a program sent."""

    client_id: str
    secret: str
    scopes: list[str]


class Authorization:
    """Our own authorization server: there is one kind of client, and one way to ask."""

    def __init__(
        self,
        transactions: Transactions,
        keys: SigningKeys,
        origin: str,
        clock: Callable[[], datetime],
        count: Count,
    ) -> None:
        """`count` counts whoever asks for a token."""
        self._transactions, self._keys, self._clock = transactions, keys, clock
        self._issuer, self._count = origin, count

    @property
    def routes(self) -> list[Route]:
        """Where programs find it."""
        return [
            Route("/oauth/token", self.token, methods=["POST"]),
            Route("/oauth/keys", self.keys),
            Route("/.well-known/openid-configuration", self.metadata),
            Route("/.well-known/oauth-authorization-server", self.metadata),
        ]

    async def token(self, request: Request) -> Response:
        """A token, or why there is none."""
        try:
            self._must_not_come_too_often(request)
            asked = asked_by(request.headers, await _form(request))
            address = request.client.host if request.client else ""
            given = self._granted(await self._allowed(asked, address))
        except TokenRefused as refused:
            body = {"error": refused.error, "error_description": refused.description}
            return JSONResponse(body, refused.status, NEVER_KEPT | refused.headers)
        except Unavailable:
            return _away()
        return JSONResponse(given, headers=NEVER_KEPT)

    async def keys(self, _: Request) -> Response:
        """A JWK Set: what our tokens are verified with."""
        try:
            return JSONResponse({"keys": [dict(key) for key in self._keys.public]})
        except Unavailable:
            return _away()

    async def metadata(self, _: Request) -> Response:
        """What a client library needs to know."""
        return JSONResponse(
            {
                "issuer": self._issuer,
                "token_endpoint": f"{self._issuer}/oauth/token",
                "jwks_uri": f"{self._issuer}/oauth/keys",
                "grant_types_supported": ["client_credentials"],
                "response_types_supported": [],
                "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
                "scopes_supported": list(Scope),
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
            }
        )

    def _must_not_come_too_often(self, request: Request) -> None:
        if wait := self._count(request):
            message = too_often(request, wait)
            raise TokenRefused("temporarily_unavailable", message, 429, retry_after=str(wait))

    async def _allowed(self, asked: Asked, address: str) -> Allowed:
        integrator_id = uuid_or_none(asked.client_id)
        try:
            if integrator_id is None:
                raise WrongSecret
            return await authenticate_integrator(
                self._transactions, integrator_id, asked.secret, asked.scopes, address, self._clock()
            )
        except WrongSecret:
            raise TokenRefused(
                "invalid_client", "Unknown client or wrong secret.", 401, **CHALLENGE
            ) from None
        except ScopeNotAllowed:
            raise TokenRefused("invalid_scope", "The client does not have that scope.") from None
        except TooManyAttempts as many:
            retry = str(many.retry_after_seconds)
            raise TokenRefused("invalid_client", "Too many attempts.", 429, retry_after=retry) from None

    def _granted(self, allowed: Allowed) -> dict[str, Any]:
        now, client = self._clock(), str(allowed.integrator_id)
        scope = written(allowed.scopes)
        claims = {
            "iss": self._issuer,
            "aud": audience(self._issuer),
            "sub": client,
            "client_id": client,
            "scope": scope,
            "jti": secrets.token_urlsafe(16),
            "iat": int(now.timestamp()),
            "exp": int((now + LIFETIME).timestamp()),
        }
        seconds = int(LIFETIME.total_seconds())
        token = self._keys.signer.sign(claims)
        return {"access_token": token, "token_type": "Bearer", "expires_in": seconds, "scope": scope}


def _away() -> Response:
    body = {"error": "temporarily_unavailable", "error_description": "Try again."}
    return JSONResponse(body, 503, NEVER_KEPT | {"retry-after": "1"})


def audience(origin: str) -> str:
    """Whom our tokens are for."""
    return f"{origin}/graphql"


async def _form(request: Request) -> dict[str, str]:
    """The fields of the body, each given once and not empty (RFC 6749, section 3.2)."""
    media = request.headers.get("content-type", "").partition(";")[0]
    if media.strip().lower() != "application/x-www-form-urlencoded":
        raise TokenRefused("invalid_request", "The body must be application/x-www-form-urlencoded.")
    body = await request.body()
    if len(body) > MOST_BYTES:
        raise TokenRefused("invalid_request", f"The body is at most {MOST_BYTES} bytes.")
    try:
        pairs = parse_qsl(
            body.decode("ascii"), errors="strict", max_num_fields=MOST_FIELDS, strict_parsing=True
        )
    except ValueError:
        raise TokenRefused("invalid_request", "The body is no form.") from None
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise TokenRefused("invalid_request", "A field is given twice.")
    return fields


def asked_by(headers: Mapping[str, str], form: Mapping[str, str]) -> Asked:
    """Who asks, by one of the two ways to say so, and for what."""
    basic = _basic(headers.get("authorization"))
    if form.get("grant_type") is None:
        raise TokenRefused("invalid_request", "grant_type is missing.")
    if form["grant_type"] != "client_credentials":
        raise TokenRefused("unsupported_grant_type", "Only client_credentials is given here.")
    if basic and "client_secret" in form:
        raise TokenRefused("invalid_request", "Say who you are in one way, not in two.")
    client_id, secret = basic or (form.get("client_id", ""), form.get("client_secret", ""))
    if not client_id or not secret:
        raise TokenRefused("invalid_client", "Say who you are.", 401, **CHALLENGE)
    return Asked(client_id, secret, form.get("scope", "").split())


def _basic(authorization: str | None) -> tuple[str, str] | None:
    """Id and secret of client_secret_basic, which are form-encoded first (RFC 6749, section 2.3.1)."""
    if authorization is None:
        return None
    scheme, _, credentials = authorization.strip().partition(" ")
    try:
        if scheme.lower() != "basic":
            raise ValueError(scheme)
        client_id, colon, secret = base64.b64decode(credentials, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        colon = ""
    if not colon:
        raise TokenRefused("invalid_client", "Authorization must be Basic.", 401, **CHALLENGE)
    return unquote_plus(client_id), unquote_plus(secret)
