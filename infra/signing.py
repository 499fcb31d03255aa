"""The keys with which this clinic signs tokens of its own: files that nobody else may read."""

import os
import tempfile
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import structlog

from domain.transaction import Unavailable
from infra.identity import Key, LocalKeys, Signer, new_private_key

FIRST: Final = "1.pem"
log: Final = structlog.get_logger("identity")


class SigningKeys:
    """Every `*.pem` of a folder verifies, the last one by name signs; made when it is first needed.

    To change keys, put another file with a later name beside the first, in the folder that all processes
    share, restart them, and take the old one away once its last token has expired.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _signers(self) -> list[Signer]:
        try:
            files = sorted(self._folder.glob("*.pem")) or [_first_of(self._folder)]
            return [Signer(file.read_bytes()) for file in files]
        except OSError as error:
            log.error("signing keys cannot be read", exc_info=error)
            raise Unavailable from error

    @cached_property
    def _local(self) -> LocalKeys:
        return LocalKeys(*self.public)

    @property
    def signer(self) -> Signer:
        """The newest."""
        return self._signers[-1]

    @property
    def public(self) -> list[Any]:
        """The public halves, as JWKs."""
        return [signer.public for signer in self._signers]

    async def find(self, kid: str, alg: str) -> Key:
        """infra.identity.Keys."""
        return await self._local.find(kid, alg)


def _first_of(folder: Path) -> Path:
    """A new key; of several processes that make one at once, all take the one that was there first."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=folder)  # mode 0600
    try:
        with open(handle, "wb") as file:
            file.write(new_private_key())
            file.flush()
            os.fsync(file.fileno())
        (folder / FIRST).hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)
    return folder / FIRST
