"""Browsers that are away, at the provider: what is remembered until one comes back, and that once only."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from domain.accounts import queries
from domain.accounts.models import AuthorizationRequest
from domain.accounts.sessions import TOKEN_BYTES, digest_of
from domain.transaction import Transaction

PATIENCE: Final = timedelta(minutes=15)
"""For typing a password there, and a second factor."""


async def remember(tx: Transaction, remembered: str, now: datetime) -> str:
    """A token for this browser's cookie."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    digest = digest_of(token)
    tx.add(AuthorizationRequest(browser_digest=digest, remembered=remembered, expires_at=now + PATIENCE))
    return token


async def recall(tx: Transaction, token: str, now: datetime) -> str | None:
    """What was remembered of the browser that holds this token, which then is worth nothing any more."""
    found = await tx.rows(queries.RECALL, digest=digest_of(token), now=now)
    return str(found[0].remembered) if found else None
