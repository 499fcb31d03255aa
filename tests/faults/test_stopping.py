"""Nobody is hurt when an API process is told to stop."""

import asyncio
import time
from datetime import timedelta
from functools import partial
from typing import Any

import httpx
import pytest

from domain.accounts.sessions import open_session
from domain.locks import lock
from tests.clinic import Clinic
from tests.faults.test_killed_api import BOOK
from tests.live.client import SLOTS, Client, connected, watching
from tests.server import Server, serving

SOCKETS = 50


async def book_slowly(clinic: Clinic, server: Server, waits: asyncio.Event) -> Any:
    """A booking whose transaction waits for a second, and its answer."""
    doctor, patient = await clinic.doctor(), await clinic.patient()
    slot = await clinic.slot(doctor, timedelta(days=2))
    token = await clinic.database.write(partial(open_session, account_id=patient.id, now=clinic.now))

    async def occupy(tx: Any) -> None:
        await lock(tx, doctor.id)
        waits.set()
        await asyncio.sleep(1.5)

    asking = {"query": BOOK, "variables": {"input": {"slotId": str(slot.id), "idempotencyKey": "k" * 8}}}
    async with httpx.AsyncClient(base_url=server.origin, cookies={"healthmed": token}, timeout=20) as client:
        occupied = asyncio.ensure_future(clinic.database.write(occupy))
        await waits.wait()
        answer = await client.post("/graphql", json=asking)
    await occupied
    return answer.json()["data"]["bookAppointment"]


async def closing(client: Client) -> tuple[int, float]:
    """The code, and when it came."""
    code, _ = await client.closed(within=15)
    return code, time.monotonic()


async def test_requests_are_answered_and_sockets_closed_one_after_the_other(
    clinic: Clinic, database_url: str
):
    async with serving(database_url, HEALTHMED_STOP_PAUSE="0.5") as server:
        doctor = str((await clinic.doctor()).id)
        opened = [watching(server.origin, SLOTS, doctor=doctor) for _ in range(SOCKETS)]
        clients = [await one.__aenter__() for one in opened]
        waits = asyncio.Event()
        booking = asyncio.ensure_future(book_slowly(clinic, server, waits))
        await waits.wait()
        async with httpx.AsyncClient(base_url=server.origin) as http:
            assert (await http.get("/readyz")).status_code == 200
            await _in_flight(http)
            told_at = time.monotonic()
            server.process.terminate()
            while (await http.get("/readyz")).status_code == 200:
                await asyncio.sleep(0.01)
        closed = await asyncio.gather(*(closing(client) for client in clients))
        assert {code for code, _ in closed} == {1012}
        times = sorted(at - told_at for _, at in closed)
        assert times[0] > 0.4, "a load balancer has time to notice"
        assert times[-1] - times[0] > 0.7, "they do not all come back at once"
        assert (await booking)["__typename"] == "Appointment"
        assert await asyncio.wait_for(server.process.wait(), 20 - (time.monotonic() - told_at)) == 0
        for one in opened:
            await one.__aexit__(None, None, None)


async def _in_flight(http: httpx.AsyncClient) -> None:
    """Give the booking, which was sent before this, time to be taken: requests are read in order."""
    for _ in range(5):
        assert (await http.get("/livez")).status_code == 200


async def test_it_stops_soon_though_a_client_never_says_goodbye(clinic: Clinic, database_url: str):
    async with serving(database_url) as server, connected(server.origin, close_timeout=0.1) as client:
        await client.begin()
        client.connection.transport.pause_reading()
        server.process.terminate()
        assert await asyncio.wait_for(server.process.wait(), 12) == 0


@pytest.mark.parametrize("signal", [2, 15])
async def test_it_stops_with_zero(database_url: str, signal: int):
    async with serving(database_url) as server:
        async with httpx.AsyncClient(base_url=server.origin, timeout=20) as http:
            assert (await http.get("/livez")).status_code == 200
        server.process.send_signal(signal)
        assert await asyncio.wait_for(server.process.wait(), 10) == 0
