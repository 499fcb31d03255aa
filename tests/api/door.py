"""A PostgreSQL that comes and goes, for tests: a socket of ours before its own."""

import asyncio
import os
from pathlib import Path


class Door:
    """A socket before PostgreSQL's own that can be shut."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / ".s.PGSQL.5432"
        self._writers: list[asyncio.StreamWriter] = []
        self._server: asyncio.Server | None = None

    def through(self, url: str) -> str:
        """The same database, by way of this door."""
        return f"{url.partition('?')[0]}?host={self._folder}"

    async def open(self) -> None:
        """PostgreSQL is there."""
        self._server = await asyncio.start_unix_server(self._let_in, self._path)

    async def shut(self) -> None:
        """PostgreSQL is gone, with what was under way."""
        if self._server:
            self._server.close()
        for writer in self._writers:
            writer.transport.abort()
        self._path.unlink(missing_ok=True)

    async def _let_in(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inside = Path(os.environ["HEALTHMED_TEST_POSTGRES"]) / ".s.PGSQL.5432"
        to_server = await asyncio.open_unix_connection(inside)
        self._writers += [writer, to_server[1]]
        await asyncio.gather(_pump(reader, to_server[1]), _pump(to_server[0], writer), return_exceptions=True)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65_536):
        writer.write(data)
    writer.close()
