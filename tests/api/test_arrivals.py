"""Requests on the wire: heads that are too long, what comes too slowly, and more than there is room for."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api import arrivals
from api import server as serving
from api.arrivals import LONGEST_HEAD, OnePiece

GET = b"GET /%b HTTP/1.1\r\nHost: clinic\r\n\r\n"
POST = b"POST /graphql HTTP/1.1\r\nHost: clinic\r\nContent-Length: 4\r\n\r\n"


@dataclass
class App:
    """Answers at once below /quick, with much below /much, and else when it is told to."""

    go: asyncio.Event = field(default_factory=asyncio.Event)
    asked: int = 0

    async def __call__(self, scope: Any, receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
        if scope["type"] != "http":
            return
        self.asked += 1
        while (await receive()).get("more_body"):
            pass
        quick = scope["path"].startswith(("/quick", "/livez", "/much"))
        if not quick:
            await self.go.wait()
        body = b"x" * (50_000_000 if scope["path"] == "/much" else 2)
        headers = [(b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": False})


class Connection:
    """A client that sends bytes."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    async def status(self, within: float = 10.0) -> int:
        """Of the next answer, which is read whole."""
        async with asyncio.timeout(within):
            head = await self.reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
            await self.reader.readexactly(length)
        return int(head.split(b" ", 2)[1])

    async def is_closed(self, within: float = 10.0) -> bool:
        """Waits for it."""
        async with asyncio.timeout(within):
            try:
                return await self.reader.read(1) == b""
            except ConnectionError:
                return True


@dataclass
class Clinic:
    """A server in this process."""

    app: App
    port: int
    server: Any
    connections: list[Connection] = field(default_factory=list)

    async def connect(self, *sent: bytes) -> Connection:
        connection = Connection(*await asyncio.open_connection("127.0.0.1", self.port))
        self.connections.append(connection)
        for data in sent:
            connection.writer.write(data)
        return connection


@asynccontextmanager
async def running() -> AsyncIterator[Clinic]:
    async def leave() -> None:
        pass

    app = App()
    server = serving.server(app, leave, host="127.0.0.1", port=0, lifespan="off")
    task = asyncio.ensure_future(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    clinic = Clinic(app, server.servers[0].sockets[0].getsockname()[1], server)
    try:
        yield clinic
    finally:
        app.go.set()
        for connection in clinic.connections:
            connection.writer.transport.abort()
        server.should_exit = True
        await task


@pytest.fixture
async def clinic() -> AsyncIterator[Clinic]:
    async with running() as opened:
        yield opened


def padded(length: int) -> bytes:
    head = b"GET /quick HTTP/1.1\r\nHost: clinic\r\nX: "
    return head + b"x" * (length - len(head) - 4) + b"\r\n\r\n"


async def test_a_head_may_be_so_long_and_no_longer(clinic: Clinic):
    connection = await clinic.connect(padded(LONGEST_HEAD - 100))
    assert await connection.status() == 200
    for sent in (padded(LONGEST_HEAD + 100), padded(20 * LONGEST_HEAD), GET % (b"a" * LONGEST_HEAD)):
        connection = await clinic.connect(sent)
        assert (await connection.status(), await connection.is_closed()) == (431, True)


async def test_a_head_without_an_end_is_not_kept(clinic: Clinic):
    connection = await clinic.connect(b"GET /quick HTTP/1.1\r\nHost: clinic\r\n")
    with suppress(ConnectionError):  # once it is closed
        for _ in range(10_000):
            connection.writer.write(b"X-More: of the same\r\n" * 100)
            await connection.writer.drain()
    assert connection.writer.transport.is_closing()


async def test_long_bodies_and_requests_in_a_row_are_not_taken_for_heads(clinic: Clinic):
    body = b"POST /quick HTTP/1.1\r\nHost: clinic\r\nContent-Length: 100000\r\n\r\n" + b"x" * 100_000
    connection = await clinic.connect(body * 3 + GET % b"quick" * 600)
    assert [await connection.status() for _ in range(603)] == [200] * 603


SLOW = {
    "nothing": b"",
    "half a head": b"POST /graphql HTTP/1.1\r\nHo",
    "half a body": POST + b"12",
}


@pytest.mark.parametrize("sent", SLOW.values(), ids=SLOW)
@pytest.mark.parametrize("before", [b"", GET % b"quick"], ids=["at first", "after another"])
async def test_what_does_not_arrive_in_time_is_ended(monkeypatch, sent: bytes, before: bytes):
    monkeypatch.setattr(arrivals, "ARRIVES_WITHIN", 0.2)
    monkeypatch.setattr(serving, "LOOK_AT_LATE", 1)
    async with running() as clinic:
        connection = await clinic.connect(before)
        if before:
            assert await connection.status() == 200
            if not sent:
                return  # an idle connection is uvicorn's own matter
        connection.writer.write(sent)
        assert (await connection.status(), await connection.is_closed()) == (408, True)


async def test_whoever_arrived_in_time_may_wait_for_his_answer(monkeypatch):
    monkeypatch.setattr(arrivals, "ARRIVES_WITHIN", 0.1)
    monkeypatch.setattr(serving, "LOOK_AT_LATE", 1)
    async with running() as clinic:
        connection = await clinic.connect(POST + b"1234")
        await asyncio.sleep(0.5)
        clinic.app.go.set()
        assert await connection.status() == 200


async def test_more_than_there_is_room_for_are_turned_away_and_health_is_not(monkeypatch, clinic: Clinic):
    monkeypatch.setattr(arrivals, "MOST_AT_ONCE", 2)
    inside = [await clinic.connect(POST + b"1234") for _ in range(2)]
    while clinic.app.asked < 2:
        await asyncio.sleep(0.01)
    other = await clinic.connect(POST, b"1234", GET % b"graphql")
    assert [await other.status(), await other.status()] == [503, 503]
    for path in (b"livez", b"livez?x=1"):
        other.writer.write(GET % path)
        assert await other.status() == 200
    clinic.app.go.set()
    assert [await connection.status() for connection in inside] == [200, 200]
    other.writer.write(GET % b"quick")
    assert await other.status() == 200


async def test_whoever_does_not_read_takes_nobodys_place_and_is_ended(monkeypatch):
    monkeypatch.setattr(arrivals, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(arrivals, "READ_WITHIN", 0.3)
    monkeypatch.setattr(serving, "LOOK_AT_LATE", 1)
    async with running() as clinic:
        silent = [await clinic.connect(GET % b"much") for _ in range(3)]
        while clinic.app.asked < 3:
            await asyncio.sleep(0.01)
        reader = await clinic.connect(GET % b"quick")
        assert await reader.status() == 200
        async with asyncio.timeout(10):
            while len(clinic.server.server_state.connections) > 1:  # who reads now would be on time
                await asyncio.sleep(0.01)
        for connection in silent:
            async with asyncio.timeout(10):
                with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
                    await connection.reader.readexactly(50_000_000)


WORDS = st.sampled_from(
    [b"GET ", b"POST ", b"/ ", b"/%ff ", b"HTTP/1.1", b"\r\n", b":", b"Host: a", b"\x00", b" "]
)
BYTES = st.lists(WORDS | st.binary(max_size=20), max_size=12).map(b"".join)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(BYTES, max_size=3))
async def test_whatever_the_bytes_are_the_server_stays(clinic: Clinic, sent: list[bytes]):
    connection = await clinic.connect(*sent)
    connection.writer.write_eof()
    answer = await asyncio.wait_for(connection.reader.read(12), 10)
    assert answer == b"" or answer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 4"))
    connection.writer.transport.abort()
    other = await clinic.connect(GET % b"quick")
    assert await other.status() == 200
    other.writer.transport.abort()


class Wire:
    """Notes what is written at once."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def write(self, data: bytes) -> None:
        self.sent.append(data)

    def writelines(self, pieces: Any) -> None:
        self.sent.append(b"".join(pieces))

    def close(self) -> None:
        self.sent.append(b"(closed)")


KNOWN, UNKNOWN = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n"


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ([KNOWN, b"a", b"b"], [KNOWN + b"a", b"b"]),
        ([UNKNOWN, b"a", KNOWN], [UNKNOWN, b"a", KNOWN]),
        ([KNOWN], [KNOWN]),
    ],
    ids=["a known length", "a stream", "an answer that broke after its head"],
)
def test_a_head_goes_with_its_body_and_a_streams_at_once(written: list[bytes], sent: list[bytes]):
    wire = Wire()
    piece = OnePiece(wire)  # type: ignore[arg-type]
    for data in written:
        piece.write(data)
    piece.close()
    assert wire.sent == [*sent, b"(closed)"]
