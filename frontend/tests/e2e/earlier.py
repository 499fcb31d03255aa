"""What happened before a browser test began, lived through the clinic's use cases as it would have been then.

    python -m frontend.tests.e2e.earlier DATA visit DOCTOR PATIENT MINUTES   # a confirmed one that began then
    python -m frontend.tests.e2e.earlier DATA hold SLOT PATIENT              # one that has lapsed

DATA is the clinic's data folder. Prints the id of the visit.
"""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from domain.appointments.book import Booking, book_appointment
from domain.appointments.confirm import confirm_appointment
from domain.availability.rules import Visit
from domain.slots.hold import HOLD_FOR, hold_slot
from domain.slots.publish import publish_slots
from domain.terms import Terms
from domain.transaction import Transaction
from infra.database import Database

DAY: Final = timedelta(days=1)
LASTS: Final = timedelta(minutes=50)
SOCKETS_LINE: Final = 4
"""Of postmaster.pid: the folder in which the server of a data folder listens."""


async def visit(tx: Transaction, doctor: str, patient: str, minutes: str) -> UUID:
    """Published two days before it began, booked a day before, confirmed an hour later."""
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    began = now - timedelta(minutes=int(minutes))
    doctor_id, patient_id = UUID(doctor), UUID(patient)
    (slot_id,) = await publish_slots(tx, doctor_id, [Visit(began, began + LASTS)], began - 2 * DAY)
    booking = Booking(slot_id, "Retorno com os resultados dos exames.")
    booked = await book_appointment(tx, patient_id, booking, Terms(), began - DAY)
    return await confirm_appointment(tx, doctor_id, booked, began - DAY + timedelta(hours=1))


async def hold(tx: Transaction, slot: str, patient: str) -> datetime:
    """As if it had been asked for a little more than its length ago."""
    return await hold_slot(tx, UUID(patient), UUID(slot), datetime.now(UTC) - HOLD_FOR - timedelta(seconds=1))


async def main(data: str, what: str, *given: str) -> None:
    """Do it in one transaction."""
    sockets = (Path(data) / "postgres" / "postmaster.pid").read_text().splitlines()[SOCKETS_LINE]
    url = f"postgresql://postgres@/healthmed?host={sockets}"
    use_case = {"visit": visit, "hold": hold}[what]
    async with Database(url, read_pool=1, write_pool=1) as database:
        print(await database.write(lambda tx: use_case(tx, *given)))  # noqa: T201 - what the test reads


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
