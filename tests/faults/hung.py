"""A Redis that accepts connections and never answers: worse than one that is not there."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class Hung:
    """Where it listens, and who came."""

    port: int = 0
    connections: list[asyncio.StreamWriter] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}"

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Read everything, say nothing."""
        self.connections.append(writer)
        while await reader.read(65_536):
            pass


@asynccontextmanager
async def hanging() -> AsyncIterator[Hung]:
    """One that hangs from the beginning to the end."""
    hung = Hung()
    server = await asyncio.start_server(hung.take, "127.0.0.1", 0)
    hung.port = server.sockets[0].getsockname()[1]
    try:
        yield hung
    finally:
        server.close()
        for writer in hung.connections:
            writer.transport.abort()
