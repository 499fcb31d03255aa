"""The keys with which this clinic signs tokens of its own: a setting, or a file that nobody else may read."""

import os
import re
import tempfile
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import structlog
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from pydantic import SecretStr

from domain.transaction import Unavailable
from infra.identity import RSA_BITS, Key, LocalKeys, Signer, new_private_key

PEM: Final = re.compile(r"-----BEGIN ([A-Z ]*)-----.*?-----END \1-----", re.DOTALL)
log: Final = structlog.get_logger("identity")


def signers_of(keys: str) -> list[Signer]:
    """Of private keys in PEM, one below the other. ValueError: there is none, or one that may not sign."""
    found = [each.group().encode("ascii") for each in PEM.finditer(keys)]
    if not found or not all(map(_may_sign, found)):
        raise ValueError("no private RSA keys in PEM")
    return [Signer(pem) for pem in found]


def _may_sign(pem: bytes) -> bool:
    try:
        key = load_pem_private_key(pem, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return False
    return isinstance(key, RSAPrivateKey) and key.key_size >= RSA_BITS


class SigningKeys:
    """The first signs, all of them verify: so two keys may be known while one takes the other's place.

    What is given to every process is theirs in common; else there is a file, made when it is first needed.
    """

    def __init__(self, given: SecretStr | None, file: Path) -> None:
        self._given, self._file = given, file

    @cached_property
    def _signers(self) -> list[Signer]:
        try:
            return signers_of(self._given.get_secret_value() if self._given else _kept_in(self._file))
        except (OSError, ValueError) as error:
            log.error("signing keys cannot be read", exc_info=error)
            raise Unavailable from error

    @cached_property
    def _local(self) -> LocalKeys:
        return LocalKeys(*self.public)

    @property
    def signer(self) -> Signer:
        """Whose tokens are given."""
        return self._signers[0]

    @property
    def public(self) -> list[Any]:
        """The public halves, as JWKs."""
        return [signer.public for signer in self._signers]

    async def find(self, kid: str, alg: str) -> Key:
        """infra.identity.Keys."""
        return await self._local.find(kid, alg)


def _kept_in(file: Path) -> str:
    """Of several processes that make it at once, all take the one that was there first."""
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=file.parent)  # mode 0600
        try:
            with open(handle, "wb") as opened:
                opened.write(new_private_key())
                opened.flush()
                os.fsync(opened.fileno())
            file.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            os.unlink(draft)
    return file.read_text("ascii")
