"""Everybody does anything, for a while."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from domain.appointments.expire import expire_requests
from domain.appointments.models import Party
from domain.doctors.models import Doctor
from domain.errors import DomainError
from domain.patients.models import Patient
from domain.slots.add_absence import add_absence
from domain.slots.hold import hold_slot
from domain.slots.models import Slot
from domain.slots.next_slot import pass_time
from domain.slots.withdraw import withdraw_slot
from tests.clinic import Clinic
from tests.concurrency.together import must_make_sense
from tests.domain.appointments.visits import Visit

pytestmark = pytest.mark.usefixtures("empty")
HOURS, TASKS, ACTIONS = 12, 8, 6


class Town:
    """Doctors with the same hours, and patients who want them."""

    def __init__(self, clinic: Clinic, seed: int) -> None:
        self.clinic = clinic
        self.chance = random.Random(seed)
        self.now = clinic.now
        self.doctors: dict[UUID, Doctor] = {}
        self.patients: list[Patient] = []
        self.slots: list[Slot] = []
        self.visits: list[Visit] = []
        self.happened: Counter[str] = Counter()

    async def settle(self) -> None:
        self.patients = [await self.clinic.patient() for _ in range(6)]
        for late in range(3):
            doctor = await self.clinic.doctor()
            self.doctors[doctor.id] = doctor
            self.slots += await self.clinic.slots(doctor, 24, timedelta(hours=3, minutes=20 * late))
        for slot, patient in zip(self.slots, self.patients, strict=False):
            await self.book(slot, patient)

    async def rush(self) -> None:
        """An hour goes by, and everybody is there at once."""
        self.now += timedelta(hours=1)
        await asyncio.gather(*(self.act() for _ in range(TASKS)))

    async def act(self) -> None:
        for _ in range(ACTIONS):
            action = self.chance.choices(list(DONE), weights=list(DONE.values()))[0]
            try:
                await action(self)
                self.happened[action.__name__] += 1
            except DomainError as refusal:
                self.happened[type(refusal).__name__] += 1

    async def book_any(self) -> None:
        await self.book(self.any_slot(), self.chance.choice(self.patients))

    async def book(self, slot: Slot, patient: Patient) -> None:
        booked = await self.clinic.book(slot, patient, self.now, idempotency_key=str(uuid4()))
        self.visits.append(Visit(self.clinic, booked, self.doctors[slot.doctor_id], patient, slot))

    async def confirm(self) -> None:
        await self.any_visit().confirm(self.now)

    async def decline(self) -> None:
        await self.any_visit().decline(self.now)

    async def cancel(self) -> None:
        await self.any_visit().cancel(self.now, self.chance.choice([Party.PATIENT, Party.DOCTOR]))

    async def reschedule(self) -> None:
        visit, slot = self.any_visit(), self.any_slot()
        moved = await visit.reschedule(slot.id, self.now)
        self.visits.append(Visit(self.clinic, moved, visit.doctor, visit.patient, slot))

    async def end(self) -> None:
        begun = [visit for visit in self.visits if visit.slot.starts_at <= self.now]
        visit = self.chance.choice(begun or self.visits)
        await self.chance.choice([visit.complete, visit.miss])(self.now)

    async def hold(self) -> None:
        slot, patient = self.any_slot(), self.chance.choice(self.patients)
        await self.clinic.database.write(lambda tx: hold_slot(tx, patient.id, slot.id, self.now))

    async def withdraw(self) -> None:
        slot = self.any_slot()
        await self.clinic.database.write(lambda tx: withdraw_slot(tx, slot.doctor_id, slot.id, self.now))

    async def be_away(self) -> None:
        slot = self.any_slot()
        times = slot.starts_at, slot.starts_at + timedelta(minutes=30)
        await self.clinic.database.write(
            lambda tx: add_absence(tx, slot.doctor_id, *times, note=None, now=self.now)
        )

    async def let_time_pass(self) -> None:
        await self.clinic.database.write(lambda tx: pass_time(tx, self.now))
        await expire_requests(self.clinic.database, self.now, limit=3)

    def any_slot(self) -> Slot:
        return self.chance.choice([slot for slot in self.slots if slot.starts_at >= self.now])

    def any_visit(self) -> Visit:
        return self.chance.choice([visit for visit in self.visits if visit.slot.starts_at >= self.now])


DONE: dict[Callable[[Town], Awaitable[None]], int] = {
    Town.book_any: 12,
    Town.confirm: 10,
    Town.decline: 2,
    Town.cancel: 3,
    Town.reschedule: 6,
    Town.end: 6,
    Town.hold: 4,
    Town.withdraw: 1,
    Town.be_away: 1,
    Town.let_time_pass: 3,
}
"""What people do, and how often."""


@pytest.mark.parametrize("seed", range(5))
async def test_the_clinic_makes_sense_after_any_rush(clinic: Clinic, seed: int):
    town = Town(clinic, seed)
    await town.settle()
    for _ in range(HOURS):
        await town.rush()
        await must_make_sense(clinic, town.now)
    assert len(town.visits) > 20, town.happened
    later = town.now + timedelta(days=3)
    await expire_requests(clinic.database, later)
    assert await clinic.fetch("SELECT id FROM appointments WHERE status = 'PENDING'") == []
    await must_make_sense(clinic, later)
