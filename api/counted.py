"""Ways in that are no operations: counted by address, as what strangers ask is (api/gate.py)."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from api.negotiation import language, wants_page
from domain.addresses import subscriber
from infra.rates import Rate, Rates
from schema.sentences import TOO_OFTEN

Endpoint = Callable[[Request], Awaitable[Response]]
Count = Callable[[Request], int]
"""Counts a request: 0, go on; else after how many seconds to come again."""


def by_address(rates: Rates, rate: Rate) -> Count:
    """Counts whoever comes from one address together."""
    return lambda request: rates.spend(rate, subscriber(request.client.host)) if request.client else 0


def counted(endpoint: Endpoint, count: Count) -> Endpoint:
    """The endpoint, for those who do not come too often."""

    async def serve(request: Request) -> Response:
        wait = count(request)
        return _too_often(request, wait) if wait else await endpoint(request)

    return serve


def too_often(request: Request, seconds: int) -> str:
    """In the language that was asked for."""
    return TOO_OFTEN.in_(language(request.headers.get("accept-language", "").encode() or None)).format(
        seconds
    )


def _too_often(request: Request, seconds: int) -> Response:
    """A person who is under way to a page reads a sentence, a program an error of the usual form."""
    message, headers = too_often(request, seconds), {"retry-after": str(seconds)}
    if wants_page(request.headers.get("accept", "").encode()):
        return PlainTextResponse(message, 429, headers)
    extensions = {"code": "RATE_LIMITED", "retryAfterSeconds": seconds}
    return JSONResponse({"errors": [{"message": message, "extensions": extensions}]}, 429, headers)
