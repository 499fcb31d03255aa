"""The reverse proxy of docker-compose.yml: a real HAProxy with that configuration, before our processes."""

import asyncio
import os
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from cli.ports import free_port
from tests.operations.debian import program

CONFIGURATION = Path(__file__).parents[2] / "deploy" / "proxy" / "haproxy.cfg"


@dataclass
class Proxy:
    """Listens on 127.0.0.1."""

    port: int
    health_port: int
    process: Process

    @property
    def origin(self) -> str:
        """As browsers would show it."""
        return f"http://127.0.0.1:{self.port}"

    async def health(self) -> int:
        """The status of /healthz: 200 when at least one process is given requests."""
        try:
            async with httpx.AsyncClient() as client:
                return (await client.get(f"http://127.0.0.1:{self.health_port}/healthz")).status_code
        except httpx.TransportError:
            return 0

    async def until_healthy(self, within: float = 60) -> None:
        """Wait for the first process that is found ready."""
        async with asyncio.timeout(within):
            while await self.health() != 200:
                await asyncio.sleep(0.05)


@asynccontextmanager
async def proxying(port: int, first: int, second: int) -> AsyncIterator[Proxy]:
    """On this port, in front of two others."""
    health_port = free_port("127.0.0.1", 0)
    told = {
        "API_1": f"127.0.0.1:{first}",
        "API_2": f"127.0.0.1:{second}",
        "PROXY_BIND": f"127.0.0.1:{port}",
        "PROXY_HEALTH_BIND": f"127.0.0.1:{health_port}",
    }
    command = [program("haproxy"), "-db", "-f", str(CONFIGURATION)]
    process = await asyncio.create_subprocess_exec(
        *command, env={**os.environ, **told}, stdout=DEVNULL, stderr=DEVNULL
    )
    try:
        yield Proxy(port, health_port, process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
