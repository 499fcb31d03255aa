"""Which doctors have days within the horizon whose slots are missing."""

from datetime import datetime
from typing import Final
from uuid import UUID

from domain.slots.queries import BEHIND
from domain.transaction import Transaction

FIRST: Final = UUID(int=0)


async def list_doctors_behind(
    tx: Transaction, horizon_days: int, now: datetime, *, after: UUID = FIRST, most: int = 500
) -> list[UUID]:
    """The next batch, by id; `after` is the last one of the batch before, so one that fails is passed by."""
    rows = await tx.rows(BEHIND, horizon_days=horizon_days, now=now, after=after, most=most)
    return [row.id for row in rows]
