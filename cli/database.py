"""Which database a command is about: the one that the settings name, or the clinic that runs here."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

from cli.refusals import Refused

if TYPE_CHECKING:
    from infra.database import Database
    from infra.settings import Settings

T = TypeVar("T")


def database_url(settings: "Settings") -> str:
    """The settings' own, else that of the `make up` that runs on this data folder; Refused without either."""
    if settings.database_url is not None:
        return settings.database_url
    from cli.postgres import DATABASE, SOCKET, SUPERUSER

    folder = settings.data.absolute() / "postgres"
    if (folder / SOCKET).exists():
        return f"postgresql://{SUPERUSER}@/{DATABASE}?host={folder}"
    raise Refused(
        f"No clinic runs on {settings.data}: start it with `make up`,"
        " or set HEALTHMED_DATABASE_URL to another."
    )


def with_database(ask: "Callable[[Database], Awaitable[T]]") -> T:
    """What `ask` finds or does there; Refused when the database does not answer."""
    from domain.transaction import Unavailable
    from infra.database import Database
    from infra.settings import Settings

    url = database_url(Settings())

    async def answer() -> Any:
        async with Database(url, read_pool=1, write_pool=1) as database:
            return await ask(database)

    try:
        found: T = asyncio.run(answer())
    except Unavailable:
        raise Refused("The database does not answer.") from None
    return found
