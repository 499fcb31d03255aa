"""Who comes with a token instead of a session: `Authorization: Bearer ...` (RFC 6750).

A token proves who sent it; who that is here, the finders say in turn.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import structlog

from api.answers import Header, Rejection
from api.frames import SIGN_IN, TRY_AGAIN, Close, Message
from api.negotiation import language
from domain.transaction import Transaction, Unavailable
from domain.viewer import IntegratorViewer, Viewer
from infra.database import Database
from infra.identity import Proof, Verifier
from infra.token_claims import Refused

CHALLENGE: Final[Header] = (b"www-authenticate", b'Bearer realm="healthmed"')
INVALID: Final[Header] = (b"www-authenticate", b'Bearer realm="healthmed", error="invalid_token"')
NO_PROOF: Final = "This token is not accepted."
NOBODY_HERE: Final = "This token is genuine, but nobody here is known by it, or not any more."
log: Final = structlog.get_logger("identity")

Finder = Callable[[Transaction, Proof, datetime], Awaitable[Viewer | None]]
"""Given a transaction, what was proved and the time, who that is here; None when it knows nobody."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody, until the token expires."""

    viewer: Viewer
    expires_at: datetime


class Bearers:
    """Turns tokens into viewers."""

    def __init__(self, verifier: Verifier, finders: Sequence[Finder], database: Database) -> None:
        self._verifier, self._finders, self._database = verifier, finders, database

    async def bearer_in(self, headers: Mapping[bytes, bytes], now: datetime) -> Bearer | None:
        """Whoever sent a token with the request; Rejection for what is no proof."""
        authorization = headers.get(b"authorization")
        if authorization is None:
            return None
        bearer = await self._bearer(authorization.decode("latin-1"), now)
        if not isinstance(bearer.viewer, IntegratorViewer):
            return bearer
        locale = language(headers.get(b"accept-language"))  # a program has no account that knows it
        return replace(bearer, viewer=replace(bearer.viewer, locale=locale))

    async def announced_in(self, payload: Message, now: datetime) -> Bearer | None:
        """Whoever names a token in `connection_init`; Close when that is no proof."""
        given = [value for name, value in payload.items() if name.lower() == "authorization"]
        if not given:
            return None
        try:
            return await self._bearer(given[0] if isinstance(given[0], str) else "", now)
        except Rejection as rejection:
            raise Close(SIGN_IN, rejection.message) from None
        except Unavailable:
            raise Close(TRY_AGAIN, "Nobody can tell now: try again") from None

    async def _bearer(self, authorization: str, now: datetime) -> Bearer:
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer":
            raise Rejection(401, "UNAUTHENTICATED", "Authorization must be 'Bearer' and a token.", CHALLENGE)
        try:
            proof = await self._verifier.verify(token, now)
        except Refused as refused:
            log.info("token refused", reason=str(refused))
            raise Rejection(401, "UNAUTHENTICATED", NO_PROOF, INVALID) from None
        return Bearer(await self._known(proof, now), proof.expires_at)

    async def _known(self, proof: Proof, now: datetime) -> Viewer:
        """Who was disabled since, or got another secret, holds a token that was revoked: RFC 6750, 3.1."""
        for finder in self._finders:
            if viewer := await self._database.look(_asking(finder, proof, now)):
                return viewer
        raise Rejection(401, "UNAUTHENTICATED", NOBODY_HERE, INVALID)


def _asking(finder: Finder, proof: Proof, now: datetime) -> Callable[[Transaction], Awaitable[Viewer | None]]:
    return lambda tx: finder(tx, proof, now)
