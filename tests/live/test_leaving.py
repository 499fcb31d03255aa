"""Sockets that have to go: sessions that end, clients that say nothing, clients that do not read."""

import asyncio
import socket
from contextlib import suppress
from typing import Any

import httpx
import psutil
import pytest
from websockets.exceptions import ConnectionClosed

from api.feeds import Feeds
from api.sockets import Socket
from domain.accounts.change_password import change_password
from domain.accounts.sessions import open_session
from domain.events import record_all
from domain.slots.events import SlotPublished
from tests.clinic import Clinic
from tests.live.client import SLOTS, VISITS, connected, watching
from tests.server import Server

SIGN_OUT = {"query": "mutation { signOut }"}
DOCTORS = " ".join(f"d{n}: doctor {{ id name city state bio feeCents }}" for n in range(25))
BIG = f"subscription($doctor: ID!) {{ slotChanged(doctorId: $doctor) {{ cursor slot {{ {DOCTORS} }} }} }}"


async def session(clinic: Clinic, account: Any) -> str:
    """A signed-in browser's cookie."""
    return await clinic.database.write(lambda tx: open_session(tx, account.id, clinic.now))


async def test_signing_out_closes_the_sessions_sockets_within_five_seconds(server: Server, clinic: Clinic):
    patient = await clinic.patient()
    token, other = await session(clinic, patient), await session(clinic, patient)
    async with (
        watching(server.origin, VISITS, token) as leaves,
        watching(server.origin, VISITS, other) as stays,
        httpx.AsyncClient(base_url=server.origin, cookies={"healthmed": token}) as http,
    ):
        assert (await http.post("/graphql", json=SIGN_OUT)).json() == {"data": {"signOut": True}}
        assert await leaves.closed(within=5) == (4403, "The session ended")
        await stays.hears_nothing()


async def test_a_changed_password_closes_the_other_sessions_sockets_within_five_seconds(
    server: Server, clinic: Clinic
):
    patient = await clinic.patient()
    token, kept = await session(clinic, patient), await session(clinic, patient)
    async with (
        watching(server.origin, VISITS, token) as leaves,
        watching(server.origin, VISITS, kept) as stays,
    ):
        await clinic.database.write(lambda tx: change_password(tx, patient.id, "x", keep=kept))
        assert (await leaves.closed(within=5))[0] == 4403
        await stays.hears_nothing()


class Silent:
    """An ASGI server whose client says what it is told to, and then nothing."""

    def __init__(self, *said: str) -> None:
        self._said, self.sent, self._closed = list(said), [], asyncio.Event()  # type: ignore[var-annotated]

    async def receive(self) -> dict[str, Any]:
        if self._said:
            return {"type": "websocket.receive", "text": self._said.pop(0)}
        await self._closed.wait()
        return {"type": "websocket.disconnect"}

    async def send(self, message: Any) -> None:
        self.sent.append(message)
        if message["type"] == "websocket.close":
            self._closed.set()


@pytest.mark.parametrize("said", [[], ['{"type":"ping"}'] * 3])
async def test_who_does_not_begin_in_time_is_closed(said: list[str]):
    client: Any = Silent(*said)
    nothing: Any = None
    feeds: Feeds = nothing
    door = Socket(nothing, feeds, nothing, client.receive, client.send, welcome=True, init_seconds=0.05)
    async with asyncio.timeout(1):
        await door.run()
    assert client.sent[-1]["code"] == 4408


async def test_who_does_not_read_is_closed_and_slows_nobody_and_costs_little(server: Server, clinic: Clinic):
    doctor = await clinic.doctor(bio="x" * 200)
    slot = await clinic.slot(doctor)
    memory = psutil.Process(server.process.pid).memory_info
    with small_socket(server) as sock:
        async with (
            connected(server.origin, sock=sock, max_queue=1) as lazy,
            watching(server.origin, SLOTS, doctor=str(doctor.id)) as keen,
        ):
            await lazy.begin()
            for n in range(20):
                await lazy.subscribe(BIG, id=str(n), doctor=str(doctor.id))
            before = memory().rss
            for _ in range(10):
                await tell(clinic, slot, 30)
                for _ in range(30):
                    await keen.next(within=3)
            assert memory().rss - before < 30_000_000
            assert (await lazy.closed())[0] == 4410
            await keen.hears_nothing()


async def test_who_never_reads_again_is_cut_off(server: Server, clinic: Clinic):
    doctor = await clinic.doctor()
    slot = await clinic.slot(doctor)
    with small_socket(server) as sock:
        async with connected(server.origin, sock=sock, max_queue=1) as lazy:
            await lazy.begin()
            for n in range(20):
                await lazy.subscribe(BIG, id=str(n), doctor=str(doctor.id))
            lazy.connection.transport.pause_reading()
            await tell(clinic, slot, 120)
            port = sock.getsockname()[1]
            async with asyncio.timeout(20):
                while port in clients_of(server):
                    await asyncio.sleep(0.1)


async def test_who_was_too_slow_resumes_where_it_stopped(server: Server, clinic: Clinic):
    doctor = await clinic.doctor(bio="x" * 200)
    slot = await clinic.slot(doctor)
    told: list[int] = []
    with small_socket(server) as sock:
        async with connected(server.origin, sock=sock, max_queue=1) as lazy:
            await lazy.begin()
            for n in range(20):
                await lazy.subscribe(BIG, id=str(n), doctor=str(doctor.id))
            await tell(clinic, slot, 150)
            with suppress(ConnectionClosed):
                await asyncio.sleep(2)
                while True:
                    told += _cursor_of_first(await lazy.hear())
            assert lazy.connection.close_code == 4410
    assert 0 < len(told) < 150
    async with watching(server.origin, SLOTS, doctor=str(doctor.id), after=str(told[-1])) as resumed:
        told += [int((await resumed.next())["cursor"]) for _ in range(150 - len(told))]
        await resumed.hears_nothing()
    rows = await clinic.fetch("SELECT position FROM events WHERE doctor_id = $1 ORDER BY 1", doctor.id)
    assert told == [row.position for row in rows]


def _cursor_of_first(message: Any) -> list[int]:
    """What the first of its subscriptions is told."""
    return [int(message["payload"]["data"]["slotChanged"]["cursor"])] if message["id"] == "0" else []


def small_socket(server: Server) -> socket.socket:
    """A connection that takes little before somebody reads."""
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    sock.connect(("127.0.0.1", server.port))
    sock.setblocking(False)
    return sock


def clients_of(server: Server) -> set[int]:
    """The ports of those who are connected."""
    found = psutil.Process(server.process.pid).net_connections("tcp")
    return {one.raddr.port for one in found if one.raddr}


async def tell(clinic: Clinic, slot: Any, times: int) -> None:
    """Events of a slot, all at once."""
    events = [SlotPublished(doctor_id=slot.doctor_id, slot_id=slot.id)] * times
    await clinic.database.write(lambda tx: record_all(tx, events, clinic.now))
