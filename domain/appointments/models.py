"""Appointments, the history of their steps, and the keys that make a retried booking book once."""

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index, literal_column, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlmodel import Field

from domain.columns import Table, digest, identifier, instant, one_of, optional_instant, optional_word, word


class AppointmentStatus(StrEnum):
    """Where an appointment stands; FHIR's words are in docs/glossary.md."""

    PENDING = "PENDING"
    CONFIRMED = "CONFIRMED"
    DECLINED = "DECLINED"
    EXPIRED = "EXPIRED"
    CANCELLED = "CANCELLED"
    COMPLETED = "COMPLETED"
    NO_SHOW = "NO_SHOW"


LIVE: Final = (AppointmentStatus.PENDING, AppointmentStatus.CONFIRMED)
"""The statuses in which an appointment keeps its slot and its patient busy."""


class Party(StrEnum):
    """Who took a step."""

    PATIENT = "PATIENT"
    DOCTOR = "DOCTOR"
    SYSTEM = "SYSTEM"


class Appointment(Table, table=True):
    """A visit. Its times are its slot's, kept here too so that the database can judge overlaps."""

    __tablename__ = "appointments"
    __table_args__ = (
        one_of("status", AppointmentStatus, "appointments_status_known"),
        one_of("closed_by", Party, "appointments_closed_by_known"),
        CheckConstraint(
            "(status IN ('PENDING', 'CONFIRMED')) = (closed_at IS NULL)",
            name="appointments_closed_when_not_live",
        ),
        CheckConstraint(
            "(status = 'PENDING') = (expires_at IS NOT NULL)", name="appointments_pending_expires"
        ),
        Index(
            "appointments_one_live_per_slot",
            "slot_id",
            unique=True,
            postgresql_where=text("status IN ('PENDING', 'CONFIRMED')"),
        ),
        ExcludeConstraint(
            ("patient_id", "="),
            (literal_column("tstzrange(starts_at, ends_at)"), "&&"),
            name="appointments_of_a_patient_never_overlap",
            using="gist",
            where=text("status IN ('PENDING', 'CONFIRMED')"),
        ),
        Index("appointments_by_patient", "patient_id", "starts_at", "id"),
        Index("appointments_by_doctor", "doctor_id", "starts_at", "id"),
        Index("appointments_to_expire", "expires_at", postgresql_where=text("status = 'PENDING'")),
    )
    id: UUID = identifier()
    slot_id: UUID = Field(foreign_key="slots.id")
    doctor_id: UUID = Field(foreign_key="doctors.id")
    patient_id: UUID = Field(foreign_key="patients.id")
    starts_at: datetime = instant()
    ends_at: datetime = instant()
    status: AppointmentStatus = word(AppointmentStatus.PENDING)
    reason: str | None = Field(default=None)
    fee_cents: int = Field(description="The price when it was booked, in centavos of BRL.")
    created_at: datetime = instant()
    expires_at: datetime | None = optional_instant()
    confirmed_at: datetime | None = optional_instant()
    closed_at: datetime | None = optional_instant()
    closed_by: Party | None = optional_word()
    closed_reason: str | None = Field(default=None)
    rescheduled_from_id: UUID | None = Field(default=None, foreign_key="appointments.id")


class AppointmentStep(Table, table=True):
    """One step of an appointment's life: who, when, from, to, why. Never changed, never deleted."""

    __tablename__ = "appointment_steps"
    __table_args__ = (
        one_of("party", Party, "appointment_steps_party_known"),
        Index("appointment_steps_by_appointment", "appointment_id", "id"),
    )
    id: int | None = Field(
        default=None, sa_type=BigInteger, sa_column_args=(Identity(always=True),), primary_key=True
    )
    appointment_id: UUID = Field(foreign_key="appointments.id")
    at: datetime = instant()
    party: Party = word()
    account_id: UUID | None = Field(default=None, foreign_key="accounts.id")
    integrator_id: UUID | None = Field(default=None, foreign_key="integrators.id")
    from_status: AppointmentStatus | None = optional_word()
    to_status: AppointmentStatus = word()
    reason: str | None = Field(default=None)


class IdempotencyKey(Table, table=True):
    """A patient's key was used for this input and gave this appointment."""

    __tablename__ = "idempotency_keys"
    patient_id: UUID = Field(primary_key=True, foreign_key="patients.id")
    key: str = Field(primary_key=True)
    fingerprint: bytes = digest()
    appointment_id: UUID = Field(foreign_key="appointments.id")
    created_at: datetime = instant(index=True)
