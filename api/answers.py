"""What the edge itself says when an operation is not executed, in the form of a GraphQL response."""

from collections.abc import Iterable
from typing import Final

import orjson
from starlette.types import Send

Header = tuple[bytes, bytes]

JSON: Final = b"application/json"
GRAPHQL_JSON: Final = b"application/graphql-response+json"


class Rejection(Exception):
    """The request is not taken as it is: an HTTP status, one of the contract's codes, and why."""

    def __init__(self, status: int, code: str, message: str, *headers: Header) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message
        self.body = error_body(message, code)
        self.headers = headers


def error_body(message: str, code: str, **extensions: str) -> bytes:
    """A GraphQL response with one error and nothing executed."""
    return orjson.dumps({"errors": [{"message": message, "extensions": {"code": code, **extensions}}]})


async def answer(send: Send, status: int, media: bytes, body: bytes, more: Iterable[Header] = ()) -> None:
    """Send the whole response."""
    headers = [
        (b"content-type", media + b"; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        *more,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
