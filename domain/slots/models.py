"""Slots."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, Index, and_, literal_column, or_, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlmodel import Field

from domain.columns import Table, identifier, instant, one_of, optional_instant, optional_word, word


class SlotStatus(StrEnum):
    """What a slot is. HELD is never stored: it is FREE with a hold that has not lapsed."""

    FREE = "FREE"
    HELD = "HELD"
    BUSY = "BUSY"
    WITHDRAWN = "WITHDRAWN"


class Origin(StrEnum):
    """Why a slot exists: the weekly template made it, or the doctor published it by hand."""

    TEMPLATE = "TEMPLATE"
    EXTRA = "EXTRA"


class Withdrawal(StrEnum):
    """Why a slot was taken back: by the doctor's hand, for an absence, or because the template changed."""

    DOCTOR = "DOCTOR"
    ABSENCE = "ABSENCE"
    TEMPLATE = "TEMPLATE"


class Slot(Table, table=True):
    """A time [starts_at, ends_at) that a doctor offers for one visit."""

    __tablename__ = "slots"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="slots_end_after_start"),
        CheckConstraint("status IN ('FREE', 'BUSY', 'WITHDRAWN')", name="slots_status_known"),
        CheckConstraint("(held_by IS NULL) = (held_until IS NULL)", name="slots_hold_whole"),
        one_of("origin", Origin, "slots_origin_known"),
        one_of("withdrawn_for", Withdrawal, "slots_withdrawal_known"),
        ExcludeConstraint(
            ("doctor_id", "="),
            (literal_column("tstzrange(starts_at, ends_at)"), "&&"),
            name="slots_of_a_doctor_never_overlap",
            using="gist",
            where=text("status <> 'WITHDRAWN'"),
        ),
        Index("slots_free", "doctor_id", "starts_at", postgresql_where=text("status = 'FREE'")),
        Index(
            "slots_withdrawn",
            "doctor_id",
            text("tstzrange(starts_at, ends_at)"),
            postgresql_using="gist",
            postgresql_where=text("status = 'WITHDRAWN'"),
        ),
        Index(
            "slots_one_hold_per_patient", "held_by", unique=True, postgresql_where=text("held_by IS NOT NULL")
        ),
    )
    id: UUID = identifier()
    doctor_id: UUID = Field(foreign_key="doctors.id")
    starts_at: datetime = instant()
    ends_at: datetime = instant()
    status: SlotStatus = word(SlotStatus.FREE)
    origin: Origin = word()
    withdrawn_for: Withdrawal | None = optional_word()
    held_by: UUID | None = Field(default=None, foreign_key="patients.id")
    held_until: datetime | None = optional_instant()


def is_held(slot: type[Slot], now: Any) -> ColumnElement[bool]:
    """Somebody keeps it to oneself, and the hold has not lapsed."""
    return and_(slot.status == SlotStatus.FREE, slot.held_until > now)  # type: ignore[arg-type]


def is_free(slot: type[Slot], now: Any) -> ColumnElement[bool]:
    """Ahead, and neither booked, withdrawn nor held: anybody may book it."""
    lapsed = or_(slot.held_until.is_(None), slot.held_until <= now)  # type: ignore[union-attr]
    return and_(slot.status == SlotStatus.FREE, slot.starts_at > now, lapsed)  # type: ignore[arg-type]
