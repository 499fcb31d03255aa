"""Facts of a visit, made up without a database."""

from datetime import UTC, datetime, timedelta
from email.headerregistry import Address
from typing import Any
from uuid import UUID

from domain.appointments.models import AppointmentStatus, Party
from domain.notifications.models import NotificationKind
from domain.notifications.read import Facts
from infra.letter import Letter
from workers.letters import Desk

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
DESK = Desk("https://healthmed.example", Address("Health&Med", addr_spec="nao-responda@healthmed.example"))
VISIT = UUID("0193e000-0000-7000-8000-000000000001")
FIRST = UUID("0193e000-0000-7000-8000-000000000002")
MESSAGE = UUID("0193e000-0000-7000-8000-000000000003")
WHY = "Surgiu uma emergência no hospital.\nPeço desculpas pela mudança!"
STANDS: dict[str, dict[str, Any]] = {
    "booked": {},
    "received": {},
    "rescheduled": {"moved_from_at": NOW + timedelta(days=3), "was_confirmed": True, "sequence": 4},
    "confirmed": {"status": AppointmentStatus.CONFIRMED, "was_confirmed": True, "sequence": 2},
    "reminder_day": {"status": AppointmentStatus.CONFIRMED, "was_confirmed": True},
    "reminder_hour": {
        "status": AppointmentStatus.CONFIRMED,
        "was_confirmed": True,
        "starts_at": NOW + timedelta(hours=1),
    },
    "declined": {"status": AppointmentStatus.DECLINED, "closed_by": Party.DOCTOR, "closed_reason": WHY},
    "expired": {"status": AppointmentStatus.EXPIRED, "closed_by": Party.SYSTEM},
    "cancelled": {
        "status": AppointmentStatus.CANCELLED,
        "closed_reason": WHY,
        "was_confirmed": True,
        "sequence": 3,
    },
}
"""How the visit stands when a message of that matter is sent."""


def facts_of(kind: NotificationKind, locale: str = "pt-BR", **changes: Any) -> Facts:
    """What a message of this kind is sent about, cancelled by the other party."""
    other = Party.PATIENT if kind.receiver is Party.DOCTOR else Party.DOCTOR
    closed = {"closed_by": other} if kind.matter == "cancelled" else {}
    values: dict[str, Any] = {
        "kind": kind,
        "holds": True,
        "address": "bruno.lima@example.com",
        "locale": locale,
        "appointment_id": VISIT,
        "status": AppointmentStatus.PENDING,
        "starts_at": NOW + timedelta(days=1),
        "closed_by": None,
        "closed_reason": None,
        "doctor_name": "Ana Souza",
        "doctor_time_zone": "America/Sao_Paulo",
        "patient_name": "Bruno Lima",
        "patient_time_zone": "America/Sao_Paulo",
        "moved_from_at": None,
        "series_id": FIRST,
        "sequence": 1,
        "was_confirmed": False,
    }
    values |= STANDS[kind.matter] | closed | changes
    pending = values["status"] is AppointmentStatus.PENDING
    values.setdefault("ends_at", values["starts_at"] + timedelta(minutes=50))
    values.setdefault("expires_at", values["starts_at"] - timedelta(hours=2) if pending else None)
    return Facts(**values)


def letter_of(kind: NotificationKind, locale: str = "pt-BR", **changes: Any) -> Letter:
    """The letter that would be sent."""
    return DESK.write(MESSAGE, facts_of(kind, locale, **changes), NOW)
