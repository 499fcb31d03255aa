"""An answer that says "booked" is true after any crash."""

import asyncio
import socket
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import httpx

from domain.accounts.sessions import open_session
from domain.slots.models import Slot
from infra.database import Database
from tests.clinic import Clinic
from tests.server import start

BOOK = """mutation($input: BookAppointmentInput!) {
  bookAppointment(input: $input) { __typename ... on Appointment { id } }
}"""
KILLS = 6
PATIENTS = 6
EACH = 10


@dataclass
class Ward:
    """An API that is killed and started again, and patients who insist."""

    database_url: str
    listening: socket.socket
    booked: dict[str, str] = field(default_factory=dict)
    """Idempotency key -> the appointment that the API said it booked."""
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def kill_again_and_again(self) -> None:
        """In the middle of bookings: each time a few more were acknowledged."""
        process = await start(self.database_url, self.listening)
        for kill in range(1, KILLS + 1):
            await self._acknowledged(kill * PATIENTS * EACH // (KILLS + 2))
            process.kill()
            await process.wait()
            process = await start(self.database_url, self.listening)
        await self._acknowledged(PATIENTS * EACH)
        process.terminate()
        await process.wait()

    async def _acknowledged(self, bookings: int) -> None:
        while len(self.booked) < bookings:
            self.news.clear()
            await self.news.wait()

    async def insist(self, token: str, slots: list[Slot]) -> None:
        """Book each slot, with one key for all attempts, until the API answers."""
        port = self.listening.getsockname()[1]
        for slot in slots:
            asked = {"slotId": str(slot.id), "idempotencyKey": f"key-{slot.id}"}
            while asked["idempotencyKey"] not in self.booked:
                try:
                    async with httpx.AsyncClient(cookies={"healthmed": token}, timeout=20) as client:
                        answer = await client.post(
                            f"http://127.0.0.1:{port}/graphql",
                            json={"query": BOOK, "variables": {"input": asked}},
                        )
                except httpx.TransportError:
                    continue
                if answer.status_code == 200:
                    self.booked[asked["idempotencyKey"]] = answer.json()["data"]["bookAppointment"]["id"]
                    self.news.set()


async def test_every_acknowledged_booking_exists_once_however_often_the_api_is_killed(
    database: Database, database_url: str
):
    clinic = Clinic(database, datetime.now(UTC))
    doctor = await clinic.doctor()
    slots = await clinic.slots(doctor, PATIENTS * EACH, timedelta(days=2))
    with socket.create_server(("127.0.0.1", 0), backlog=100) as listening:
        ward = Ward(database_url, listening)
        tokens = [await _session(clinic) for _ in range(PATIENTS)]
        await asyncio.gather(
            ward.kill_again_and_again(),
            *(ward.insist(token, slots[n::PATIENTS]) for n, token in enumerate(tokens)),
        )
    await _must_be_booked_once(clinic, doctor.id, ward.booked)


async def _session(clinic: Clinic) -> str:
    patient = await clinic.patient()
    return await clinic.database.write(lambda tx: open_session(tx, patient.id, clinic.now))


async def _must_be_booked_once(clinic: Clinic, doctor_id: UUID, booked: dict[str, str]) -> None:
    appointments = await clinic.fetch("SELECT * FROM appointments WHERE doctor_id = $1", doctor_id)
    assert sorted(booked.values()) == sorted(str(row.id) for row in appointments)
    keys = await clinic.fetch(
        "SELECT key, appointment_id FROM idempotency_keys WHERE appointment_id = ANY($1)",
        [row.id for row in appointments],
    )
    assert {row.key: str(row.appointment_id) for row in keys} == booked
    for table, where in (
        ("slots", "doctor_id = $1 AND status = 'BUSY'"),
        ("events", "doctor_id = $1 AND kind = 'AppointmentBooked'"),
        ("appointment_steps", "appointment_id IN (SELECT id FROM appointments WHERE doctor_id = $1)"),
    ):
        assert len(await clinic.fetch(f"SELECT 1 FROM {table} WHERE {where}", doctor_id)) == len(booked)
