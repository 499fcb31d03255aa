"""What delivering messages needs; built once for each worker process."""

import asyncio
from dataclasses import dataclass, field
from typing import Self

from infra.letter import sender_of
from infra.mail import Mail, mail_of
from infra.settings import Settings
from workers.letters import Desk


@dataclass(frozen=True)
class Post:
    """Writes letters and has them carried."""

    mail: Mail
    desk: Desk
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the process is to end: what is under way is finished, nothing is begun."""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """As the settings wish; ValueError says which of them cannot be read."""
        return cls(mail_of(settings), Desk(settings.origin, sender_of(settings.mail_from)))
