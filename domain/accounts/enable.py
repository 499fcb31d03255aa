"""Let an account that was disabled in again."""

from uuid import UUID

from domain.accounts import queries
from domain.accounts.errors import AccountNotFound
from domain.transaction import Transaction


async def enable_account(tx: Transaction, account_id: UUID) -> None:
    """Its owner may sign in again; a doctor must be verified again. Refuses with AccountNotFound."""
    if not await tx.rows(queries.ENABLE, account_id=account_id):
        raise AccountNotFound
