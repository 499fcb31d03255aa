"""What every HTTP answer carries, and the last resort when something unforeseen breaks."""

import re
from random import getrandbits
from typing import Final

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.answers import JSON, Header, answer, error_body
from infra import telemetry

WELL_FORMED: Final = re.compile(rb"[A-Za-z0-9._-]{8,64}")
SAFE: Final[tuple[Header, ...]] = (
    (b"x-content-type-options", b"nosniff"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
UNLESS_SAID: Final[tuple[Header, ...]] = (
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
)
"""Pages say more; what is no page loads nothing, and stands in nobody's frame."""
ALWAYS_TLS: Final[Header] = (b"strict-transport-security", b"max-age=63072000; includeSubDomains")
PRIVATE: Final[tuple[Header, ...]] = ((b"cache-control", b"no-store"), (b"vary", b"Accept, Cookie"))

log = structlog.get_logger()


class Envelope:
    """Gives each request an id, taken over from the caller when it is well-formed."""

    def __init__(self, app: ASGIApp, *, secure: bool = False) -> None:
        """`secure`: browsers reach us through TLS, and shall never do otherwise again."""
        self._app = app
        self._always = (*SAFE, ALWAYS_TLS) if secure else SAFE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _id_of(scope)
        name = scope["request_id"] = request_id.decode()
        telemetry.begin_request(name)
        begun = False

        async def send_on(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message["headers"] = self._completed(message["headers"], request_id)
            await send(message)

        try:
            await self._app(scope, receive, send_on)
        except Exception as error:
            log.error("fault", exc_info=error)
            if not begun:
                body = error_body("Something broke here.", "INTERNAL", requestId=name)
                await answer(send_on, 500, JSON, body)

    def _completed(self, headers: list[Header], request_id: bytes) -> list[Header]:
        said = {name for name, _ in headers}
        more = [header for header in UNLESS_SAID if header[0] not in said]
        kept = () if b"cache-control" in said else PRIVATE
        return [*headers, (b"x-request-id", request_id), *self._always, *more, *kept]


def _id_of(scope: Scope) -> bytes:
    """It tells requests apart, and is no secret."""
    for name, value in scope["headers"]:
        if name == b"x-request-id" and WELL_FORMED.fullmatch(value):
            return bytes(value)
    return b"%016x" % getrandbits(64)
