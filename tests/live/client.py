"""A client of graphql-transport-ws that says what a test wants, also what it should not."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

PROTOCOL = Subprotocol("graphql-transport-ws")
SLOTS = """subscription($doctor: ID!, $after: String) {
  slotChanged(doctorId: $doctor, after: $after) { cursor slot { id status } }
}"""
VISITS = """subscription($after: String) {
  appointmentChanged(after: $after) { cursor kind appointment { id status } }
}"""
SOON = 10.0


class Client:
    """One socket."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    async def raw(self, frame: str | bytes) -> None:
        """Any frame at all."""
        await self.connection.send(frame)

    async def say(self, type: str, **more: Any) -> None:
        """A message."""
        await self.raw(json.dumps({"type": type} | more))

    async def hear(self, within: float = SOON) -> Any:
        """The next message."""
        async with asyncio.timeout(within):
            return json.loads(await self.connection.recv())

    async def begin(self) -> None:
        """Be let in."""
        await self.say("connection_init")
        assert await self.hear() == {"type": "connection_ack"}

    async def subscribe(self, query: str, id: str = "1", **variables: Any) -> None:
        """Ask; nothing says that it was heard, so a ping is answered after it."""
        await self.say("subscribe", id=id, payload={"query": query, "variables": variables})
        await self.say("ping")
        assert await self.hear() == {"type": "pong"}

    async def next(self, id: str = "1", within: float = SOON) -> Any:
        """The next change's payload: what stands below the root field."""
        message = await self.hear(within)
        assert (message["type"], message["id"]) == ("next", id), message
        (change,) = message["payload"]["data"].values()
        return change

    async def error(self, id: str = "1") -> str:
        """The code with which a subscription was refused."""
        message = await self.hear()
        assert (message["type"], message["id"]) == ("error", id), message
        return str(message["payload"][0]["extensions"]["code"])

    async def hears_nothing(self) -> None:
        """Whatever was on its way would come before the answer to a ping."""
        await self.say("ping")
        assert await self.hear() == {"type": "pong"}

    async def closed(self, within: float = SOON) -> tuple[int, str]:
        """Code and reason with which the server closed; what else it says before is passed over."""
        async with asyncio.timeout(within):
            with suppress(ConnectionClosed):
                while True:
                    await self.connection.recv()
        said = self.connection.protocol.close_rcvd
        assert said is not None, "the server went without a word"
        return said.code, said.reason


@asynccontextmanager
async def connected(
    origin: str,
    token: str | None = None,
    *,
    page: str | None = None,
    protocols: list[str] | None = None,
    **options: Any,
) -> AsyncIterator[Client]:
    """A socket that is open, and not yet begun; `page` is the origin of the page that opens it."""
    headers = {"Cookie": f"healthmed={token}"} if token else {}
    async with connect(
        origin.replace("http", "ws", 1) + "/graphql",
        subprotocols=[Subprotocol(name) for name in protocols or [PROTOCOL]],
        additional_headers=headers,
        origin=Origin(page or origin),
        compression=None,
        open_timeout=40,  # a server that has just been started on a busy machine
        **options,
    ) as connection:
        yield Client(connection)


@asynccontextmanager
async def watching(
    origin: str, query: str, token: str | None = None, **variables: Any
) -> AsyncIterator[Client]:
    """A socket with one subscription."""
    async with connected(origin, token) as client:
        await client.begin()
        await client.subscribe(query, **variables)
        yield client
