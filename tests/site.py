"""A web site of a few JSON documents, for tests of what we fetch: it goes down, moves, and remembers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson


@dataclass
class Site:
    """Listens on 127.0.0.1."""

    pages: dict[str, Any]
    """By path: bytes as they are, anything else as JSON."""
    origin: str = ""
    moved: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    """The paths that were asked for, in order."""
    up: bool = True
    """Down, it takes connections and drops them."""
    now: float = 1_000.0

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request on each connection."""
        request = await reader.readuntil(b"\r\n\r\n")
        path = request.split(b" ", 2)[1].decode()
        self.asked.append(path)
        if self.up:
            writer.write(self._answer(path))
            await writer.drain()
        writer.close()

    def _answer(self, path: str) -> bytes:
        if target := self.moved.get(path):
            return _response(b"302 Found", b"", b"location: " + target.encode() + b"\r\n")
        if (page := self.pages.get(path)) is None:
            return _response(b"404 Not Found", b"")
        return _response(b"200 OK", page if isinstance(page, bytes) else orjson.dumps(page))


def _response(status: bytes, body: bytes, more: bytes = b"") -> bytes:
    length = b"content-length: %d\r\nconnection: close\r\n" % len(body)
    return b"HTTP/1.1 " + status + b"\r\n" + more + length + b"\r\n" + body


@asynccontextmanager
async def site_of(pages: dict[str, Any]) -> AsyncIterator[Site]:
    """Open for as long as a test runs."""
    site = Site(pages)
    server = await asyncio.start_server(site.talk, "127.0.0.1", 0)
    site.origin = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield site
