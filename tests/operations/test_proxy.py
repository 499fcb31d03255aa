"""The reverse proxy: both processes work behind it, sockets pass, and who is not ready is asked nothing."""

import asyncio
import os
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path

import httpx
import pytest

from cli.ports import free_port
from domain.slots.withdraw import withdraw_slot
from infra.database import Database
from infra.live import NEWS, WAKE, Doorbell
from tests.live.client import SLOTS, watching
from tests.live.relay import relaying
from tests.operations.proxy import Proxy, proxying
from tests.server import API, ROOT, Server
from tests.valkey import valkey

QUERY = {"query": "{ __typename }"}


@pytest.fixture(scope="session")
async def redis_url(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    async with valkey(Path(tmp_path_factory.mktemp("valkey")) / "s") as url:
        yield url


@pytest.fixture(scope="module")
async def database(database_url: str, redis_url: str) -> AsyncIterator[Database]:
    """What is written through it is told at once, as what an API writes."""
    doorbell = Doorbell(redis_url, listen=NEWS, ring=WAKE)
    async with Database(database_url, after_write=doorbell.ring_soon) as opened:
        yield opened
    await doorbell.close()


@pytest.fixture
def port() -> int:
    """Where the clinic is found: its pages' origin, which both processes must know."""
    return free_port("127.0.0.1", 0)


@asynccontextmanager
async def api(database_url: str, **settings: str) -> AsyncIterator[Server]:
    """A process that listens by itself, so that its port is closed when it is gone."""
    port = free_port("127.0.0.1", 0)
    told = {"HEALTHMED_DATABASE_URL": database_url, "HEALTHMED_PORT": str(port)} | settings
    process = await asyncio.create_subprocess_exec(
        *API, env={**os.environ, **told}, cwd=ROOT, stdout=DEVNULL, stderr=DEVNULL
    )
    try:
        yield Server(port, process)
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()


@pytest.fixture
async def two(database_url: str, redis_url: str, port: int) -> AsyncIterator[tuple[Server, Server]]:
    """Two API processes of one clinic."""
    told = {"HEALTHMED_REDIS_URL": redis_url, "HEALTHMED_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    async with (
        relaying(database_url, redis_url),
        api(database_url, **told) as first,
        api(database_url, **told) as second,
    ):
        yield first, second


@pytest.fixture
async def proxy(two: tuple[Server, Server], port: int) -> AsyncIterator[Proxy]:
    """In front of both, once they are ready: HAProxy takes a process for ready until it has asked."""
    await asyncio.gather(*(until_found_ready(server) for server in two))
    async with proxying(port, two[0].port, two[1].port) as running:
        await running.until_healthy()
        yield running


async def ask(proxy: Proxy, times: int) -> list[int]:
    """The statuses of so many requests, each over a connection of its own."""
    statuses = []
    for _ in range(times):
        async with httpx.AsyncClient(timeout=30) as client:
            statuses.append((await client.post(f"{proxy.origin}/graphql", json=QUERY)).status_code)
    return statuses


async def requests_of(server: Server) -> float:
    """How many GraphQL requests this process has answered."""
    async with httpx.AsyncClient() as client:
        text = (await client.get(f"{server.origin}/metrics")).text
    lines = [line for line in text.splitlines() if line.startswith("healthmed_graphql_requests_total{")]
    return sum(float(line.rpartition(" ")[2]) for line in lines)


async def until_found_ready(server: Server, within: float = 60) -> None:
    """The process itself says so."""
    async with asyncio.timeout(within), httpx.AsyncClient(timeout=within) as client:
        while True:
            with suppress(httpx.TransportError):
                if (await client.get(f"{server.origin}/readyz")).status_code == 200:
                    return
            await asyncio.sleep(0.05)


async def test_both_processes_are_given_requests(proxy, two):
    for server in two:
        await until_found_ready(server)
    await asyncio.sleep(1.5)  # the proxy looks every second
    assert set(await ask(proxy, 20)) == {200}
    assert all([await requests_of(server) for server in two])


async def test_a_subscription_passes(proxy, clinic):
    doctor = await clinic.doctor()
    slot = await clinic.slot(doctor)
    async with watching(proxy.origin, SLOTS, doctor=str(doctor.id)) as client:
        await clinic.database.write(
            partial(withdraw_slot, doctor_id=doctor.id, slot_id=slot.id, now=clinic.now)
        )
        assert (await client.next())["slot"] == {"id": str(slot.id), "status": "WITHDRAWN"}


@pytest.mark.parametrize("path", ["/metrics", "/readyz", "/livez"])
async def test_what_is_for_those_who_run_the_clinic_does_not_pass(proxy, path):
    async with httpx.AsyncClient() as client:
        assert (await client.get(proxy.origin + path)).status_code == 404


async def test_a_process_that_is_not_ready_is_given_nothing(two, port):
    nowhere = f"postgresql://ana@127.0.0.1:{free_port('127.0.0.1', 0)}/clinic"
    await until_found_ready(two[0])
    async with api(nowhere) as waiting, proxying(port, waiting.port, two[0].port) as proxy:
        await proxy.until_healthy()
        assert set(await ask(proxy, 20)) == {200}


async def test_nobody_notices_that_a_process_is_killed(proxy, two):
    for server in two:
        await until_found_ready(server)
    two[0].process.kill()
    await two[0].process.wait()
    assert set(await ask(proxy, 20)) == {200}


async def test_a_proxy_with_nobody_behind_it_is_not_healthy(port):
    nobody = free_port("127.0.0.1", 0)
    async with proxying(port, nobody, nobody) as proxy:
        async with asyncio.timeout(60):
            while await proxy.health() != 503:
                await asyncio.sleep(0.05)
        assert set(await ask(proxy, 1)) == {503}


async def test_what_a_client_says_of_its_own_address_is_not_believed(port):
    async with echoing() as (echo, heard), proxying(port, echo, echo) as proxy:
        await proxy.until_healthy()
        lies = {"X-Forwarded-For": "1.2.3.4", "Forwarded": "for=1.2.3.4"}
        async with httpx.AsyncClient(headers=lies) as client:
            await client.get(f"{proxy.origin}/lies")
    (request,) = [one.lower() for one in heard if "/lies" in one]
    assert "1.2.3.4" not in request
    assert "x-forwarded-for: 127.0.0.1\r\n" in request


@asynccontextmanager
async def echoing() -> AsyncIterator[tuple[int, list[str]]]:
    """A port that answers everything, and the requests that it heard."""
    heard: list[str] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append((await reader.readuntil(b"\r\n\r\n")).decode())
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1], heard
