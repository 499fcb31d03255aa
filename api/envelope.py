"""What every HTTP answer carries, and the last resort when something unforeseen breaks."""

import re
import secrets
from typing import Final

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.answers import JSON, Header, answer, error_body
from infra import telemetry

WELL_FORMED: Final = re.compile(rb"[A-Za-z0-9._-]{8,64}")
NOSNIFF: Final[Header] = (b"x-content-type-options", b"nosniff")
PRIVATE: Final[tuple[Header, ...]] = ((b"cache-control", b"no-store"), (b"vary", b"Accept, Cookie"))

log = structlog.get_logger()


class Envelope:
    """Gives each request an id, taken over from the caller when it is well-formed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

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
                message["headers"] = _completed(message["headers"], request_id)
            await send(message)

        try:
            await self._app(scope, receive, send_on)
        except Exception as error:
            log.error("fault", exc_info=error)
            if not begun:
                body = error_body("Something broke here.", "INTERNAL", requestId=name)
                await answer(send_on, 500, JSON, body)


def _id_of(scope: Scope) -> bytes:
    given: bytes = dict(scope["headers"]).get(b"x-request-id", b"")
    return given if WELL_FORMED.fullmatch(given) else secrets.token_hex(8).encode()


def _completed(headers: list[Header], request_id: bytes) -> list[Header]:
    complete = [*headers, (b"x-request-id", request_id), NOSNIFF]
    if not any(name == b"cache-control" for name, _ in headers):
        complete += PRIVATE
    return complete
