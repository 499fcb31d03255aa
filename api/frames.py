"""What a client may say on a socket, and the codes with which sockets are closed (docs/live.md)."""

from collections.abc import Mapping
from typing import Any, Final

import orjson

PROTOCOL: Final = "graphql-transport-ws"
MALFORMED: Final = 4400
SIGN_IN: Final = 4401
ENDED: Final = 4403
OTHER_PROTOCOL: Final = 4406
NO_INIT: Final = 4408
SAME_ID: Final = 4409
TOO_SLOW: Final = 4410
"""Ours: the client did not read what was sent; it may come back with its cursor."""
SECOND_INIT: Final = 4429
RESTARTING: Final = 1012
TRY_AGAIN: Final = 1013
CODES: Final = (
    *(MALFORMED, SIGN_IN, ENDED, OTHER_PROTOCOL, NO_INIT, SAME_ID, TOO_SLOW, SECOND_INIT),
    *(RESTARTING, TRY_AGAIN),
)
"""Those with which we close."""
LONGEST_ID: Final = 200
OF_SUBSCRIPTIONS: Final = (("query", str), ("variables", dict), ("operationName", str), ("extensions", dict))

Message = Mapping[str, Any]


class Close(Exception):
    """Close the socket with this code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


def message_in(frame: Mapping[str, Any]) -> Message:
    """A frame's message: an object with a type, and with an object, if anything, as its payload."""
    try:
        message = orjson.loads(frame.get("text") or "")
    except orjson.JSONDecodeError:
        raise Close(MALFORMED, "A frame is a JSON object") from None
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        raise Close(MALFORMED, "A frame is a JSON object with a type")
    if not isinstance(message.get("payload"), dict | None):
        raise Close(MALFORMED, "A payload is an object")
    return message


def id_of(message: Message) -> str:
    """Which subscription a message is about."""
    id_ = message.get("id")
    if not isinstance(id_, str) or not 1 <= len(id_) <= LONGEST_ID:
        raise Close(MALFORMED, f"An id is a text of 1 to {LONGEST_ID} characters")
    return id_


def subscription_in(message: Message) -> Message:
    """The payload of a `subscribe`."""
    payload: Message = message.get("payload") or {}
    for name, kind in OF_SUBSCRIPTIONS:
        if not isinstance(payload.get(name), kind | None):
            raise Close(MALFORMED, f"'{name}' is of another type")
    if payload.get("query") is None:
        raise Close(MALFORMED, "A subscription needs a query")
    return payload
