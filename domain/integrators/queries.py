"""The statements about integrators, their grants and their patients."""

from typing import Any, Final

from sqlalchemy import String, bindparam, case, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from domain.accounts.models import Account
from domain.columns import Instant
from domain.integrators.models import Enrolment, Grant, Integrator, ServiceAccount

ID: Final[Any] = bindparam("integrator_id")
DOCTOR_ID: Final[Any] = bindparam("doctor_id")
NOW: Final = bindparam("now", type_=Instant)
ENABLED: Final = col(Integrator.disabled_at).is_(None)

NAME_TAKEN: Final = select(col(Integrator.id)).where(
    func.lower(col(Integrator.name)) == func.lower(bindparam("name", type_=String))
)
CLIENT_TAKEN: Final = select(col(ServiceAccount.integrator_id)).where(
    col(ServiceAccount.issuer) == bindparam("issuer"), col(ServiceAccount.client) == bindparam("client")
)
ALL: Final = select(Integrator).order_by(col(Integrator.name))
BY_ID: Final = select(Integrator).where(col(Integrator.id) == ID, ENABLED)
BY_SECRET: Final = BY_ID.where(col(Integrator.secret_digest) == bindparam("secret_digest"))
BY_IDS: Final = select(Integrator).where(col(Integrator.id) == func.any(bindparam("integrator_ids")), ENABLED)
BY_CLIENT: Final = (
    select(Integrator)
    .join(ServiceAccount, col(ServiceAccount.integrator_id) == col(Integrator.id))
    .where(
        col(ServiceAccount.issuer) == bindparam("issuer"),
        col(ServiceAccount.client) == bindparam("client"),
        ENABLED,
    )
)
SET_SECRET: Final = (
    update(Integrator)
    .where(col(Integrator.id) == ID, ENABLED)
    .values(secret_digest=bindparam("new_digest"), secret_since=NOW)
    .returning(Integrator)
)
DISABLE: Final = (
    update(Integrator)
    .where(col(Integrator.id) == ID)
    .values(disabled_at=func.coalesce(col(Integrator.disabled_at), NOW))
    .returning(Integrator)
)
"""Who was disabled before stays so since then."""
ENABLE: Final = (
    update(Integrator)
    .where(col(Integrator.id) == ID)
    .values(
        disabled_at=None,
        secret_since=case((ENABLED, col(Integrator.secret_since)), else_=NOW),
    )
    .returning(Integrator)
)
"""Who was not disabled keeps its tokens."""

_GRANTED: Final = insert(Grant).values(
    integrator_id=ID, doctor_id=DOCTOR_ID, scopes=bindparam("scopes"), granted_at=NOW
)
GRANT: Final = _GRANTED.on_conflict_do_update(
    index_elements=[col(Grant.integrator_id), col(Grant.doctor_id)],
    set_={"scopes": _GRANTED.excluded.scopes, "granted_at": _GRANTED.excluded.granted_at},
    where=col(Grant.scopes).is_distinct_from(_GRANTED.excluded.scopes),
)
"""Granting again what was granted changes nothing; granting more is a grant of today."""
REVOKE: Final = (
    delete(Grant)
    .where(col(Grant.integrator_id) == ID, col(Grant.doctor_id) == DOCTOR_ID)
    .returning(col(Grant.integrator_id))
)

GRANTS: Final = select(col(Grant.integrator_id), col(Grant.doctor_id), col(Grant.scopes)).where(
    col(Grant.integrator_id) == func.any(bindparam("integrator_ids"))
)
ENROLLED: Final = select(col(Enrolment.patient_id)).where(
    col(Enrolment.integrator_id) == ID, col(Enrolment.patient_id) == bindparam("patient_id")
)
ENROLLED_BEFORE: Final = (
    select(col(Enrolment.patient_id))
    .join(Account, col(Account.id) == col(Enrolment.patient_id))
    .where(
        col(Enrolment.integrator_id) == ID,
        col(Account.cpf) == bindparam("cpf"),
        col(Account.email) == bindparam("email"),
    )
)
