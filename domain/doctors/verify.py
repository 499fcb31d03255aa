"""Verify a doctor."""

from datetime import datetime

from domain.accounts.rules import parse_crm
from domain.doctors import queries
from domain.doctors.errors import DoctorNotFound
from domain.doctors.models import Doctor
from domain.transaction import Transaction


async def verify_doctor(tx: Transaction, crm: str, now: datetime) -> Doctor:
    """The doctor, whom patients find from now on; twice is the same as once. Refuses with DoctorNotFound."""
    parsed = parse_crm(crm)
    found = await tx.rows(queries.VERIFY, **parsed._asdict(), now=now) if parsed else []
    if not found:
        raise DoctorNotFound
    doctor: Doctor = found[0]
    return doctor
