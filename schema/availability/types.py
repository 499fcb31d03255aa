"""The weekly template and the absences of the doctor who is signed in."""

from datetime import datetime, time
from typing import Any

import strawberry
from sqlalchemy import case, select
from sqlmodel import col

from domain.availability import models as rows
from domain.doctors.models import Doctor
from domain.viewer import AdministratorViewer, Anonymous, DoctorViewer, IntegratorViewer, PatientViewer
from planner.sources import Asking
from schema.access import Access
from schema.declare import column, many, one, published, value

DOCTORS_OWN = Access(
    (DoctorViewer,), partner=True, nothing=(Anonymous, PatientViewer, AdministratorViewer, IntegratorViewer)
)
strawberry.enum(rows.Weekday)


def _weekday(rule: type[rows.AvailabilityRule], _: Asking) -> Any:
    return case({day.value: day.name for day in rows.Weekday}, value=col(rule.weekday))


@published(rows.AvailabilityRule)
class AvailabilityRule:
    """Every week on `weekday`, in the doctor's time zone: visits of `visitMinutes`, `gapMinutes` apart."""

    weekday: rows.Weekday = value(_weekday)
    starts_at: time = column(rows.AvailabilityRule.starts_at)
    ends_at: time = column(rows.AvailabilityRule.ends_at)
    visit_minutes: int = column(rows.AvailabilityRule.visit_minutes)
    gap_minutes: int = column(rows.AvailabilityRule.gap_minutes)


@published(rows.Absence)
class Absence:
    """The doctor is away in [startsAt, endsAt)."""

    id: strawberry.ID = column(rows.Absence.id)
    starts_at: datetime = column(rows.Absence.starts_at)
    ends_at: datetime = column(rows.Absence.ends_at)
    note: str | None = column(rows.Absence.note)


def _rules(doctor: type[Doctor], rule: type[rows.AvailabilityRule], _: Asking) -> Any:
    mine = select(rule).where(col(rule.doctor_id) == doctor.id)
    return mine.order_by(col(rule.weekday), col(rule.starts_at))


def _absences(doctor: type[Doctor], absence: type[rows.Absence], asking: Asking) -> Any:
    mine = select(absence).where(col(absence.doctor_id) == doctor.id, col(absence.ends_at) > asking.now)
    return mine.order_by(col(absence.starts_at), col(absence.id))


def _oneself(doctor: type[Doctor], asking: Asking) -> Any:
    return col(doctor.id) == asking.viewer_id


@published(Doctor, visible=_oneself)
class Availability:
    """When the doctor works: the weekly template, and the absences that are not over."""

    rules: list[AvailabilityRule] = many(_rules)
    absences: list[Absence] = many(_absences)


def _availability(doctor: type[Doctor], _: Asking) -> Any:
    return select(doctor)


@strawberry.type
class AvailabilityQueries:
    """What a doctor asks about his or her own time."""

    availability: Availability | None = one(
        _availability,
        access=DOCTORS_OWN,
        description="The weekly template of the doctor who is signed in; null to anybody else.",
    )
