"""Sign out."""

from domain.accounts.sessions import close_session
from domain.transaction import Transaction


async def sign_out(tx: Transaction, token: str | None) -> bool:
    """End the session of this browser, if it has one; whether it had. Never refuses."""
    return token is not None and await close_session(tx, token)
