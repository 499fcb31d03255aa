"""Which database a command is about: the one that the settings name, or the clinic that runs here."""

from typing import TYPE_CHECKING

from cli.refusals import Refused

if TYPE_CHECKING:
    from infra.settings import Settings


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
