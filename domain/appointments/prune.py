"""Forget idempotency keys that nobody will repeat."""

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, delete
from sqlmodel import col

from domain.appointments.models import IdempotencyKey
from domain.transaction import Transaction

PRUNE: Final = delete(IdempotencyKey).where(col(IdempotencyKey.created_at) < bindparam("before"))


async def prune_keys(tx: Transaction, before: datetime) -> int:
    """Delete the keys used before that instant; how many they were. The appointments stay."""
    return await tx.run(PRUNE, before=before)
