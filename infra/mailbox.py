"""The mailbox folder: every letter a file, for a clinic without a mail server."""

import asyncio
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.headerregistry import Address
from pathlib import Path
from typing import Final

from infra.letter import Letter, Undelivered, written

NAME: Final = re.compile(r"[0-9]{8}T[0-9]{6}\.[0-9]{6}Z-[0-9a-f-]{36}\.eml")
"""Time and id: the files sort by when they were written, and no name leads out of the folder."""


class Mailbox:
    """infra.mail.Mail, and its courier: there is nothing to connect to."""

    def __init__(self, folder: Path, sender: Address) -> None:
        self._folder, self._sender = folder, sender

    @asynccontextmanager
    async def courier(self) -> AsyncIterator["Mailbox"]:
        """Itself."""
        yield self

    async def send(self, letter: Letter) -> None:
        """A file that is there as a whole, or not at all."""
        content = written(letter, self._sender)
        name = f"{letter.at:%Y%m%dT%H%M%S.%f}Z-{letter.id}.eml"
        try:
            await asyncio.to_thread(_keep, self._folder, name, content)
        except OSError as problem:
            raise Undelivered(type(problem).__name__) from problem


def _keep(folder: Path, name: str, content: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f".{name}.{os.getpid()}"
    unfinished.write_bytes(content)
    unfinished.replace(folder / name)


def names(folder: Path) -> list[str]:
    """The letters' files, newest first."""
    try:
        return sorted(filter(NAME.fullmatch, os.listdir(folder)), reverse=True)
    except OSError:
        return []


def content(folder: Path, name: str) -> bytes | None:
    """One letter; None when there is none of that name."""
    if not NAME.fullmatch(name):
        return None
    try:
        return (folder / name).read_bytes()
    except OSError:
        return None
