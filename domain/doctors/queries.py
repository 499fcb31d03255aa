"""The statements that registering and verifying doctors run."""

from typing import Final

from sqlalchemy import String, bindparam, func, select, update
from sqlmodel import col

from domain.accounts.models import Account
from domain.columns import Instant
from domain.doctors.models import Doctor, Specialty

SPECIALTIES: Final = select(Specialty)

CRM_TAKEN: Final = select(col(Doctor.id)).where(
    col(Doctor.crm_state) == bindparam("state"), col(Doctor.crm_number) == bindparam("number")
)

PLAIN: Final = select(func.plain(bindparam("words", type_=String)).label("text"))
"""Words as they are searched: lower case, no accents, single spaces (a function of the first migration)."""

_VERIFY: Final = (
    update(Doctor)
    .where(col(Account.id) == col(Doctor.id), col(Account.disabled_at).is_(None))
    .values(verified_at=func.coalesce(col(Doctor.verified_at), bindparam("now", type_=Instant)))
    .returning(Doctor)
)
"""Who was verified before stays so since then."""
VERIFY: Final = _VERIFY.where(
    col(Doctor.crm_state) == bindparam("state"), col(Doctor.crm_number) == bindparam("number")
)
VERIFY_BY_ID: Final = _VERIFY.where(col(Doctor.id) == bindparam("doctor_id"))
UNVERIFY: Final = update(Doctor).where(col(Doctor.id) == bindparam("doctor_id")).values(verified_at=None)
