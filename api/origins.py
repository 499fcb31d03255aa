"""A client that is served elsewhere: its pages, and no other site's, may ask us with their cookie."""

from typing import Final

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

PATHS: Final = ("/graphql", "/oidc", "/oidc/newcomer")
EXPOSED: Final = ("x-request-id", "retry-after")
SENT: Final = ("content-type", "accept-language", "x-request-id")
KEPT_SECONDS: Final = 7200
"""How long a browser may remember that it was allowed to ask; longer than this none does."""


class CrossOrigin:
    """Stands before the envelope, so that what broke can be read by the client too."""

    def __init__(self, app: ASGIApp, origin: str | None) -> None:
        self._app = app
        self._shared = app if origin is None else _shared(app, origin)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        shared = scope["type"] == "http" and scope["path"] in PATHS
        await (self._shared if shared else self._app)(scope, receive, send)


def _shared(app: ASGIApp, origin: str) -> ASGIApp:
    return CORSMiddleware(
        app,
        allow_origins=[origin],
        allow_methods=["POST"],
        allow_headers=SENT,
        allow_credentials=True,
        expose_headers=EXPOSED,
        max_age=KEPT_SECONDS,
    )
