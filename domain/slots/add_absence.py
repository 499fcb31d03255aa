"""Be away for a time."""

from datetime import datetime
from uuid import UUID

from domain.availability.models import Absence
from domain.availability.rules import must_be_an_absence, trimmed
from domain.locks import lock
from domain.slots.events import SlotWithdrawn, record_slots
from domain.slots.next_slot import refresh_next_slot
from domain.slots.queries import WITHDRAW_ABSENT
from domain.transaction import Transaction


async def add_absence(
    tx: Transaction, doctor_id: UUID, starts_at: datetime, ends_at: datetime, note: str | None, now: datetime
) -> UUID:
    """InvalidInput, or the absence's id: every slot ahead that overlaps it and is not booked is withdrawn.

    A hold is no booking: a held slot is withdrawn as well, and whoever held it is told SlotNotFound when
    booking. Booked visits stay; the doctor decides on each (domain/appointments).
    """
    note = trimmed(note)
    must_be_an_absence(starts_at, ends_at, note, now)
    await lock(tx, doctor_id)
    absence = Absence(doctor_id=doctor_id, starts_at=starts_at, ends_at=ends_at, note=note)
    tx.add(absence)
    times = {"starts_at": starts_at, "ends_at": ends_at}
    withdrawn = await tx.rows(WITHDRAW_ABSENT, doctor_id=doctor_id, now=now, **times)
    await record_slots(tx, SlotWithdrawn, doctor_id, withdrawn, now)
    await refresh_next_slot(tx, doctor_id, now)
    return absence.id
