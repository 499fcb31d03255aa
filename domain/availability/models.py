"""The weekly template and the absences."""

from datetime import datetime, time
from enum import IntEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from domain.columns import Table, identifier, instant


class Weekday(IntEnum):
    """ISO 8601's weekdays, counted as `date.weekday()` counts them."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


class AvailabilityRule(Table, table=True):
    """Every week on `weekday`, in the doctor's time zone: visits with gaps between them."""

    __tablename__ = "availability_rules"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="availability_rules_weekday_known"),
        CheckConstraint("visit_minutes > 0 AND gap_minutes >= 0", name="availability_rules_minutes_positive"),
    )
    id: UUID = identifier()
    doctor_id: UUID = Field(foreign_key="doctors.id", index=True)
    weekday: int
    starts_at: time
    ends_at: time = Field(description="00:00 is midnight, the end of the day.")
    visit_minutes: int
    gap_minutes: int


class Absence(Table, table=True):
    """The doctor is away in [starts_at, ends_at)."""

    __tablename__ = "absences"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="absences_end_after_start"),
        Index("absences_by_doctor", "doctor_id", "starts_at"),
    )
    id: UUID = identifier()
    doctor_id: UUID = Field(foreign_key="doctors.id")
    starts_at: datetime = instant()
    ends_at: datetime = instant()
    note: str | None = Field(default=None)
