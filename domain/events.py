"""The event log: what happened, written in the transaction of the change that it tells of.

Ids only, never health data (docs/decisions, "The event log is the truth"). A relay numbers the rows in the
order in which it publishes them; until then `position` is NULL.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import BigInteger, Index, String, Uuid, bindparam, insert, select, text
from sqlmodel import Field

from domain.arrays import given
from domain.columns import Instant, Table, identifier, instant, new_id
from domain.transaction import Transaction


class EventRow(Table, table=True):
    """One event as it is stored."""

    __tablename__ = "events"
    __table_args__ = (
        Index("events_by_position", "position", unique=True, postgresql_where=text("position IS NOT NULL")),
        Index("events_of_doctor", "doctor_id", "position", postgresql_where=text("position IS NOT NULL")),
        Index("events_of_patient", "patient_id", "position", postgresql_where=text("position IS NOT NULL")),
        Index("events_unpublished", "id", postgresql_where=text("position IS NULL")),
    )
    id: UUID = identifier()
    position: int | None = Field(default=None, sa_type=BigInteger)
    kind: str
    at: datetime = instant()
    doctor_id: UUID
    patient_id: UUID | None = Field(default=None)
    appointment_id: UUID | None = Field(default=None)
    slot_id: UUID | None = Field(default=None)
    trace: str | None = Field(default=None, description="Where the trace of what caused it goes on.")


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened; subclasses stand in each noun's events.py, in the past tense."""

    doctor_id: UUID
    patient_id: UUID | None = None
    appointment_id: UUID | None = None
    slot_id: UUID | None = None


def record(tx: Transaction, event: Event, now: datetime) -> None:
    """Keep the event; it stands or falls with the transaction."""
    tx.add(EventRow(kind=type(event).__name__, at=now, trace=tx.trace, **vars(event)))


TOLD: Final = given(
    "told", id=Uuid, kind=String, doctor_id=Uuid, patient_id=Uuid, appointment_id=Uuid, slot_id=Uuid
)
RECORD_ALL: Final = insert(EventRow).from_select(
    [*TOLD.c.keys(), "at", "trace"],
    select(*TOLD.c, bindparam("at", type_=Instant), bindparam("trace", type_=String)),
)


async def record_all(tx: Transaction, events: Sequence[Event], now: datetime) -> None:
    """Keep many events, in their order, in one statement: for what changes weeks of time at once."""
    if not events:
        return
    await tx.run(
        RECORD_ALL,
        id=[new_id() for _ in events],
        kind=[type(event).__name__ for event in events],
        doctor_id=[event.doctor_id for event in events],
        patient_id=[event.patient_id for event in events],
        appointment_id=[event.appointment_id for event in events],
        slot_id=[event.slot_id for event in events],
        at=now,
        trace=tx.trace,
    )
