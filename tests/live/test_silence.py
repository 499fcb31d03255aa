"""Closed for what was not said in time, by us or by the client: the codes that take patience to see."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from api import frames
from api.app import create_app
from api.feeds import MOST_UNREAD, Feed, Watcher
from api.server import server
from api.sockets import Socket, Subscription
from domain.events import EventRow
from infra.settings import Settings
from tests.live.client import connected
from tests.live.test_leaving import Silent
from tests.server import ROOT, Server

HANDSHAKE = (
    "GET /graphql HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"
)
PING, CLOSE = 0x89, 0x88


@asynccontextmanager
async def impatient(database_url: str) -> AsyncIterator[int]:
    """The port of an API that pings often, and waits for little."""
    app = create_app(Settings(database_url=database_url))

    async def nobody_leaves() -> None:
        return

    serving = server(app, nobody_leaves, port=0, ws_ping_interval=0.1, ws_ping_timeout=0.3)
    running = asyncio.ensure_future(serving.serve())
    while not serving.started:
        await asyncio.sleep(0.01)
    yield serving.servers[0].sockets[0].getsockname()[1]
    serving.should_exit = True
    await running


async def frame(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """The next one, as short as those of control are."""
    opcode, length = await reader.readexactly(2)
    return opcode, await reader.readexactly(length)


async def test_who_does_not_answer_our_pings_is_closed(database_url: str):
    async with impatient(database_url) as port, asyncio.timeout(10):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(HANDSHAKE.format(port).encode())
        assert b" 101 " in await reader.readuntil(b"\r\n\r\n")
        while (heard := await frame(reader))[0] == PING:
            pass
        assert heard == (CLOSE, (1011).to_bytes(2, "big") + b"keepalive ping timeout")
        writer.close()


async def test_who_says_nothing_for_ten_seconds_is_closed(server: Server):
    async with connected(server.origin) as client:
        with pytest.raises(TimeoutError):
            await client.hear(within=8)
        assert await client.closed(within=10) == (4408, "Connection initialisation timeout")


async def test_who_watches_more_than_we_can_read_is_sent_away_to_resume():
    client: Any = Silent()
    nothing: Any = None
    socket = Socket(
        *(nothing, nothing, nothing, client.receive, client.send),
        welcome=True,
        expires_at=None,
        bearer_of=nothing,
    )
    never = asyncio.Event()

    class Following:
        async def told(self, *_: Any) -> None:
            await never.wait()

    following: Any = Following()
    feed = Feed(following, lambda: datetime.now(UTC))
    feed.watchers.add(Watcher(following, Subscription(socket, "1")))
    talking = asyncio.ensure_future(socket.run())
    event = EventRow(kind="SlotPublished", at=datetime.now(UTC), doctor_id=uuid4())
    for _ in range(MOST_UNREAD):
        feed.hear(event)
    await asyncio.sleep(0.1)
    feed.hear(event)  # one of them is being read
    assert not client.sent
    feed.hear(event)
    await asyncio.wait_for(talking, 5)
    feed.close()
    assert [(message["code"], message["type"]) for message in client.sent] == [(1013, "websocket.close")]


def test_the_page_for_client_authors_names_every_code():
    page = (ROOT / "docs" / "live.md").read_text()
    ours = {value for value in vars(frames).values() if isinstance(value, int) and value > 1_000}
    said = {int(line.split("|")[1]) for line in page.splitlines() if line[2:6].isdigit()}
    assert said == ours | {1007, 1009, 1011}
