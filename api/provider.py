"""The OpenID provider that people sign in with: authlib's Starlette client, its trust replaced by ours.

authlib makes the addresses, PKCE, state and nonce, and exchanges the code. Where the provider's doors are,
its keys, and what an ID token proves, it is told by infra/discovery.py and infra/identity.py.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

import httpx2
from authlib.integrations.starlette_client import OAuthError, StarletteIntegration, StarletteOAuth2App
from starlette.requests import Request
from starlette.responses import RedirectResponse

from api.claims import identified_by
from api.elsewhere import NotSignedIn
from domain.accounts.newcomers import Identified
from domain.transaction import Unavailable
from infra.discovery import Provider
from infra.identity import Trust, Verifier
from infra.settings import Oidc
from infra.token_claims import Kind, Refused

SECONDS: Final = 5.0
"""For each request to the provider."""


class ProviderClient:
    """This clinic as the provider's confidential client."""

    def __init__(
        self, oidc: Oidc, provider: Provider, access: Verifier, clock: Callable[[], datetime]
    ) -> None:
        self._oidc, self._provider, self._access, self._clock = oidc, provider, access, clock
        self._app = _App(oidc, provider, clock)

    async def redirect_there(self, request: Request, callback: str, language: str) -> RedirectResponse:
        """To the provider's page. What must be remembered until the browser is back is in request.session."""
        there: RedirectResponse = await self._app.authorize_redirect(request, callback, ui_locales=language)
        return there

    async def who_came_back(self, request: Request) -> Identified:
        """Whoever the provider says signed in. Refuses with NotSignedIn; Unavailable when it is away."""
        if request.query_params.get("iss", self._oidc.issuer) != self._oidc.issuer:
            raise NotSignedIn("another issuer answers")  # RFC 9207
        try:
            tokens = await self._app.authorize_access_token(request)
            if (proved := tokens.get("userinfo")) is None:
                raise NotSignedIn("no ID token")
            told = await self._told(tokens, proved["sub"])
        except (OAuthError, Refused, ValueError, KeyError) as refusal:
            raise NotSignedIn(_reason(refusal)) from refusal
        except httpx2.HTTPError as away:
            raise Unavailable from away
        return identified_by(self._oidc, tokens["id_token"], [proved, *told])

    async def address_to_leave(self, id_token: str, back: str) -> str:
        """Where signing out there begins (RP-Initiated Logout 1.0, section 2); else `back`."""
        try:
            end = (await self._provider.describe()).get("end_session_endpoint")
        except Unavailable:
            return back
        if not isinstance(end, str):
            return back
        told = {
            "id_token_hint": id_token,
            "post_logout_redirect_uri": back,
            "client_id": self._oidc.client_id,
        }
        return f"{end}{'&' if '?' in end else '?'}{urlencode(told)}"

    async def _told(self, tokens: Mapping[str, Any], subject: str) -> list[Mapping[str, Any]]:
        """What else the provider says of this very person: at its userinfo door, and in the access token."""
        told: list[Mapping[str, Any]] = []
        if "userinfo_endpoint" in await self._provider.describe():
            with suppress(httpx2.HTTPStatusError):  # not open to a token that is for an API alone
                told.append(await self._app.userinfo(token=tokens))
        with suppress(Refused, Unavailable):  # it need not be one for us, nor a JWT
            told.append((await self._access.verify(tokens["access_token"], self._clock())).claims)
        if any(each.get("sub") != subject for each in told):
            raise Refused("somebody else's claims")
        return told


class _App(StarletteOAuth2App):  # type: ignore[misc]
    """authlib's client, with two doors replaced."""

    def __init__(self, oidc: Oidc, provider: Provider, clock: Callable[[], datetime]) -> None:
        super().__init__(
            StarletteIntegration("provider"),
            name="provider",
            client_id=oidc.client_id,
            client_secret=oidc.client_secret,
            client_kwargs={
                "scope": oidc.scope,
                "code_challenge_method": "S256",
                "token_endpoint_auth_method": oidc.client_auth,
                "timeout": SECONDS,
            },
        )
        trust = Trust(oidc.issuer, oidc.client_id, Kind.ID_TOKEN, provider)
        self._provider, self._clock, self._verifier = provider, clock, Verifier([trust])

    async def load_server_metadata(self) -> dict[str, Any]:
        return dict(await self._provider.describe())

    async def parse_id_token(self, token: Mapping[str, Any], nonce: str, **_: Any) -> Mapping[str, Any]:
        """OpenID Connect Core 1.0, section 3.1.3.7."""
        claims = (await self._verifier.verify(token["id_token"], self._clock())).claims
        if claims.get("nonce") != nonce:
            raise Refused("another nonce")
        if claims.get("azp", self.client_id) != self.client_id:
            raise Refused("for another client")
        return claims


def _reason(refusal: Exception) -> str:
    """Without what the provider wrote into it."""
    return str(refusal) if isinstance(refusal, Refused) else type(refusal).__name__
