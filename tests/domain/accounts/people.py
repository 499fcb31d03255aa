"""People who register and sign in, each a new one."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from validate_docbr import CPF

from domain.accounts.sign_in import SignedIn, sign_in
from domain.doctors.register import DoctorRegistration, register_doctor
from domain.doctors.register import validated as validated_doctor
from domain.passwords import Passwords
from domain.patients.register import PatientRegistration, register_patient
from domain.patients.register import validated as validated_patient
from infra.database import Database

PASSWORD: Final = "correct horse battery"


def a_patient(**more: Any) -> PatientRegistration:
    """A form that a patient filled in well, but for `more`."""
    values: dict[str, Any] = {
        "name": "Bruno Lima",
        "cpf": CPF().generate(mask=True),
        "email": f"{secrets.token_hex(8)}@example.com",
        "password": PASSWORD,
        "accepts_terms": True,
    }
    return PatientRegistration(**values | more)


def a_doctor(**more: Any) -> DoctorRegistration:
    """A form that a doctor filled in well, but for `more`."""
    values: dict[str, Any] = {
        "name": "Ana Souza",
        "cpf": CPF().generate(mask=True),
        "email": f"{secrets.token_hex(8)}@example.com",
        "password": PASSWORD,
        "accepts_terms": True,
        "crm_number": str(1 + secrets.randbelow(10**9)),
        "crm_state": "SP",
        "specialties": ("cardiology",),
        "fee_cents": 25_000,
        "city": "São Paulo",
        "state": "SP",
    }
    return DoctorRegistration(**values | more)


@dataclass
class QuickPasswords:
    """Hashes nothing, so that tests about something else do not wait; keeps what it was asked to verify."""

    asked: list[tuple[str | None, str]] = field(default_factory=list)

    async def hash(self, password: str) -> str:
        return f"quick:{password}"

    async def verify(self, hashed: str | None, password: str) -> bool:
        self.asked.append((hashed, password))
        return hashed == f"quick:{password}"


@dataclass
class Door:
    """Where one registers and signs in, from an address that nobody else has."""

    database: Database
    now: datetime
    passwords: Passwords = field(default_factory=QuickPasswords)
    address: str = field(default_factory=lambda: f"unix:{secrets.token_hex(8)}")

    async def patient(self, form: PatientRegistration | None = None) -> UUID:
        """Register, as the edge does it: the form, the password, the transaction."""
        valid = validated_patient(form or a_patient())
        hashed = await self.passwords.hash(valid.password)
        return await self.database.write(lambda tx: register_patient(tx, valid, hashed, self.now))

    async def doctor(self, form: DoctorRegistration | None = None, *, auto_verify: bool = True) -> UUID:
        """Register, as the edge does it: the form, the password, the transaction."""
        typed = form or a_doctor()
        valid = await self.database.write(lambda tx: validated_doctor(tx, typed))
        hashed = await self.passwords.hash(valid.password)
        return await self.database.write(
            lambda tx: register_doctor(tx, valid, hashed, self.now, auto_verify=auto_verify)
        )

    async def enter(
        self, identifier: str, password: str = PASSWORD, *, now: datetime | None = None, address: str = ""
    ) -> SignedIn:
        """Sign in."""
        return await sign_in(
            self.database, self.passwords, identifier, password, address or self.address, now or self.now
        )
