"""The SQL of notifications."""

from typing import Final

from sqlalchemy import (
    Executable,
    Integer,
    Interval,
    String,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    delete,
    exists,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased
from sqlmodel import col

from domain.accounts.models import Account
from domain.appointments.models import Appointment, AppointmentStep
from domain.arrays import given
from domain.columns import Instant
from domain.doctors.models import Doctor
from domain.notifications.models import Notification, NotificationStatus
from domain.patients.models import Patient

NOW: Final = bindparam("now", type_=Instant)
ID: Final = bindparam("id", type_=Uuid)

# What is to be said

WANTED: Final = given(
    "wanted",
    id=Uuid,
    kind=String,
    account_id=Uuid,
    appointment_id=Uuid,
    at=Instant,
    trace=String,
    before=Interval,
)
_DUE_AT: Final = case(
    (WANTED.c.before.is_(None), WANTED.c.at), else_=col(Appointment.starts_at) - WANTED.c.before
)
ENQUEUE: Final = (
    insert(Notification)
    .from_select(
        [
            *("id", "kind", "account_id", "appointment_id", "dedupe_key"),
            *("due_at", "next_attempt_at", "status", "attempts", "created_at", "trace"),
        ],
        select(
            WANTED.c.id,
            WANTED.c.kind,
            WANTED.c.account_id,
            WANTED.c.appointment_id,
            WANTED.c.kind + ":" + cast(WANTED.c.appointment_id, String),
            _DUE_AT,
            _DUE_AT,
            literal(NotificationStatus.DUE, String),
            literal(0),
            NOW,
            WANTED.c.trace,
        )
        .join_from(WANTED, Appointment, col(Appointment.id) == WANTED.c.appointment_id)
        .where(or_(WANTED.c.before.is_(None), _DUE_AT > NOW)),
    )
    .on_conflict_do_nothing(constraint="notifications_once")
)
"""A thing happens to an appointment once, so that its kind and the appointment name a message."""

# Who says it

_PICKED: Final = (
    select(col(Notification.id))
    .where(
        col(Notification.status) == NotificationStatus.DUE,
        col(Notification.next_attempt_at) <= NOW,
        or_(col(Notification.leased_until).is_(None), col(Notification.leased_until) <= NOW),
    )
    .order_by(col(Notification.next_attempt_at), col(Notification.id))
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True)
    .cte("picked")
)
CLAIM: Final = (
    update(Notification)
    .where(col(Notification.id) == _PICKED.c.id)
    .values(
        leased_until=bindparam("until", type_=Instant),
        attempts=col(Notification.attempts) + 1,
    )
    .returning(
        col(Notification.id),
        col(Notification.kind),
        col(Notification.attempts),
        col(Notification.leased_until),
        col(Notification.trace),
    )
)
SETTLE: Final = (
    update(Notification)
    .where(
        col(Notification.id) == ID,
        col(Notification.status) == NotificationStatus.DUE,
        col(Notification.leased_until) == bindparam("lease", type_=Instant),
    )
    .values(
        status=bindparam("to_status", type_=String),
        attempts=bindparam("attempted", type_=Integer),
        next_attempt_at=bindparam("again_at", type_=Instant),
        last_error=bindparam("error", type_=String),
        sent_at=bindparam("sent", type_=Instant),
        leased_until=None,
    )
)
"""Only for whoever still has the lease: it is the proof that nobody else took over."""

# What is said

_EARLIER: Final = aliased(Appointment)
_SERIES_HEAD: Final = (
    select(col(Appointment.id), col(Appointment.rescheduled_from_id), col(Appointment.confirmed_at))
    .join(Notification, col(Notification.appointment_id) == col(Appointment.id))
    .where(col(Notification.id) == ID)
    .cte("series", recursive=True)
)
_SERIES: Final = _SERIES_HEAD.union_all(
    select(col(_EARLIER.id), col(_EARLIER.rescheduled_from_id), col(_EARLIER.confirmed_at)).join(
        _SERIES_HEAD, col(_EARLIER.id) == _SERIES_HEAD.c.rescheduled_from_id
    )
)
"""The appointment and those that it replaced, up to the first."""
_MOVED: Final = aliased(Appointment)

FACTS: Final[Executable] = (
    select(
        col(Notification.kind),
        col(Account.email).label("address"),
        col(Account.locale),
        col(Appointment.id).label("appointment_id"),
        col(Appointment.status),
        col(Appointment.starts_at),
        col(Appointment.ends_at),
        col(Appointment.expires_at),
        col(Appointment.closed_by),
        col(Appointment.closed_reason),
        col(Doctor.name).label("doctor_name"),
        col(Doctor.time_zone).label("doctor_time_zone"),
        col(Patient.name).label("patient_name"),
        col(Patient.time_zone).label("patient_time_zone"),
        col(_MOVED.starts_at).label("moved_from_at"),
        select(_SERIES.c.id)
        .where(_SERIES.c.rescheduled_from_id.is_(None))
        .scalar_subquery()
        .label("series_id"),
        select(func.count())
        .select_from(AppointmentStep)
        .where(col(AppointmentStep.appointment_id).in_(select(_SERIES.c.id)))
        .scalar_subquery()
        .label("sequence"),
        exists(select(_SERIES.c.id).where(_SERIES.c.confirmed_at.is_not(None))).label("was_confirmed"),
    )
    .join_from(Notification, Account, col(Account.id) == col(Notification.account_id))
    .join(Appointment, col(Appointment.id) == col(Notification.appointment_id))
    .join(Doctor, col(Doctor.id) == col(Appointment.doctor_id))
    .join(Patient, col(Patient.id) == col(Appointment.patient_id))
    .outerjoin(_MOVED, col(_MOVED.id) == col(Appointment.rescheduled_from_id))
    .where(col(Notification.id) == ID)
)

# What became of it

RETRY_DEAD: Final = (
    update(Notification)
    .where(col(Notification.status) == NotificationStatus.DEAD)
    .values(status=NotificationStatus.DUE, attempts=0, next_attempt_at=NOW)
)
_WAITING: Final = and_(
    col(Notification.status) == NotificationStatus.DUE, col(Notification.next_attempt_at) <= NOW
)
COUNT: Final = (
    select(
        col(Notification.status),
        col(Notification.kind),
        col(Notification.last_error),
        func.count().label("count"),
        func.min(col(Notification.due_at)).filter(_WAITING).label("waiting_since"),
    )
    .group_by(col(Notification.status), col(Notification.kind), col(Notification.last_error))
    .order_by(col(Notification.status), col(Notification.kind), col(Notification.last_error))
)
_LEASED: Final = func.coalesce(col(Notification.leased_until) > NOW, false())
_TRIED_NOW: Final = (
    select(
        func.count().filter(not_(_LEASED)).label("waiting"),
        func.count().filter(_LEASED).label("under_way"),
        func.min(col(Notification.next_attempt_at)).label("waiting_since"),
    )
    .where(_WAITING)
    .subquery("tried_now")
)
BACKLOG: Final = select(
    *_TRIED_NOW.c,
    select(func.count())
    .select_from(Notification)
    .where(col(Notification.status) == NotificationStatus.DEAD)
    .scalar_subquery()
    .label("dead"),
)
"""What alarms look at; all of it comes from partial indexes."""
PRUNE: Final = delete(Notification).where(
    col(Notification.created_at) < bindparam("before", type_=Instant),
    col(Notification.status).in_((NotificationStatus.SENT, NotificationStatus.OBSOLETE)),
)
