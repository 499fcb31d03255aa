"""Letters through a mail server."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from email.headerregistry import Address
from typing import Final, Self
from urllib.parse import unquote, urlsplit

import aiosmtplib
from aiosmtplib.errors import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from infra.letter import Letter, Refused, Undelivered, written

SECONDS: Final = 10.0
"""For the connection, and for each answer."""
PORTS: Final = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
OURS: Final = frozenset({530, 534, 535, 538})
"""Complaints of how we sign in: whoever runs the clinic mends that, and the letter goes out."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Server:
    """A mail server and how it is spoken to."""

    host: str
    port: int
    user: str | None
    password: str | None
    tls: bool
    """From the first byte."""
    starttls: bool
    """Before anything is said; a server that cannot is not used."""

    @classmethod
    def at(cls, url: str) -> Self:
        """As HEALTHMED_SMTP_URL writes it; ValueError, without the URL, when it is something else."""
        try:
            parts = urlsplit(url)
            port, scheme, host = parts.port, parts.scheme, parts.hostname
        except ValueError:
            port, scheme, host = None, "", None
        if scheme not in PORTS or not host:
            raise ValueError("HEALTHMED_SMTP_URL is written smtp://, smtp+starttls:// or smtps://host:port.")
        return cls(
            host=host,
            port=port or PORTS[scheme],
            user=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            tls=scheme == "smtps",
            starttls=scheme == "smtp+starttls",
        )


async def greet(server: Server) -> None:
    """Connect, sign in where there is a user, and leave; raises what aiosmtplib does."""
    connection = connection_to(server, "localhost")
    await connection.connect()
    await connection.quit()


class Smtp:
    """infra.mail.Mail."""

    def __init__(self, server: Server, sender: Address) -> None:
        self._server, self._sender = server, sender
        self._own_name: str | None = None

    @asynccontextmanager
    async def courier(self) -> AsyncIterator["Courier"]:
        """A connection for a number of letters, one after the other."""
        if self._own_name is None:
            self._own_name = await asyncio.to_thread(socket.getfqdn)
        courier = Courier(connection_to(self._server, self._own_name), self._sender)
        try:
            yield courier
        finally:
            await courier.close()


def connection_to(server: Server, own_name: str) -> aiosmtplib.SMTP:
    """Not yet open."""
    return aiosmtplib.SMTP(
        hostname=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        local_hostname=own_name,
        timeout=SECONDS,
        use_tls=server.tls,
        start_tls=server.starttls,
    )


class Courier:
    """infra.mail.Courier: opens its connection at the first letter, and again when it was lost."""

    def __init__(self, connection: aiosmtplib.SMTP, sender: Address) -> None:
        self._connection, self._sender = connection, sender

    async def send(self, letter: Letter) -> None:
        """Returns once the server has said that it has the letter."""
        content = written(letter, self._sender)
        try:
            if not self._connection.is_connected:
                await self._connection.connect()
            await self._connection.sendmail(self._sender.addr_spec, [letter.address], content)
        except (SMTPException, OSError) as problem:
            raise self._told_apart(problem) from problem
        except BaseException:
            self._connection.close()  # in the middle of a letter: nothing more can be said on it
            raise

    async def close(self) -> None:
        """Part as RFC 5321 wishes, but never wait for it."""
        if self._connection.is_connected:
            with suppress(SMTPException, OSError):
                await self._connection.quit(timeout=1)
        self._connection.close()

    def _told_apart(self, problem: Exception) -> Undelivered:
        number = number_of(problem)
        if is_final(problem, number):
            return Refused(f"SMTP {number}")
        self._connection.close()
        return Undelivered(f"SMTP {number}" if number else type(problem).__name__)


def number_of(problem: Exception) -> int | None:
    """The server's three digits, if it gave any."""
    if isinstance(problem, SMTPRecipientsRefused):
        return problem.recipients[0].code
    return problem.code if isinstance(problem, SMTPResponseException) else None


def is_final(problem: Exception, number: int | None) -> bool:
    """Whether the server will never take this letter: it said 5yz about its receiver or its content."""
    about_letter = isinstance(problem, SMTPRecipientsRefused | SMTPDataError)
    return about_letter and number is not None and 500 <= number < 600 and number not in OURS
