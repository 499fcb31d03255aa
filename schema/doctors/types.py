"""Doctors, their specialties, and the pages of them."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import case, select
from sqlmodel import col

from domain.doctors import models as rows
from domain.slots import models as slot_rows
from planner.sources import Asking, Rejected
from schema.connections import PageInfo
from schema.declare import Within, column, many, published, value

if TYPE_CHECKING:
    from schema.slots.types import Slot

MOST_DAYS = 31
"""The longest stretch of free slots that one answer holds."""


def _name(specialty: type[rows.Specialty], asking: Asking) -> Any:
    return case((asking.locale == "en", specialty.name_en), else_=specialty.name_pt)


@published(rows.Specialty)
class Specialty:
    """A specialty, named in the viewer's language."""

    code: str = column(rows.Specialty.code)
    name: str = value(_name)


def _specialties(doctor: type[rows.Doctor], specialty: type[rows.Specialty], _: Asking) -> Any:
    practised = rows.DoctorSpecialty
    return (
        select(specialty)
        .join(practised, col(practised.specialty_code) == col(specialty.code))
        .where(col(practised.doctor_id) == doctor.id)
        .order_by(col(practised.place))
    )


def _free(doctor: type[rows.Doctor], slot: type[slot_rows.Slot], asking: Asking) -> Any:
    return (
        select(slot)
        .where(col(slot.doctor_id) == doctor.id, slot_rows.is_free(slot, asking.now))
        .order_by(col(slot.starts_at))
    )


def _next_slots(
    doctor: type[rows.Doctor],
    slot: type[slot_rows.Slot],
    asking: Asking,
    *,
    first: Annotated[int, Within(1, 10)] = 3,
) -> Any:
    return _free(doctor, slot, asking).limit(first)


def _slots(
    doctor: type[rows.Doctor], slot: type[slot_rows.Slot], asking: Asking, *, from_: datetime, to: datetime
) -> Any:
    return _free(doctor, slot, asking).where(col(slot.starts_at) >= from_, col(slot.starts_at) < to)


def _at_most_a_month(arguments: Any) -> None:
    """`to` comes after `from`, and not more than 31 days after."""
    if not timedelta(0) < arguments["to"] - arguments["from_"] <= timedelta(days=MOST_DAYS):
        raise Rejected(
            f"'to' must be after 'from', by at most {MOST_DAYS} days.", "BAD_USER_INPUT", argument="to"
        )


@published(rows.Doctor)
class Doctor:
    """A doctor, as patients see one."""

    id: strawberry.ID = column(rows.Doctor.id)
    name: str = column(rows.Doctor.name)
    crm_number: str = column(rows.Doctor.crm_number)
    crm_state: str = column(rows.Doctor.crm_state, description="Two letters, e.g. SP.")
    specialties: list[Specialty] = many(_specialties)
    bio: str = column(rows.Doctor.bio)
    city: str = column(rows.Doctor.city)
    state: str = column(rows.Doctor.state)
    time_zone: str = column(rows.Doctor.time_zone, description="IANA name, e.g. America/Sao_Paulo.")
    fee_cents: int = column(
        rows.Doctor.fee_cents, description="The price of one consultation, in centavos of BRL."
    )
    next_slots: list[Annotated["Slot", strawberry.lazy("schema.slots.types")]] = many(
        _next_slots, description="The earliest free slots from now on; `first` is 1 to 10."
    )
    slots: list[Annotated["Slot", strawberry.lazy("schema.slots.types")]] = many(
        _slots,
        check=_at_most_a_month,
        description="Free slots that start in [from, to), soonest first; at most 31 days.",
    )


@strawberry.type
class DoctorEdge:
    """A doctor and its place in the list."""

    node: Doctor
    cursor: str


@strawberry.type
class DoctorConnection:
    """A page of doctors."""

    nodes: list[Doctor]
    edges: list[DoctorEdge]
    page_info: PageInfo


@strawberry.enum
class DoctorOrder(StrEnum):
    """How doctors are sorted: by their next free slot, by price, by name."""

    NEXT_SLOT = "NEXT_SLOT"
    FEE = "FEE"
    NAME = "NAME"


@strawberry.input
class DoctorFilter:
    """Which doctors; all conditions must hold."""

    text: str | None = strawberry.field(
        default=None,
        description="Matches names, cities and specialties, without accents or case, tolerant of a typo.",
    )
    specialty: str | None = strawberry.field(default=None, description="A specialty's code.")
    city: str | None = None
    state: str | None = None
    max_fee_cents: int | None = None
    free_from: datetime | None = strawberry.field(
        default=None, description="Only doctors with a free slot that starts in [freeFrom, freeTo)."
    )
    free_to: datetime | None = None
