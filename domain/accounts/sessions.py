"""Sessions: the browser holds a random token, the clinic its SHA-256 alone."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from domain.accounts import queries
from domain.accounts.models import Role, Session
from domain.transaction import Transaction
from domain.viewer import AdministratorViewer, DoctorViewer, PatientViewer, SignedInViewer

LIFETIME: Final = timedelta(hours=12)
"""However busy it is, a session ends after this."""
TOKEN_BYTES: Final = 32
VIEWERS: Final[dict[Role, type[SignedInViewer]]] = {
    Role.PATIENT: PatientViewer,
    Role.DOCTOR: DoctorViewer,
    Role.ADMINISTRATOR: AdministratorViewer,
}


def digest_of(token: str) -> bytes:
    """What is kept of a token. 256 random bits need no salt and no slowness; any text has a digest."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def viewer_of(account: Any) -> SignedInViewer:
    """The viewer whose id, role and locale these are."""
    return VIEWERS[Role(account.role)](account.id, account.locale)


async def open_session(tx: Transaction, account_id: UUID, now: datetime, id_token: str | None = None) -> str:
    """Sign the account in; the token for the cookie, which cannot be had again.

    `id_token` is the provider's who proved who it is; None for the local form.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session = Session(
        token_digest=digest_of(token),
        account_id=account_id,
        created_at=now,
        expires_at=now + LIFETIME,
        id_token=id_token,
    )
    tx.add(session)
    return token


async def find_viewer(tx: Transaction, token: str, now: datetime) -> SignedInViewer | None:
    """Who holds this token at `now`, in one statement; None when it is nobody's, was ended or is too old."""
    found = await tx.rows(queries.VIEWER, digest=digest_of(token), now=now)
    return viewer_of(found[0]) if found else None


async def open_sessions(tx: Transaction, tokens: Iterable[str], now: datetime) -> set[str]:
    """Those of the tokens whose sessions have not ended. One statement."""
    digests = {digest_of(token): token for token in tokens}
    rows = await tx.rows(queries.OPEN, digests=list(digests), now=now)
    return {digests[bytes(row.token_digest)] for row in rows}


async def disabled_among(tx: Transaction, account_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the accounts that an administrator keeps out. One statement."""
    return {row.id for row in await tx.rows(queries.DISABLED, ids=list(account_ids))}


async def leave(tx: Transaction, token: str) -> str | None:
    """End the session; the ID token that it began with, if a provider proved who it was."""
    found = await tx.rows(queries.END_SESSION, digest=digest_of(token))
    return found[0].id_token if found else None


async def close_session(tx: Transaction, token: str) -> bool:
    """End the session; False when there was none."""
    return await tx.run(queries.END_SESSION, digest=digest_of(token)) > 0
