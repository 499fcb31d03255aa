"""Makes doctors, patients and slots straight in the database, for tests that begin in mid-story."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from domain.accounts.add_administrator import add_administrator
from domain.accounts.models import Account, Role
from domain.appointments.book import Booking, book_appointment
from domain.columns import new_id
from domain.doctors.models import Doctor, DoctorSpecialty
from domain.integrators.grant import grant_integrator
from domain.integrators.models import Enrolment, Integrator
from domain.integrators.scopes import Scope, written
from domain.patients.models import Patient
from domain.slots.models import Origin, Slot
from domain.slots.next_slot import refresh_next_slot
from domain.terms import Terms
from domain.transaction import Transaction
from infra.database import Database


@dataclass
class Clinic:
    """A clinic whose clock stands at `now` until a test moves it."""

    database: Database
    now: datetime

    async def doctor(
        self, name: str = "Ana Souza", *, specialties: tuple[str, ...] = ("cardiology",), **more: Any
    ) -> Doctor:
        """A verified doctor in São Paulo."""
        account = self._account(Role.DOCTOR)
        values: dict[str, Any] = {
            "crm_number": str(secrets.randbelow(10**9)),
            "crm_state": "SP",
            "city": "São Paulo",
            "state": "SP",
            "fee_cents": 25_000,
            "verified_at": self.now,
            "search_text": name.lower(),
        } | more
        doctor = Doctor(id=account.id, name=name, **values)

        async def work(tx: Transaction) -> None:
            tx.add(account)
            tx.add(doctor)
            for place, code in enumerate(specialties):
                tx.add(DoctorSpecialty(doctor_id=doctor.id, specialty_code=code, place=place))

        await self.database.write(work)
        return doctor

    async def patient(self, name: str = "Bruno Lima", **more: Any) -> Patient:
        """A patient in São Paulo."""
        account = self._account(Role.PATIENT)
        patient = Patient(id=account.id, name=name, **more)

        async def work(tx: Transaction) -> None:
            tx.add(account)
            tx.add(patient)

        await self.database.write(work)
        return patient

    async def slot(
        self, doctor: Doctor, starts_at: datetime | timedelta = timedelta(days=1), minutes: int = 50
    ) -> Slot:
        """A free slot; `starts_at` may be counted from now."""
        start = self.now + starts_at if isinstance(starts_at, timedelta) else starts_at
        slot = Slot(
            doctor_id=doctor.id,
            starts_at=start,
            ends_at=start + timedelta(minutes=minutes),
            origin=Origin.EXTRA,
        )

        async def work(tx: Transaction) -> None:
            tx.add(slot)
            await refresh_next_slot(tx, doctor.id, self.now)

        await self.database.write(work)
        return slot

    async def slots(self, doctor: Doctor, count: int, first: timedelta = timedelta(days=1)) -> list[Slot]:
        """Free slots, an hour apart."""
        return [await self.slot(doctor, first + timedelta(hours=n)) for n in range(count)]

    async def book(self, slot: Slot, patient: Patient, now: datetime | None = None, **request: Any) -> UUID:
        """The id of a pending appointment."""
        booking = Booking(slot.id, **request)
        return await self.database.write(
            lambda tx: book_appointment(tx, patient.id, booking, Terms(), now or self.now)
        )

    async def integrator(self, *scopes: Scope, name: str | None = None, **more: Any) -> Integrator:
        """A partner's program with these scopes, or with all."""
        values: dict[str, Any] = {
            "secret_since": self.now,
            "created_at": self.now,
            "scopes": written(scopes or Scope),
        } | more
        integrator = Integrator(name=name or f"Partner {new_id()}", **values)

        async def work(tx: Transaction) -> None:
            tx.add(integrator)

        await self.database.write(work)
        return integrator

    async def grant(self, doctor: Doctor, integrator: Integrator) -> None:
        """The doctor lets the partner do what it may."""
        await self.database.write(lambda tx: grant_integrator(tx, doctor.id, integrator.id, self.now))

    async def enrolled(self, integrator: Integrator, name: str = "Clara Reis") -> Patient:
        """A patient whom the partner registered."""
        patient = await self.patient(name)
        enrolment = Enrolment(integrator_id=integrator.id, patient_id=patient.id, created_at=self.now)

        async def work(tx: Transaction) -> None:
            tx.add(enrolment)

        await self.database.write(work)
        return patient

    async def administrator(self, name: str = "Olga Nunes") -> UUID:
        """Somebody of the operator."""
        email = f"{new_id().hex}@example.com"
        return await self.database.write(lambda tx: add_administrator(tx, name, email, "x", self.now))

    async def row(self, table: str, id: UUID) -> Any:
        """The row as it stands."""
        async with self.database._reader.acquire() as connection:
            return await connection.fetchrow(f"SELECT * FROM {table} WHERE id = $1", id)

    async def fetch(self, sql: str, *values: Any) -> list[Any]:
        """Rows of any statement that reads."""
        async with self.database._reader.acquire() as connection:
            return list(await connection.fetch(sql, *values))

    def _account(self, role: Role) -> Account:
        id = new_id()
        return Account(
            id=id,
            role=role,
            cpf=id.hex[-22:],
            email=f"{id.hex}@example.com",
            created_at=self.now,
            locale="pt-BR",
        )
