"""The clinic as it runs in production: two API processes and two workers, behind a real HAProxy."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

import httpx

from tests.operations.debian import program
from tests.operations.ports import free_ports
from tests.server import ROOT
from tests.sink import Sink, sinking
from tests.valkey import valkey

READY_WITHIN = 120.0
STOPPED_WITHIN = 60.0
STOP_PAUSE = "2"
METRICS_TOKEN = "a token of thirty-two characters"
PLENTY = str(10**9)
HAPROXY = """
global
    maxconn 2000

defaults
    mode http
    timeout connect 5s
    timeout check 5s
    timeout client 60s
    timeout server 60s
    timeout tunnel 1h
    option redispatch
    retries 3

frontend clinic
    bind 127.0.0.1:{port}
    default_backend api

backend api
    balance leastconn
    option httpchk GET /readyz
    default-server check inter 250ms fall 3 rise 1
{servers}
"""


@dataclass
class Program:
    """One of our processes, and how it is started."""

    command: str
    port: int
    path: str
    """Which answers 200 once it is there."""
    settings: Mapping[str, str]
    log: Path
    process: Process | None = None
    ends: list[int] = field(default_factory=list)

    async def start(self) -> float:
        """Come back when it answers; how many seconds that took."""
        began = monotonic()
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "cli", self.command),
                env={**os.environ, **self.settings},
                cwd=ROOT,
                stderr=log,
            )
        async with asyncio.timeout(READY_WITHIN), httpx.AsyncClient() as client:
            while not await self._answers(client):
                assert self.process.returncode is None, self.log.read_text()[-2000:]
                await asyncio.sleep(0.05)
        return monotonic() - began

    async def stop(self) -> float:
        """Tell it to; how many seconds it took."""
        assert self.process is not None
        began = monotonic()
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        self.ends.append(await asyncio.wait_for(self.process.wait(), STOPPED_WITHIN))
        return monotonic() - began

    async def _answers(self, client: httpx.AsyncClient) -> bool:
        try:
            return (await client.get(f"http://127.0.0.1:{self.port}{self.path}")).status_code == 200
        except httpx.TransportError:
            return False


@dataclass
class Stack:
    """All of it."""

    origin: str
    apis: list[Program]
    workers: list[Program]
    sink: Sink

    def logged(self) -> str:
        """What all of our processes said."""
        return "".join(one.log.read_text() for one in (*self.apis, *self.workers))


@asynccontextmanager
async def running(database_url: str, folder: Path, **more: str) -> AsyncIterator[Stack]:
    """Up until the end of the block; every process then ends by itself, with 0."""
    async with AsyncExitStack() as stack:
        redis_url = await stack.enter_async_context(valkey(folder / "v"))
        sink = await stack.enter_async_context(sinking())
        told = {
            "HEALTHMED_DATABASE_URL": database_url,
            "HEALTHMED_REDIS_URL": redis_url,
            "HEALTHMED_SMTP_URL": sink.url,
            "HEALTHMED_DATA": str(folder),
            "HEALTHMED_STOP_PAUSE": STOP_PAUSE,
            "HEALTHMED_LOG_JSON": "1",
            "HEALTHMED_METRICS_TOKEN": METRICS_TOKEN,
            "HEALTHMED_PERSON_RATE": PLENTY,
            "HEALTHMED_ADDRESS_RATE": PLENTY,
            "HEALTHMED_SIGN_IN_RATE": PLENTY,
        } | more
        proxy, *ports = free_ports(5)
        origin = f"http://127.0.0.1:{proxy}"
        told["HEALTHMED_PUBLIC_URL"] = origin
        apis = [_api(port, told, folder) for port in ports[:2]]
        workers = [_worker(port, told, folder) for port in ports[2:]]
        for one in (*apis, *workers):
            stack.push_async_callback(_end, one)
        await asyncio.gather(*(one.start() for one in (*apis, *workers)))
        await stack.enter_async_context(_haproxy(proxy, ports[:2], folder))
        yield Stack(origin, apis, workers, sink)
    assert not [end for one in (*apis, *workers) for end in one.ends if end]


def _api(port: int, told: Mapping[str, str], folder: Path) -> Program:
    return Program("api", port, "/readyz", {**told, "HEALTHMED_PORT": str(port)}, folder / f"api-{port}.log")


def _worker(port: int, told: Mapping[str, str], folder: Path) -> Program:
    settings = {**told, "HEALTHMED_WORKER_METRICS_PORT": str(port)}
    return Program("worker", port, "/metrics", settings, folder / f"worker-{port}.log")


async def _end(one: Program) -> None:
    if one.process is not None and one.process.returncode is None:
        await one.stop()


@asynccontextmanager
async def _haproxy(port: int, servers: list[int], folder: Path) -> AsyncIterator[None]:
    lines = [f"    server api{n} 127.0.0.1:{server}" for n, server in enumerate(servers, 1)]
    config = folder / "haproxy.cfg"
    config.write_text(HAPROXY.format(port=port, servers="\n".join(lines)))
    process = await asyncio.create_subprocess_exec(
        *(program("haproxy", "haproxy"), "-f", str(config), "-db"), stdout=DEVNULL, stderr=DEVNULL
    )
    try:
        await until_answers(f"http://127.0.0.1:{port}/readyz")
        yield
    finally:
        process.terminate()
        await process.wait()


async def until_answers(url: str, **asked: Any) -> None:
    """With 200."""
    async with asyncio.timeout(READY_WITHIN), httpx.AsyncClient() as client:
        while True:
            try:
                if (await client.get(url, **asked)).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.05)
