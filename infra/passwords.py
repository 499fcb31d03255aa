"""Passwords: argon2id, hashed away from the event loop."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class Passwords:
    """OWASP's parameters (19 MiB, two passes, one lane; 43 ms); a bounded pool, so that a flood of sign-ins
    waits in line instead of stopping everybody else."""

    def __init__(self, threads: int = 1) -> None:
        self._hasher: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._threads: Final = ThreadPoolExecutor(threads, thread_name_prefix="passwords")
        self._nobody: Final = self._threads.submit(self._hasher.hash, "nobody's password")

    async def hash(self, password: str) -> str:
        """The password in PHC format."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._hasher.hash, password)

    async def verify(self, hashed: str | None, password: str) -> bool:
        """Whether it is the password; takes as long for an account that is not there (None)."""
        matches = await asyncio.get_running_loop().run_in_executor(
            self._threads, self._matches, hashed, password
        )
        return matches and hashed is not None

    def _matches(self, hashed: str | None, password: str) -> bool:
        try:
            return self._hasher.verify(hashed or self._nobody.result(), password)
        except (VerificationError, InvalidHashError):
            return False

    def close(self) -> None:
        """Stop the threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)
