"""Finding doctors: the public part of the contract."""

from typing import Any

import strawberry
from sqlalchemy import Text, cast, exists, func, select
from sqlmodel import col

from domain.doctors import models as rows
from domain.slots import models as slot_rows
from planner.sources import Asking, Rejected, Sorted
from schema.access import THE_PUBLIC
from schema.declare import many, one, page
from schema.doctors.types import Doctor, DoctorConnection, DoctorFilter, DoctorOrder, Specialty


def _specialties(specialty: type[rows.Specialty], asking: Asking) -> Any:
    return select(specialty).order_by(col(specialty.name_pt).collate("C"))


def _doctor(doctor: type[rows.Doctor], asking: Asking, *, id: strawberry.ID) -> Any:
    seen = col(doctor.verified_at).is_not(None) | (col(doctor.id) == asking.viewer_id)
    return select(doctor).where(col(doctor.id) == id, seen)


def _matches(doctor: type[rows.Doctor], text: Any) -> Any:
    """Every word of the text is one of the doctor's, give or take a typo (docs/decisions/0009)."""
    wanted = select(func.search_for(cast(text, Text))).scalar_subquery()
    return func.array_to_tsvector(func.words_of(col(doctor.search_text))).op("@@")(wanted)


def _is_free(doctor: type[rows.Doctor], filter: DoctorFilter, asking: Asking) -> Any:
    slot = slot_rows.Slot
    begins = [col(slot.starts_at) >= filter.free_from] if filter.free_from is not None else []
    ends = [col(slot.starts_at) < filter.free_to] if filter.free_to is not None else []
    return exists().where(
        col(slot.doctor_id) == doctor.id, slot_rows.is_free(slot, asking.now), *begins, *ends
    )


def _conditions(doctor: type[rows.Doctor], filter: DoctorFilter, asking: Asking) -> list[Any]:
    """Only what the client asked for becomes part of the statement."""
    found: list[Any] = []
    if filter.text is not None:
        found.append(_matches(doctor, filter.text))
    if filter.specialty is not None:
        practised = rows.DoctorSpecialty
        code = col(practised.specialty_code) == filter.specialty
        found.append(exists().where(col(practised.doctor_id) == doctor.id, code))
    if filter.city is not None:
        found.append(func.plain(col(doctor.city)) == func.plain(cast(filter.city, Text)))
    if filter.state is not None:
        found.append(col(doctor.state) == func.upper(cast(filter.state, Text)))
    if filter.max_fee_cents is not None:
        found.append(col(doctor.fee_cents) <= filter.max_fee_cents)
    if filter.free_from is not None or filter.free_to is not None:
        found.append(_is_free(doctor, filter, asking))
    return found


def _doctors(
    doctor: type[rows.Doctor],
    asking: Asking,
    *,
    filter: DoctorFilter | None = None,
    order_by: DoctorOrder = DoctorOrder.NEXT_SLOT,
) -> Sorted:
    key = {
        DoctorOrder.NEXT_SLOT: doctor.next_slot_at,
        DoctorOrder.FEE: doctor.fee_cents,
        DoctorOrder.NAME: doctor.search_text,
    }[order_by]
    conditions = _conditions(doctor, filter, asking) if filter is not None else []
    verified = col(doctor.verified_at).is_not(None)
    return Sorted(select(doctor).where(verified, *conditions), [key, doctor.id])


def _free_in_order(arguments: Any) -> None:
    """freeTo comes after freeFrom."""
    given = arguments.get("filter") or {}
    begins, ends = given.get("freeFrom"), given.get("freeTo")
    if begins is not None and ends is not None and begins >= ends:
        raise Rejected("'freeTo' must be after 'freeFrom'.", "BAD_USER_INPUT", argument="filter.freeTo")


@strawberry.type
class DoctorQueries:
    """What anybody may ask."""

    specialties: list[Specialty] = many(_specialties, access=THE_PUBLIC)
    doctors: DoctorConnection = page(
        _doctors,
        access=THE_PUBLIC,
        check=_free_in_order,
        description="Public. Verified doctors only. `first` is 1 to 100.",
    )
    doctor: Doctor | None = one(_doctor, access=THE_PUBLIC, description="Public.")
