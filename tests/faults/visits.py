"""Patients who book over HTTP, each another doctor, and the mail that has to follow."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

import httpx

from domain.accounts.sessions import open_session
from tests.clinic import Clinic
from tests.faults.test_killed_api import BOOK
from tests.sink import Sink


@dataclass
class Asker:
    """A patient who is signed in, and the slot that they want."""

    doctor_id: UUID
    patient_id: UUID
    slot_id: UUID
    token: str

    async def book(self, origin: str, within: float = 20.0) -> None:
        """The API says that it is booked."""
        asked = {"slotId": str(self.slot_id), "idempotencyKey": f"key-{self.slot_id}"}
        async with httpx.AsyncClient(
            base_url=origin, cookies={"healthmed": self.token}, timeout=within
        ) as client:
            answer = await client.post("/graphql", json={"query": BOOK, "variables": {"input": asked}})
        assert answer.json()["data"]["bookAppointment"]["__typename"] == "Appointment", answer.text

    @property
    def addresses(self) -> set[str]:
        """Who is to get a letter."""
        return {f"{person.hex}@example.com" for person in (self.doctor_id, self.patient_id)}


async def asker(clinic: Clinic) -> Asker:
    """Somebody new, at a new doctor."""
    doctor, patient = await clinic.doctor(), await clinic.patient()
    slot = await clinic.slot(doctor, timedelta(days=3))
    token = await clinic.database.write(partial(open_session, account_id=patient.id, now=clinic.now))
    return Asker(doctor.id, patient.id, slot.id, token)


async def all_written_to(sink: Sink, askers: Sequence[Asker], within: float = 60.0) -> None:
    """Wait until both sides of each booking have their letter."""
    wanted = set().union(*(one.addresses for one in askers))
    async with asyncio.timeout(within):
        while not wanted <= set(receivers(sink)):
            await asyncio.sleep(0.05)


def receivers(sink: Sink) -> list[str]:
    """Everybody to whom a letter was sent, as often as one was."""
    return [letter["To"].addresses[0].addr_spec for letter in sink.letters]
