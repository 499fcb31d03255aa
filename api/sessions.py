"""The browser's session: a random value in a cookie that scripts cannot read, and requests cannot forge.

A cookie alone proves nothing about who composed the request (another site's page could have), so a request
that brings one must also come from our own pages: browsers say so in Origin, Referer or Sec-Fetch-Site.
"""

from datetime import datetime
from typing import Final

from api.answers import Header, Rejection
from api.cookies import Cookie, Headers
from domain.accounts.sessions import LIFETIME, find_viewer
from domain.viewer import Anonymous, Viewer
from infra.database import Database
from infra.settings import Settings
from schema.context import Context

OURS: Final = (b"same-origin", b"none")


class Sessions:
    """Reads and writes the cookie, named and marked for the address that browsers see."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._secure = settings.secure
        self._origins = {origin.encode() for origin in (settings.origin, settings.client_origin) if origin}
        self._cookie = Cookie(b"healthmed", secure=settings.secure)
        self.newcomer = Cookie(b"healthmed-newcomer", secure=settings.secure)

    def token_of(self, headers: Headers) -> str | None:
        """The cookie's value, if one came and no token did; Rejection when it may not be used as it came."""
        if b"authorization" in headers:
            return None
        token = self._cookie.value_in(headers)
        if token:
            self.must_come_from_our_pages(headers)
        return token

    def newcomer_of(self, headers: Headers) -> str | None:
        """The cookie of whoever comes from the provider and has no account yet, by the same rules."""
        token = self.newcomer.value_in(headers)
        if token:
            self.must_come_from_our_pages(headers)
        return token

    def must_come_from_our_pages(self, headers: Headers) -> None:
        """Rejection for what another site's page composed."""
        if not self._comes_from_our_pages(headers):
            raise Rejection(403, "FORBIDDEN", "A session may only be used from this site's own pages.")

    async def viewer_of(self, token: str | None, now: datetime) -> Viewer | None:
        """Whose session it is; None for no session, an unknown one or one that has ended."""
        if token is None:
            return None
        return await self._database.look(lambda tx: find_viewer(tx, token, now))

    def cookie_after(self, context: Context) -> tuple[Header, ...]:
        """Give the new session to the browser, or take away one that ended or was never known."""
        if context.new_session_token:
            done = (self.newcomer.taken_away(),) if context.newcomer_token else ()
            return (self.given(context.new_session_token), *done)
        stale = context.session_token is not None and isinstance(context.viewer, Anonymous)
        return (self.taken_away(),) if stale or context.session_ended else ()

    def given(self, token: str) -> Header:
        """The session, for as long as it lives."""
        return self._cookie.given(token, int(LIFETIME.total_seconds()))

    def taken_away(self) -> Header:
        """No session any more."""
        return self._cookie.taken_away()

    def _comes_from_our_pages(self, headers: Headers) -> bool:
        if origin := headers.get(b"origin") or _origin_of(headers.get(b"referer")):
            return self._is_ours(origin, headers.get(b"host", b""))
        return headers.get(b"sec-fetch-site", b"none") in OURS  # programs such as curl send none of these

    def _is_ours(self, origin: bytes, host: bytes) -> bool:
        """The configured addresses, or the one that this request itself went to."""
        schemes = (b"https",) if self._secure else (b"http", b"https")
        return origin in self._origins or origin in [scheme + b"://" + host for scheme in schemes]


def _origin_of(referer: bytes | None) -> bytes | None:
    if referer is None:
        return None
    scheme, _, rest = referer.partition(b"://")
    return scheme + b"://" + rest.partition(b"/")[0].partition(b"?")[0]
