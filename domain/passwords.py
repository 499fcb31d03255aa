"""What the clinic needs of password hashing; infra/passwords.py does it."""

from typing import Protocol


class Passwords(Protocol):
    """Slow on purpose: never call it while a transaction is open."""

    async def hash(self, password: str) -> str:
        """The password in PHC format."""

    async def verify(self, hashed: str | None, password: str) -> bool:
        """Whether it is the password; takes as long when there is no account (None)."""
