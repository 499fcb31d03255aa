"""The SQL of an appointment's life."""

from typing import Final

from sqlalchemy import Integer, and_, bindparam, func, select, update
from sqlmodel import col

from domain.appointments.models import LIVE, Appointment, AppointmentStatus, IdempotencyKey, Party
from domain.columns import Instant
from domain.doctors.models import Doctor
from domain.locks import lock_on
from domain.patients.models import Patient
from domain.slots.claim import SEEN
from domain.slots.models import Slot

OF_ANYBODY: Final = select(
    lock_on(col(Appointment.doctor_id)),  # type: ignore[call-overload]
    lock_on(col(Appointment.patient_id)),
).where(col(Appointment.id) == bindparam("id"))
LOCK: Final = {
    Party.PATIENT: OF_ANYBODY.where(col(Appointment.patient_id) == bindparam("account_id")),
    Party.DOCTOR: OF_ANYBODY.where(col(Appointment.doctor_id) == bindparam("account_id")),
    Party.SYSTEM: OF_ANYBODY,
}
"""Take the locks of an appointment's doctor and patient, if it is the asker's own."""

BY_ID: Final = select(Appointment).where(col(Appointment.id) == bindparam("id"))

IN_THE_WAY: Final = (
    select(col(Appointment.id))
    .where(
        col(Appointment.patient_id) == bindparam("patient_id"),
        col(Appointment.status).in_(LIVE),
        func.tstzrange(Appointment.starts_at, Appointment.ends_at).op("&&")(
            func.tstzrange(Slot.starts_at, Slot.ends_at)
        ),
        col(Appointment.id).is_distinct_from(bindparam("moved_id")),
    )
    .limit(1)
    .correlate(Slot)
    .scalar_subquery()
)
LOOK: Final = (
    select(
        *SEEN,
        col(Doctor.fee_cents),
        col(IdempotencyKey.fingerprint),
        col(IdempotencyKey.appointment_id).label("booked_id"),
        IN_THE_WAY.label("in_the_way_id"),
    )
    .select_from(Patient)
    .outerjoin(Slot, col(Slot.id) == bindparam("slot_id"))
    .outerjoin(Doctor, col(Doctor.id) == col(Slot.doctor_id))
    .outerjoin(
        IdempotencyKey,
        and_(col(IdempotencyKey.patient_id) == col(Patient.id), col(IdempotencyKey.key) == bindparam("key")),
    )
    .where(col(Patient.id) == bindparam("patient_id"))
)
"""Everything that decides on a booking; a row even when there is no such slot."""

CONFIRM: Final = (
    update(Appointment)
    .where(
        col(Appointment.id) == bindparam("appointment_id"),
        col(Appointment.status) == AppointmentStatus.PENDING,
        col(Appointment.expires_at) > bindparam("moment", type_=Instant),
    )
    .values(
        status=AppointmentStatus.CONFIRMED,
        expires_at=None,
        confirmed_at=bindparam("moment", type_=Instant),
    )
)
CLOSE: Final = (
    update(Appointment)
    .where(
        col(Appointment.id) == bindparam("appointment_id"),
        col(Appointment.status) == bindparam("from_status"),
    )
    .values(
        status=bindparam("to_status"),
        expires_at=None,
        closed_at=bindparam("moment", type_=Instant),
        closed_by=bindparam("party"),
        closed_reason=bindparam("why"),
    )
)

DUE: Final = (
    select(col(Appointment.id))
    .where(
        col(Appointment.status) == AppointmentStatus.PENDING,
        col(Appointment.expires_at) <= bindparam("now"),
    )
    .order_by(col(Appointment.expires_at))
    .limit(bindparam("limit", type_=Integer))
)
