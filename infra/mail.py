"""How letters leave: through a mail server, or into a folder where none is configured."""

from contextlib import AbstractAsyncContextManager
from email.headerregistry import Address
from typing import Protocol

from infra.letter import Letter, sender_of
from infra.mailbox import Mailbox
from infra.settings import Settings
from infra.smtp import Server, Smtp


class Courier(Protocol):
    """Carries one letter after the other; raises infra.letter.Undelivered."""

    async def send(self, letter: Letter) -> None:
        """Returns once somebody else has taken responsibility for it."""


class Mail(Protocol):
    """Where couriers come from; each keeps its connection until it is left."""

    def courier(self) -> AbstractAsyncContextManager[Courier]:
        """Connects at its first letter."""


def mail_of(settings: Settings) -> Mail:
    """What the settings ask for; ValueError says which of them cannot be read."""
    sender: Address = sender_of(settings.mail_from)
    if settings.smtp_url is None:
        return Mailbox(settings.data / "mailbox", sender)
    return Smtp(Server.at(settings.smtp_url), sender)
