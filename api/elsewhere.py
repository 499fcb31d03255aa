"""/oidc: signing in at the provider, coming back, and leaving both; docs/identity.md.

The browser holds random values only, each in a cookie of its own: one while it is away, one while a form
has to be filled in, and then the session's. Tokens stay here.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

import orjson
import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from api.answers import Rejection
from api.cookies import Cookie
from api.counted import Count, counted
from api.negotiation import language
from api.sessions import Sessions
from domain.accounts import authorization_requests as requests
from domain.accounts import newcomers
from domain.accounts.newcomers import Identified
from domain.accounts.sessions import leave
from domain.accounts.sign_in import SignedIn
from domain.accounts.sign_in_elsewhere import sign_in_elsewhere
from domain.transaction import Transaction, Unavailable
from infra.database import Database
from infra.settings import Settings

if TYPE_CHECKING:
    from api.provider import ProviderClient  # it needs authlib, which not every clinic does

CALLBACK: Final = "/oidc/callback"
SIGN_IN, COMPLETE, HOME = "/entrar", "/entrar/concluir", "/"
"""Pages of the client (frontend/src/app/routes.ts)."""
AWAY, EXPIRED, REFUSED = "fora", "tempo", "recusa"
"""Why somebody is back at the sign-in page: its parameter `problema`."""
log: Final = structlog.get_logger("identity")


class NotSignedIn(Exception):
    """The provider says no, or what came back is not what was sent out for; the message says which."""


def routes(elsewhere: "Elsewhere | None", settings: Settings, sign_in: Count, ask: Count) -> list[BaseRoute]:
    """What there is to sign in with is told in any case; who comes by the others is counted."""
    oidc = settings.oidc
    about: dict[str, str | bool | None] = {"provider": None, "local": True, "contact": None}
    if oidc:
        about = {"provider": oidc.name, "local": oidc.local, "contact": oidc.contact}

    async def tell(_: Request) -> Response:
        return JSONResponse(about)

    if elsewhere is None:
        return [Route("/oidc", tell)]
    return [
        Route("/oidc", tell),
        Route("/oidc/start", counted(elsewhere.start, sign_in)),
        Route(CALLBACK, counted(elsewhere.come_back, ask)),
        Route("/oidc/newcomer", counted(elsewhere.newcomer, ask)),
        Route("/oidc/end", counted(elsewhere.end, ask)),
    ]


class Elsewhere:
    """The ways to the provider and back."""

    def __init__(
        self,
        settings: Settings,
        client: "ProviderClient",
        sessions: Sessions,
        database: Database,
        clock: Callable[[], datetime],
    ) -> None:
        self._client, self._sessions, self._database, self._clock = client, sessions, database, clock
        self._callback = settings.origin + CALLBACK
        self._site = settings.client_origin or settings.origin
        self._away = Cookie(b"healthmed-away", secure=settings.secure)

    async def start(self, request: Request) -> Response:
        """GET /oidc/start?de=/consultas: to the provider, and to /consultas when that is done."""
        remembered: dict[str, Any] = {}
        request.scope["session"] = remembered  # authlib's
        try:
            there = await self._client.redirect_there(request, self._callback, _language(request))
            remembered["de"] = own_path(request.query_params.get("de"))
            text = orjson.dumps(remembered).decode()
            token = await self._database.write(lambda tx: requests.remember(tx, text, self._clock()))
        except Unavailable:
            return self._back(SIGN_IN, problema=AWAY)
        there.raw_headers.append(self._away.given(token, int(requests.PATIENCE.total_seconds())))
        return there

    async def come_back(self, request: Request) -> Response:
        """GET /oidc/callback?code=...&state=...: once for each departure, in the browser that left."""
        token = self._away.value_in(dict(request.scope["headers"]))
        try:
            remembered = await self._recalled(token)
            if remembered is None:
                return self._back(SIGN_IN, problema=EXPIRED)
            request.scope["session"] = remembered
            person = await self._client.who_came_back(request)
            return await self._entered(person, remembered.get("de"))
        except NotSignedIn as refusal:
            log.info("not signed in", reason=str(refusal))
            return self._back(SIGN_IN, problema=REFUSED)
        except Unavailable:
            return self._back(SIGN_IN, problema=AWAY)

    async def newcomer(self, request: Request) -> Response:
        """GET /oidc/newcomer: what the provider said of whoever has no account yet, for the form."""
        token, now = self._sessions.newcomer.value_in(dict(request.scope["headers"])), self._clock()
        try:
            found = await self._database.look(lambda tx: newcomers.find_newcomer(tx, token, now))
        except Unavailable:
            raise HTTPException(503, headers={"retry-after": "1"}) from None
        if found is None:
            return JSONResponse(None)
        role = next(iter(newcomers.roles_of(found)), None)
        return JSONResponse({"role": role, **newcomers.stated(found)})

    async def end(self, request: Request) -> Response:
        """GET /oidc/end: out of here, and out of the provider if it was the way in."""
        headers = dict(request.scope["headers"])
        try:
            self._sessions.must_come_from_our_pages(headers)
        except Rejection:
            raise HTTPException(403) from None
        session, newcomer = self._sessions.token_of(headers), self._sessions.newcomer.value_in(headers)
        try:
            id_token = await self._database.write(lambda tx: _leave(tx, session, newcomer))
        except Unavailable:
            raise HTTPException(503, headers={"retry-after": "1"}) from None
        home = self._site + HOME
        there = await self._client.address_to_leave(id_token, home) if id_token else home
        gone = RedirectResponse(there, 303)
        gone.raw_headers += [self._sessions.taken_away(), self._sessions.newcomer.taken_away()]
        return gone

    async def _recalled(self, token: str | None) -> dict[str, Any] | None:
        if token is None:
            return None
        text = await self._database.write(lambda tx: requests.recall(tx, token, self._clock()))
        return None if text is None else dict(orjson.loads(text))

    async def _entered(self, person: Identified, to: str | None) -> Response:
        now = self._clock()
        entered = await self._database.write(lambda tx: sign_in_elsewhere(tx, person, now))
        if isinstance(entered, SignedIn):
            response = self._back(SIGN_IN, de=to)
            response.raw_headers.append(self._sessions.given(entered.token))
        else:
            response = self._back(COMPLETE, de=to)
            seconds = int(newcomers.PATIENCE.total_seconds())
            response.raw_headers.append(self._sessions.newcomer.given(entered.token, seconds))
        response.raw_headers.append(self._away.taken_away())
        return response

    def _back(self, page: str, **told: str | None) -> RedirectResponse:
        """To a page of the client."""
        search = urlencode({name: value for name, value in told.items() if value})
        return RedirectResponse(f"{self._site}{page}{'?' if search else ''}{search}", 303)


def own_path(path: str | None) -> str | None:
    """Only an address of our client: what a stranger put into a link leads nowhere else."""
    if path is None or not path.startswith("/") or path[1:2] in ("/", "\\") or not path.isprintable():
        return None
    return path


async def _leave(tx: Transaction, session: str | None, newcomer: str | None) -> str | None:
    """The ID token of whichever of the two was there."""
    told = await newcomers.forget(tx, newcomer) if newcomer else None
    return (await leave(tx, session) if session else None) or told


def _language(request: Request) -> str:
    return language(request.headers.get("accept-language", "").encode() or None)
