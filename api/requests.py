"""A GraphQL-over-HTTP request, read from whatever came (that specification's section "Request")."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl

import orjson
from starlette.types import Receive

from api.answers import Rejection

MOST_BYTES: Final = 131_072
"""Of a body."""
NOTHING: Final = type(None)
KINDS: Final = {
    "variables": ((dict, NOTHING), "an object"),
    "operationName": ((str, NOTHING), "a string"),
    "extensions": ((dict, NOTHING), "an object"),
}


class ClientGone(Exception):
    """Nobody waits for an answer any more."""


class GraphQLRequest(NamedTuple):
    """One operation to execute."""

    query: str
    variables: Mapping[str, Any] | None
    operation_name: str | None


async def read_body(receive: Receive) -> bytes:
    """The whole body; in one piece, as a rule."""
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body") and message["type"] == "http.request":
        if len(body) > MOST_BYTES:
            break
        message = await receive()
        body += message.get("body", b"")
    if len(body) > MOST_BYTES:
        raise Rejection(413, "BAD_USER_INPUT", f"The body is too long: at most {MOST_BYTES} bytes.")
    if message["type"] == "http.disconnect":
        raise ClientGone
    return body


def from_body(body: bytes) -> GraphQLRequest:
    """The request in a POST's JSON body."""
    return _from_fields(_json(body, "The body"))


def from_url(query_string: bytes) -> GraphQLRequest:
    """The request in a GET's address: variables and extensions are JSON text there."""
    try:
        pairs = parse_qsl(query_string.decode("ascii"), max_num_fields=8, errors="strict")
    except (ValueError, UnicodeDecodeError):
        raise _wrong("The address is not form-encoded UTF-8.") from None
    fields: dict[str, Any] = dict(pairs)
    for name in ("variables", "extensions"):
        if name in fields:
            fields[name] = _json(fields[name].encode(), f"'{name}'")
    return _from_fields(fields)


def _json(text: bytes, what: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:  # not UTF-8, not JSON, or nested beyond reason
        raise _wrong(f"{what} is not JSON in UTF-8.") from None


def _from_fields(fields: Any) -> GraphQLRequest:
    if not isinstance(fields, dict):
        one = " Batches are not taken: send one operation." if isinstance(fields, list) else ""
        raise _wrong(f"The body must be a JSON object with 'query'.{one}")
    query = fields.get("query")
    if not isinstance(query, str):
        raise _wrong("'query' must be a string.")
    for name, (kinds, called) in KINDS.items():
        if not isinstance(fields.get(name), kinds):
            raise _wrong(f"'{name}' must be {called}.")
    return GraphQLRequest(query, fields.get("variables"), fields.get("operationName") or None)


def _wrong(message: str) -> Rejection:
    return Rejection(400, "BAD_USER_INPUT", message)
