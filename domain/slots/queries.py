"""The statements of slots. Those that touch many take the times as arrays: one statement, however many days.

Statements that make or take live slots run under the doctor's lock (domain/locks.py).
"""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    String,
    Uuid,
    and_,
    bindparam,
    cast,
    exists,
    func,
    insert,
    literal,
    null,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as insert_or_skip
from sqlalchemy.orm import aliased
from sqlmodel import col

from domain.arrays import given
from domain.availability.queries import is_away
from domain.columns import Instant
from domain.doctors.models import Doctor
from domain.slots.models import Origin, Slot, SlotStatus, Withdrawal, is_free, is_held

NOW: Final = bindparam("now", type_=Instant)
DOCTOR_ID: Final = bindparam("doctor_id", type_=Uuid)
SLOT_ID: Final = bindparam("slot_id", type_=Uuid)
PATIENT_ID: Final = bindparam("patient_id", type_=Uuid)
OTHER: Final = aliased(Slot)
WANTED: Final = given("wanted", starts_at=Instant, ends_at=Instant)
OFFERED: Final = given("offered", id=Uuid, starts_at=Instant, ends_at=Instant)

UNHELD: Final[dict[str, Any]] = {"held_by": null(), "held_until": null()}
FREED: Final[dict[str, Any]] = {"status": SlotStatus.FREE, "withdrawn_for": null()}


def _withdrawn(why: Withdrawal) -> dict[str, Any]:
    return {"status": SlotStatus.WITHDRAWN, "withdrawn_for": why, **UNHELD}


def _overlap(slot: type[Slot], starts_at: Any, ends_at: Any) -> ColumnElement[bool]:
    """As the indexes of slots spell it."""
    return func.tstzrange(slot.starts_at, slot.ends_at).op("&&", is_comparison=True)(
        func.tstzrange(starts_at, ends_at)
    )


def _in_the_way(starts_at: Any, ends_at: Any) -> ColumnElement[bool]:
    """Whether a live slot of the doctor stands at that time."""
    return exists().where(
        col(OTHER.doctor_id) == DOCTOR_ID,
        col(OTHER.status) != SlotStatus.WITHDRAWN,
        _overlap(OTHER, starts_at, ends_at),
    )


def _unwanted(starts_at: Any, ends_at: Any) -> ColumnElement[bool]:
    """Whether the doctor, by hand, took back a slot at that time."""
    return exists().where(
        col(OTHER.doctor_id) == DOCTOR_ID,
        col(OTHER.status) == SlotStatus.WITHDRAWN,
        col(OTHER.withdrawn_for) == Withdrawal.DOCTOR,
        _overlap(OTHER, starts_at, ends_at),
    )


def _vacant(starts_at: Any, ends_at: Any) -> ColumnElement[bool]:
    """Whether the template may have a slot at that time."""
    return and_(
        ~_in_the_way(starts_at, ends_at),
        ~_unwanted(starts_at, ends_at),
        ~is_away(DOCTOR_ID, starts_at, ends_at),
    )


# The template

PRACTICE: Final = select(col(Doctor.time_zone), col(Doctor.published_until)).where(
    col(Doctor.id) == DOCTOR_ID
)
PUBLISHED_UNTIL: Final = (
    update(Doctor)
    .where(
        col(Doctor.id) == DOCTOR_ID,
        col(Doctor.published_until).is_distinct_from(bindparam("until", type_=Date)),
    )
    .values(published_until=bindparam("until", type_=Date))
)
BEHIND: Final = (
    select(col(Doctor.id))
    .where(
        col(Doctor.published_until)
        < cast(func.timezone(Doctor.time_zone, NOW), Date) + bindparam("horizon_days", type_=Integer),
        col(Doctor.id) > bindparam("after", type_=Uuid),
    )
    .order_by(col(Doctor.id))
    .limit(bindparam("most", type_=Integer))
)
WITHDRAW_STRAYS: Final = (
    update(Slot)
    .where(
        col(Slot.doctor_id) == DOCTOR_ID,
        col(Slot.origin) == Origin.TEMPLATE,
        is_free(Slot, NOW),
        ~exists().where(WANTED.c.starts_at == Slot.starts_at, WANTED.c.ends_at == Slot.ends_at),
    )
    .values(_withdrawn(Withdrawal.TEMPLATE))
    .returning(col(Slot.id))
)
"""Only what nobody holds: a patient who fills in the form is not interrupted."""
BRING_BACK: Final = (
    update(Slot)
    .where(
        col(Slot.doctor_id) == DOCTOR_ID,
        col(Slot.status) == SlotStatus.WITHDRAWN,
        col(Slot.origin) == Origin.TEMPLATE,
        col(Slot.starts_at) == WANTED.c.starts_at,
        col(Slot.ends_at) == WANTED.c.ends_at,
        _vacant(Slot.starts_at, Slot.ends_at),
    )
    .values(FREED)
    .returning(col(Slot.id))
)
"""A doctor who changes the template to and fro leaves no pile of withdrawn slots. One that was withdrawn by
hand is in its own way, and stays so."""
PUBLISH_VISITS: Final = (
    insert_or_skip(Slot)
    .from_select(
        ["id", "doctor_id", "starts_at", "ends_at", "status", "origin"],
        select(
            OFFERED.c.id,
            DOCTOR_ID,
            OFFERED.c.starts_at,
            OFFERED.c.ends_at,
            literal(SlotStatus.FREE, String),
            literal(Origin.TEMPLATE, String),
        ).where(_vacant(OFFERED.c.starts_at, OFFERED.c.ends_at)),
    )
    .on_conflict_do_nothing()
    .returning(col(Slot.id))
)

# By hand

CONFLICTS: Final = (
    select(col(Slot.id), col(Slot.starts_at))
    .distinct()
    .join_from(
        WANTED,
        Slot,
        and_(
            col(Slot.doctor_id) == DOCTOR_ID,
            col(Slot.status) != SlotStatus.WITHDRAWN,
            _overlap(Slot, WANTED.c.starts_at, WANTED.c.ends_at),
        ),
    )
    .order_by(col(Slot.starts_at))
)
PUBLISH_EXTRAS: Final = insert(Slot).from_select(
    ["id", "doctor_id", "starts_at", "ends_at", "status", "origin"],
    select(
        OFFERED.c.id,
        DOCTOR_ID,
        OFFERED.c.starts_at,
        OFFERED.c.ends_at,
        literal(SlotStatus.FREE, String),
        literal(Origin.EXTRA, String),
    ),
)
OWN: Final = select(Slot).where(col(Slot.id) == SLOT_ID, col(Slot.doctor_id) == DOCTOR_ID).with_for_update()
WITHDRAW: Final = update(Slot).where(col(Slot.id) == SLOT_ID).values(_withdrawn(Withdrawal.DOCTOR))

# Absences

WITHDRAW_ABSENT: Final = (
    update(Slot)
    .where(
        col(Slot.doctor_id) == DOCTOR_ID,
        col(Slot.status) == SlotStatus.FREE,
        col(Slot.starts_at) > NOW,
        _overlap(Slot, bindparam("starts_at", type_=Instant), bindparam("ends_at", type_=Instant)),
    )
    .values(_withdrawn(Withdrawal.ABSENCE))
    .returning(col(Slot.id))
)
"""Held ones too: their hold would lapse, and leave them free while the doctor is away."""


def _may_return(extra: type[Slot]) -> ColumnElement[bool]:
    """Whether an extra slot was withdrawn for an absence that is no more."""
    return and_(
        col(extra.doctor_id) == DOCTOR_ID,
        col(extra.status) == SlotStatus.WITHDRAWN,
        col(extra.origin) == Origin.EXTRA,
        col(extra.withdrawn_for) == Withdrawal.ABSENCE,
        col(extra.starts_at) > NOW,
        ~is_away(DOCTOR_ID, extra.starts_at, extra.ends_at),
    )


RETURN_EXTRAS: Final = (
    update(Slot)
    .where(
        _may_return(Slot),
        ~_in_the_way(Slot.starts_at, Slot.ends_at),
        ~exists().where(
            _may_return(OTHER), _overlap(OTHER, Slot.starts_at, Slot.ends_at), col(OTHER.id) > col(Slot.id)
        ),
    )
    .values(FREED)
    .returning(col(Slot.id))
)
"""Of two that overlap each other, the one published last."""

# Holds

LET_GO: Final = update(Slot).where(col(Slot.id) == SLOT_ID).values(UNHELD)
HOLD: Final = (
    update(Slot)
    .where(col(Slot.id) == SLOT_ID)
    .values(held_by=PATIENT_ID, held_until=bindparam("until", type_=Instant))
)
RELEASE: Final = (
    update(Slot)
    .where(col(Slot.id) == SLOT_ID, col(Slot.held_by) == PATIENT_ID, is_held(Slot, NOW))
    .values(UNHELD)
    .returning(col(Slot.doctor_id))
)
LAPSED: Final = (
    select(col(Slot.id))
    .where(col(Slot.held_by).is_not(None), col(Slot.held_until) <= NOW)
    .with_for_update(skip_locked=True)
)
LAPSE: Final = (
    update(Slot).where(col(Slot.id).in_(LAPSED)).values(UNHELD).returning(col(Slot.doctor_id), col(Slot.id))
)


def spans(times: Any) -> dict[str, list[datetime]]:
    """The binds of WANTED, and half of OFFERED's."""
    return {"starts_at": [time.starts_at for time in times], "ends_at": [time.ends_at for time in times]}
