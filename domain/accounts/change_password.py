"""Change a password."""

from uuid import UUID

from domain.accounts import queries
from domain.accounts.sessions import digest_of
from domain.transaction import Transaction


async def change_password(
    tx: Transaction, account_id: UUID, password_hash: str, keep: str | None = None
) -> None:
    """Keep the new hash and end every session of the account but the one whose token is `keep`."""
    await tx.run(queries.SET_PASSWORD, account_id=account_id, new_hash=password_hash)
    await tx.run(queries.END_OTHERS, account_id=account_id, keep=digest_of(keep) if keep else None)
