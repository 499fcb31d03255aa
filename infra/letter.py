"""One message as it is handed over, and as mail servers want it written (RFC 5322, MIME)."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Final, Literal
from uuid import UUID

Method = Literal["REQUEST", "CANCEL"]
ENCODING: Final = "quoted-printable"
"""Any server takes it, and a person can still read most of it."""


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


def written(letter: Letter, sender: Address) -> EmailMessage:
    """The whole message: headers, text, HTML, and the calendar entry where there is one.

    A line break in a header's value is refused by the policy (ValueError): no header can be smuggled in.
    """
    message = EmailMessage(SMTP)
    message["From"] = sender
    message["To"] = Address(letter.name, addr_spec=letter.address)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = f"<{letter.id}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's autoresponder answers it
    message.set_content(letter.text, cte=ENCODING)
    message.add_alternative(letter.html, subtype="html", cte=ENCODING)
    if letter.invitation:
        _invite(message, letter.invitation)
    message["Content-Language"] = letter.language
    return message


def _invite(message: EmailMessage, invitation: Invitation) -> None:
    """Once among the alternatives, for clients that show invitations, and once as a file, for all others."""
    entry, parameters = invitation.content.decode(), {"method": invitation.method}
    message.add_alternative(entry, subtype="calendar", cte=ENCODING, params=parameters)
    message.add_attachment(invitation.content, maintype="application", subtype="ics", filename="consulta.ics")
