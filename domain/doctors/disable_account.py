"""Keep somebody out."""

from datetime import datetime
from uuid import UUID

from domain.accounts import queries as accounts
from domain.accounts.errors import AccountNotFound
from domain.doctors import queries
from domain.errors import Invalid, InvalidInput
from domain.problems import Problem
from domain.transaction import Transaction


async def disable_account(tx: Transaction, administrator_id: UUID, account_id: UUID, now: datetime) -> None:
    """Its sessions end at once, its sockets within seconds; patients find a doctor no more.

    What was booked stays. Refuses with InvalidInput for the administrator's own account, AccountNotFound.
    """
    if account_id == administrator_id:
        raise InvalidInput([Invalid("id", Problem.ONESELF)])
    if not await tx.rows(accounts.DISABLE, account_id=account_id, now=now):
        raise AccountNotFound
    await tx.run(queries.UNVERIFY, doctor_id=account_id)
    await tx.run(accounts.END_OTHERS, account_id=account_id, keep=None)
