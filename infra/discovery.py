"""An OpenID provider as it describes itself: where its doors are, and the keys that it signs with.

OpenID Connect Discovery 1.0, and RFC 7517 for the keys. Only the configured address is ever asked, and those
that the document found there names; nothing that stands in a token leads anywhere.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import httpx2
import orjson
import structlog

from domain.transaction import Unavailable
from infra.identity import Key, built
from infra.token_claims import Refused

FRESH: Final = 600.0
"""Seconds after which document and keys are asked for anew."""
PAUSE: Final = 30.0
"""Seconds between two requests at the least, however many unknown key ids come."""
STALE: Final = 86_400.0
"""Seconds for which known keys serve while the provider is down."""
IMPATIENCE: Final = 5.0
"""Seconds for both documents together."""
MOST_BYTES: Final = 262_144
DOCUMENT: Final = "/.well-known/openid-configuration"
ENDPOINTS: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri")
NEVER: Final = float("-inf")
log: Final = structlog.get_logger("identity")


class ProviderAway(Unavailable):
    """The provider was never reached, or not for a day: who somebody is cannot be known now."""


class Unfit(Exception):
    """What the provider published cannot be used; the message says why."""


class Provider:
    """One issuer. Asked at the first need, and then kept."""

    def __init__(
        self, issuer: str, http: httpx2.AsyncClient, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self.issuer, self._http, self._seconds = issuer, http, seconds
        self._keys: dict[tuple[str, str], Key] = {}
        self._document: Mapping[str, Any] = {}
        self._read_at = self._asked_at = NEVER
        self._asking: asyncio.Task[None] | None = None

    async def find(self, kid: str, alg: str) -> Key:
        """The key. Refused when it has none of that name; ProviderAway when it was never reached."""
        await self._must_be_known((kid, alg) in self._keys)
        if (key := self._keys.get((kid, alg))) is None:
            raise Refused("unknown key")
        return key

    async def describe(self) -> Mapping[str, Any]:
        """Its discovery document, whose endpoints are addresses. ProviderAway when it was never reached."""
        await self._must_be_known(True)
        return self._document

    async def _must_be_known(self, enough: bool) -> None:
        if not enough or self._seconds() - self._read_at >= FRESH:
            await self._ask_anew()
        if self._seconds() - self._read_at >= STALE:
            raise ProviderAway

    async def _ask_anew(self) -> None:
        """All who wait share one request, which goes on if one of them leaves."""
        if self._asking is None:
            if self._seconds() - self._asked_at < PAUSE:
                return
            self._asked_at = self._seconds()
            self._asking = asyncio.create_task(self._ask())
        await asyncio.shield(self._asking)

    async def _ask(self) -> None:
        try:
            async with asyncio.timeout(IMPATIENCE):
                document = described(await self._get(self.issuer.rstrip("/") + DOCUMENT), self.issuer)
                keys = built(await self._get(document["jwks_uri"]))
            if not keys:
                raise Unfit("none of its keys can be used")
            self._document, self._keys, self._read_at = document, keys, self._seconds()
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError, TimeoutError, ValueError, Unfit) as error:
            reason = str(error) if isinstance(error, Unfit) else type(error).__name__
            log.warning("provider not reached", issuer=self.issuer, reason=reason)
        finally:
            self._asking = None

    async def _get(self, address: str) -> Any:
        body = b""
        async with self._http.stream("GET", address, headers={"accept": "application/json"}) as response:
            if response.status_code != 200:
                raise Unfit(f"it answers {response.status_code}")
            async for piece in response.aiter_bytes():
                body += piece
                if len(body) > MOST_BYTES:
                    raise Unfit("it says too much")
        return orjson.loads(body)


def described(document: Any, issuer: str) -> Mapping[str, Any]:
    """RFC 8414, section 3.3: the document is worth something only if it is about the very issuer asked."""
    if not isinstance(document, dict) or document.get("issuer") != issuer:
        raise Unfit("its document is about another issuer")
    for name in ENDPOINTS:
        if not _is_address(document.get(name), urlsplit(issuer).scheme):
            raise Unfit(f"its {name} is no address")
    return document


def _is_address(value: Any, scheme: str) -> bool:
    """Of an issuer behind TLS, nothing without."""
    if not isinstance(value, str):
        return False
    parts = urlsplit(value)
    return bool(parts.hostname) and parts.scheme in ({"https"} if scheme == "https" else {"http", "https"})
