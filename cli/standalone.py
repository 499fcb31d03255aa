"""`healthmed up`: one run of the whole clinic on this machine, from the checks to the last goodbye."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cli import logs, servers, valkey
from cli.clinic import Clinic, Sockets
from cli.console import Screen
from cli.folders import Holder, make_data_folder, socket_folder, taken_alone
from cli.keycloak import Keycloak
from cli.ports import free_port, to_connect
from cli.postgres import SOCKET, Postgres
from cli.signals import Wishes, listening
from infra.settings import Settings

LOOK_AT_LOGS = 60.0


async def run(settings: Settings, screen: Screen, keycloak_port: int | None = None) -> None:
    """Check, start, stay until somebody wants it to stop, stop; with a Keycloak beside it on that port."""
    with listening() as wishes:
        folder = make_data_folder(settings.data.absolute())
        with taken_alone(folder) as holder:
            settings = _chosen(settings, folder, holder)
            await _must_reach_given(settings)
            keycloak = None if keycloak_port is None else Keycloak(settings.data, keycloak_port)
            if keycloak is not None:
                keycloak.fetch()
            with _prepared(settings, screen, keycloak) as clinic:
                await _live(clinic, settings, screen, wishes)


def _chosen(settings: Settings, folder: Path, holder: Holder) -> Settings:
    """The settings of this run: an absolute folder and a port that is free."""
    port = free_port(settings.host, settings.port)
    settings = settings.model_copy(update={"data": folder, "port": port})
    holder.announce(address(settings))
    return settings


async def _must_reach_given(settings: Settings) -> None:
    if settings.database_url is not None:
        await servers.must_reach_database(settings.database_url)
    if settings.redis_url is not None:
        await servers.must_reach_redis(settings.redis_url)


@contextmanager
def _prepared(settings: Settings, screen: Screen, keycloak: Keycloak | None) -> Iterator[Clinic]:
    postgres = Postgres(settings.data, screen.say) if settings.database_url is None else None
    if postgres is not None:
        postgres.check()
        postgres.let_in()
    user = postgres.user if postgres is not None else (0, 0)
    with (
        socket_folder(settings.data / "postgres", SOCKET, user) as first,
        socket_folder(settings.data / "valkey", valkey.SOCKET, (0, 0)) as second,
    ):
        yield Clinic(settings, screen, postgres, Sockets(first, second), keycloak)


async def _live(clinic: Clinic, settings: Settings, screen: Screen, wishes: Wishes) -> None:
    starting = asyncio.create_task(clinic.start())
    enough = asyncio.create_task(wishes.stop.wait())
    try:
        await asyncio.wait({starting, enough}, return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            starting.result()
            _welcome(clinic, settings, screen)
            while not (await asyncio.wait({enough}, timeout=LOOK_AT_LOGS))[0]:
                for log in clinic.logs:
                    logs.limit(log)
    finally:
        starting.cancel()
        enough.cancel()
        with screen.step("Stopping"):
            await asyncio.gather(starting, return_exceptions=True)
            await clinic.stop(wishes.hurry)


def _welcome(clinic: Clinic, settings: Settings, screen: Screen) -> None:
    where = address(settings)
    places = [("Address", where)]
    if settings.graphiql:
        places.append(("GraphiQL", f"{where}/graphql"))
    places += [("Data", str(settings.data)), ("Logs", str(settings.data / "log"))]
    screen.welcome(places, clinic.sign_ins())


def address(settings: Settings) -> str:
    """What to type into the browser."""
    host = to_connect(settings.host)
    return settings.public_url or f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"
