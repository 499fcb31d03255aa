"""An integrator's secret: shown once, and kept as its SHA-256.

Slow hashes such as argon2id protect what people choose and could be guessed. This is 256 random bits, which
nobody guesses: one SHA-256 protects it as well, and a token costs microseconds instead of 43 ms.
"""

import secrets
from typing import Final

from domain.accounts.sessions import digest_of

SECRET_BYTES: Final = 32


def new_secret() -> tuple[str, bytes]:
    """A secret for the partner, and the digest of it that is kept."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    return secret, digest_of(secret)
