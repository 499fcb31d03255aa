"""A mail server that keeps what it is given, and can be told to misbehave."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

TAKEN = "250 taken"


def never(_: str) -> str | None:
    """No complaint."""
    return None


@dataclass
class Sink:
    """Letters in the order in which they came; `refuses` and `objects` answer with an error, or None."""

    refuses: Callable[[str], str | None] = never
    """Asked with each receiver's address."""
    objects: Callable[[str], str | None] = never
    """Asked with each sender's address, once the whole letter is there."""
    seconds: float = 0.0
    """How long it thinks before it takes a letter."""
    letters: list[EmailMessage] = field(default_factory=list)
    connections: int = 0
    most_at_a_time: int = 0
    signed_in: list[str] = field(default_factory=list)
    at_a_time: int = 0
    port: int = 0
    server: Any = None
    tls: ssl.SSLContext | None = None
    """The certificate that it shows: on STARTTLS, or at once."""
    tls_at_once: bool = False
    seen: set[str] = field(default_factory=set)
    """The Message-IDs of all letters."""

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def subjects(self) -> list[str]:
        return [str(letter["Subject"]) for letter in self.letters]

    def ids(self) -> list[str]:
        return [str(letter["Message-ID"]) for letter in self.letters]

    async def handle_EHLO(  # noqa: N802 - the names are aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if complaint := self.refuses(address):
            return complaint
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.at_a_time += 1
        self.most_at_a_time = max(self.most_at_a_time, self.at_a_time)
        await asyncio.sleep(self.seconds)
        self.at_a_time -= 1
        if complaint := self.objects(str(envelope.mail_from)):
            return complaint
        content = envelope.content
        assert isinstance(content, bytes)
        letter = message_from_bytes(content, policy=default)
        self.letters.append(letter)
        self.seen.add(str(letter["Message-ID"]))
        return TAKEN

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, kind: str, data: Any
    ) -> AuthResult:
        self.signed_in.append(data.login.decode())
        return AuthResult(success=data.password == b"open sesame/@:", handled=False)

    def protocol(self) -> SMTP:
        return SMTP(
            self,
            hostname="sink",
            tls_context=None if self.tls_at_once else self.tls,
            authenticator=self.authenticate,
            auth_require_tls=False,
            enable_SMTPUTF8=True,
        )

    async def open(self) -> None:
        """Listen; on the same port as before, if it was open."""
        self.server = await asyncio.get_running_loop().create_server(
            self.protocol,
            "127.0.0.1",
            self.port,
            ssl=self.tls if self.tls_at_once else None,
            reuse_address=True,
        )
        self.port = self.server.sockets[0].getsockname()[1]

    async def shut(self) -> None:
        """Refuse connections."""
        if self.server:
            self.server.close()
            self.server = None


@asynccontextmanager
async def sinking() -> AsyncIterator[Sink]:
    """A sink that is open."""
    sink = Sink()
    await sink.open()
    try:
        yield sink
    finally:
        await sink.shut()
