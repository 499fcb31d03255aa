"""The API as it is served: in a process of its own, on a free port."""

import asyncio
import os
import socket
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
API = [sys.executable, "-m", "cli", "api"]


@dataclass
class Server:
    """Listens on 127.0.0.1."""

    port: int
    process: Process

    @property
    def origin(self) -> str:
        """As browsers would show it."""
        return f"http://127.0.0.1:{self.port}"


async def start(database_url: str, listening: socket.socket, **settings: str) -> Process:
    """The API's process, which answers on this socket as soon as it can."""
    told = {"HEALTHMED_DATABASE_URL": database_url, "HEALTHMED_LOG_JSON": "1"} | settings
    return await asyncio.create_subprocess_exec(
        *(*API, f"--fd={listening.fileno()}"),
        env={**os.environ, **told},
        cwd=ROOT,
        pass_fds=[listening.fileno()],
        stdout=DEVNULL,
        stderr=PIPE,
    )


@asynccontextmanager
async def serving(database_url: str, **settings: str) -> AsyncIterator[Server]:
    """A server that is stopped afterwards. Its socket listens before it does: early requests wait."""
    with socket.create_server(("127.0.0.1", 0), backlog=1_000) as listening:
        process = await start(database_url, listening, **settings)
        try:
            yield Server(listening.getsockname()[1], process)
        finally:
            if process.returncode is None:
                process.terminate()
                await process.wait()
