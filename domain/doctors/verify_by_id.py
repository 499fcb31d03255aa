"""Verify a doctor whom an administrator sees in a list."""

from datetime import datetime
from uuid import UUID

from domain.doctors import queries
from domain.doctors.errors import DoctorNotFound
from domain.transaction import Transaction


async def verify_doctor_by_id(tx: Transaction, doctor_id: UUID, now: datetime) -> None:
    """Patients find the doctor from now on; twice is the same as once.

    Refuses with DoctorNotFound, also for a doctor whose account is disabled.
    """
    if not await tx.rows(queries.VERIFY_BY_ID, doctor_id=doctor_id, now=now):
        raise DoctorNotFound
