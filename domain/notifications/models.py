"""Notifications: rows of ids. What a message says is read from the tables when it is sent."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from domain.appointments.models import Party
from domain.columns import Table, identifier, instant, one_of, optional_instant, word


class NotificationKind(StrEnum):
    """Who is told, and what; workers/templates/ has one text for each, in each language."""

    DOCTOR_BOOKED = "DOCTOR_BOOKED"
    DOCTOR_CANCELLED = "DOCTOR_CANCELLED"
    DOCTOR_RESCHEDULED = "DOCTOR_RESCHEDULED"
    PATIENT_RECEIVED = "PATIENT_RECEIVED"
    PATIENT_CONFIRMED = "PATIENT_CONFIRMED"
    PATIENT_DECLINED = "PATIENT_DECLINED"
    PATIENT_EXPIRED = "PATIENT_EXPIRED"
    PATIENT_CANCELLED = "PATIENT_CANCELLED"
    PATIENT_RESCHEDULED = "PATIENT_RESCHEDULED"
    PATIENT_REMINDER_DAY = "PATIENT_REMINDER_DAY"
    PATIENT_REMINDER_HOUR = "PATIENT_REMINDER_HOUR"

    @property
    def receiver(self) -> Party:
        """Who is told."""
        return Party(self.partition("_")[0])

    @property
    def matter(self) -> str:
        """What is told, e.g. `reminder_day`."""
        return self.partition("_")[2].lower()


class NotificationStatus(StrEnum):
    """What became of it."""

    DUE = "DUE"
    """To be sent at its time, or once more."""
    SENT = "SENT"
    OBSOLETE = "OBSOLETE"
    """It had become untrue before it could be sent."""
    DEAD = "DEAD"
    """Refused for good, or tried often enough; somebody of the operator may queue it again."""


class Notification(Table, table=True):
    """One message to one person. A row that is DUE is enough for it to be sent, whatever else is lost."""

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("dedupe_key", name="notifications_once"),
        one_of("kind", NotificationKind, "notifications_kind_known"),
        one_of("status", NotificationStatus, "notifications_status_known"),
        CheckConstraint("(status = 'SENT') = (sent_at IS NOT NULL)", name="notifications_sent_at_known"),
        CheckConstraint("status = 'DUE' OR leased_until IS NULL", name="notifications_leased_only_while_due"),
        Index("notifications_to_send", "next_attempt_at", "id", postgresql_where=text("status = 'DUE'")),
        Index("notifications_dead", "id", postgresql_where=text("status = 'DEAD'")),
        Index("notifications_by_age", "created_at", postgresql_using="brin"),
    )
    id: UUID = identifier()
    kind: NotificationKind = word()
    account_id: UUID = Field(foreign_key="accounts.id", description="Who receives it.")
    appointment_id: UUID = Field(foreign_key="appointments.id")
    dedupe_key: str = Field(description="The same for the same message, however often it is asked for.")
    due_at: datetime = instant()
    status: NotificationStatus = word(NotificationStatus.DUE)
    attempts: int = Field(default=0, description="How often somebody set out to send it.")
    next_attempt_at: datetime = instant()
    leased_until: datetime | None = optional_instant()
    last_error: str | None = Field(default=None, description="An error's name or code, never its message.")
    created_at: datetime = instant()
    sent_at: datetime | None = optional_instant()
    trace: str | None = Field(default=None, description="Where the trace of what it tells of goes on.")
