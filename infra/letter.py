"""One message as it is handed over, and as mail servers want it written (RFC 5322, MIME)."""

from binascii import b2a_qp
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address, HeaderRegistry
from email.message import Message
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import SMTP, compat32
from email.utils import format_datetime, parseaddr
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal
from uuid import UUID

if TYPE_CHECKING:
    Part = Message[Any, Any]
Method = Literal["REQUEST", "CANCEL"]


class _Headers(HeaderRegistry):
    """Makes each header's class once; to make it anew for each letter is an eighth of what one takes."""

    __getitem__: Callable[..., type] = lru_cache(HeaderRegistry.__getitem__)


HEADERS: Final = SMTP.clone(header_factory=_Headers())
"""For what holds people's words."""
PARTS: Final = compat32.clone(linesep="\r\n")
"""For headers that we write: they are not parsed, which a letter would spend half of its time on."""


class Undelivered(Exception):
    """The letter did not get through, or nobody knows whether it did; it may later."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        """Short, and nothing personal: an error's name, a server's number."""


class Refused(Undelivered):
    """The receiver's server will never take it."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Invitation:
    """An iCalendar object (RFC 5545) and what calendars shall do with it (RFC 5546)."""

    method: Method
    content: bytes


@dataclass(frozen=True, kw_only=True, repr=False)
class Letter:
    """What is sent to one person; shows nothing of itself in logs."""

    id: UUID
    """Of the notification: sent twice, it has the same Message-ID, so that one of the two can be dropped."""
    at: datetime
    name: str
    address: str
    language: str
    subject: str
    text: str
    html: str
    invitation: Invitation | None = None


def sender_of(text: str) -> Address:
    """`Name <address>` as a mailbox; ValueError when there is no address in it."""
    name, address = parseaddr(text)
    if "@" not in address:
        raise ValueError("HEALTHMED_MAIL_FROM holds no e-mail address: it is written Name <address>.")
    return Address(name, addr_spec=address)


def written(letter: Letter, sender: Address) -> bytes:
    """The whole message: headers, text, HTML, and the calendar entry where there is one.

    A line break in a header's value is refused by the policy (ValueError): no header can be smuggled in.
    """
    headers = {
        "From": sender,
        "To": Address(letter.name, addr_spec=letter.address),
        "Subject": letter.subject,
        "Date": format_datetime(letter.at),
        "Message-ID": f"<{letter.id}@{sender.domain}>",
        "Auto-Submitted": "auto-generated",  # RFC 3834: nobody's autoresponder answers it
        "Content-Language": letter.language,
    }
    head = b"".join(HEADERS.fold_binary(*HEADERS.header_store_parse(*header)) for header in headers.items())
    return head + _content(letter).as_bytes()


def _content(letter: Letter) -> "Part":
    alternatives = [_part(letter.text, "plain"), _part(letter.html, "html")]
    if letter.invitation is None:
        return _together("alternative", letter.id, alternatives)
    # Once for clients that show invitations, and once as a file, for all others.
    shown = _part(letter.invitation.content.decode(), "calendar", method=letter.invitation.method)
    file = _file(letter.invitation.content)
    return _together("mixed", letter.id, [_together("alternative", letter.id, [*alternatives, shown]), file])


def _together(kind: str, id_: UUID, parts: "list[Part]") -> "Part":
    """Parts between lines that no part can hold: quoted-printable and Base64 never write `=_` (RFC 2045)."""
    return MIMEMultipart(kind, f"=_{kind}_{id_.hex}", parts, policy=PARTS)


def _part(content: str, subtype: str, **parameters: str) -> "Part":
    """Text, as quoted-printable: any server takes it, and a person can still read most of it."""
    part = MIMENonMultipart("text", subtype, policy=PARTS, charset="utf-8", **parameters)
    part["Content-Transfer-Encoding"] = "quoted-printable"
    lines = b"".join(line + b"\r\n" for line in content.encode().splitlines())
    part.set_payload(b2a_qp(lines).decode("ascii"))
    return part


def _file(content: bytes) -> "Part":
    file = MIMEApplication(content, "ics", policy=PARTS)
    file["Content-Disposition"] = 'attachment; filename="consulta.ics"'
    return file
