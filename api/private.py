"""What is shown to those who run the clinic, and is not there for anybody else."""

import secrets
from collections.abc import Awaitable, Callable
from ipaddress import ip_address

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from infra.settings import Settings

Show = Callable[[Request], Awaitable[Response]]
FORWARDED = ("forwarded", "x-forwarded-for", "via")
"""A proxy on this machine speaks for somebody else."""


def private(show: Show, settings: Settings) -> Show:
    """For whoever has the token, where there is one, else for this machine; for all if settings say so."""

    async def guarded(request: Request) -> Response:
        if not (settings.metrics_public or _may_see(request, settings)):
            raise HTTPException(404)
        return await show(request)

    return guarded


def _may_see(request: Request, settings: Settings) -> bool:
    if settings.metrics_token is None:
        return _is_from_here(request)
    given = request.headers.get("authorization", "")
    wanted = f"Bearer {settings.metrics_token.get_secret_value()}"
    return secrets.compare_digest(given.encode(), wanted.encode())


def _is_from_here(request: Request) -> bool:
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False
