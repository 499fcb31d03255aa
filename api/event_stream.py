"""A subscription over plain HTTP: Server-Sent Events, one subscription a request.

"GraphQL over SSE" in its distinct connections mode
(https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md), for programs such as curl that speak no
WebSocket. To the door it is one more socket, which says what a client of graphql-transport-ws would say; so
all that ends sockets ends it, too.
"""

import asyncio
from collections import deque
from typing import Any, Final

import orjson
from starlette.types import Message, Receive, Send

from api.requests import GraphQLRequest

MEDIA: Final = b"text/event-stream"
QUIET_SECONDS: Final = 15.0
"""A sign of life at least as often, for proxies, and so that a client that went is noticed."""
HEADERS: Final = [(b"content-type", MEDIA + b"; charset=utf-8"), (b"cache-control", b"no-store")]


class EventStream:
    """Translates between a request and a socket's frames."""

    def __init__(self, request: GraphQLRequest, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        payload = {
            "query": request.query,
            "variables": request.variables,
            "operationName": request.operation_name,
        }
        self._to_say: deque[Any] = deque(
            [{"type": "connection_init"}, {"type": "subscribe", "id": "1", "payload": payload}]
        )

    async def receive(self) -> Message:
        """The client's next frame; then nothing until it goes."""
        if self._to_say:
            return {"type": "websocket.receive", "text": orjson.dumps(self._to_say.popleft()).decode()}
        while not await self._is_gone():
            await self._write(b":\n\n")
        return {"type": "websocket.disconnect"}

    async def send(self, message: Message) -> None:
        """The door's next frame, as the client is told it."""
        if message["type"] == "websocket.close":
            await self._write(f": {message['code']} {message['reason']}\n\n".encode(), more=False)
            return
        said = orjson.loads(message["text"])
        match said["type"]:
            case "connection_ack":
                await self._send({"type": "http.response.start", "status": 200, "headers": HEADERS})
                await self._write(b":\n\n")
            case "next":
                await self._write(_event(said["payload"]))
            case "error":
                await self._write(_event({"errors": said["payload"]}))
                await self._write(b"event: complete\ndata:\n\n", more=False)

    async def _is_gone(self) -> bool:
        try:
            async with asyncio.timeout(QUIET_SECONDS):
                return bool((await self._receive())["type"] == "http.disconnect")
        except TimeoutError:
            return False

    async def _write(self, text: bytes, *, more: bool = True) -> None:
        await self._send({"type": "http.response.body", "body": text, "more_body": more})


def _event(payload: Any) -> bytes:
    return b"event: next\ndata: %b\n\n" % orjson.dumps(payload)
