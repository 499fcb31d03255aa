"""The programs of one clinic on this machine: what each is given, and the order in which they come and go."""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL, SIGTERM

from cli import keycloak, ports, valkey
from cli.console import Screen, SignIn
from cli.keycloak import Keycloak
from cli.postgres import DATABASE, MAJOR, SUPERUSER, Postgres
from cli.process import Process, Program
from cli.refusals import Refused
from cli.supervisor import Child, run_errand
from infra.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SIGN_INS = "demo.json"
READY_WITHIN = PREDECESSOR_WITHIN = 60.0
STOPPED_WITHIN = 19.0


@dataclass(frozen=True)
class Sockets:
    """The folders of the embedded servers' sockets."""

    postgres: Path
    valkey: Path


class Clinic:
    """Starts and stops everything; `settings` are those of this run: absolute folder, chosen port."""

    def __init__(
        self,
        settings: Settings,
        screen: Screen,
        postgres: Postgres | None,
        sockets: Sockets,
        provider: Keycloak | None = None,
    ) -> None:
        self._settings, self._screen, self._postgres, self._sockets = settings, screen, postgres, sockets
        self._keycloak = provider
        self._environment = {**environment(settings, sockets), **(provider.settings() if provider else {})}
        self._database: Child | None = None
        self._doorbell: Child | None = None
        self._provider: Child | None = None
        self._people: list[Child] = []
        self._errands: list[Process] = []

    async def start(self) -> None:
        """Everything, up to the first answer. Python programs import while the servers start."""
        self._people = [self._child(self._ours("api", "API")), self._child(self._ours("worker", "Worker"))]
        if self._keycloak is not None:
            self._provider = self._child(self._keycloak.program(self._settings.origin))
        migration = await self._errand("migrate", "Migrations")
        is_new = self._postgres is not None and self._postgres.is_new
        if self._postgres is not None:
            await self._start_postgres(self._postgres)
        if self._settings.redis_url is None:
            await self._start_valkey()
        with self._screen.step("Database schema"):
            migration.say("go\n")
            await run_errand(migration)
        if self._postgres is not None and is_new:
            await self._furnish(self._postgres)
        if self._keycloak is not None and self._provider is not None:
            with self._screen.step(f"Keycloak {keycloak.VERSION}"):
                await self._provider.until(self._keycloak.is_ready, keycloak.READY_WITHIN)
        with self._screen.step("API and worker"):
            await self._open()

    async def stop(self, hurry: asyncio.Event) -> None:
        """In the order that loses nothing: who asks first, then who is asked."""
        clock = asyncio.get_running_loop().time
        began = clock()
        await asyncio.gather(
            *(child.stop(hurry) for child in self._people), *(errand.stop(hurry) for errand in self._errands)
        )
        for server in filter(None, (self._doorbell, self._provider)):
            await server.stop(hurry)
        if self._database is not None:
            await self._database.stop(hurry, patience=max(STOPPED_WITHIN - 2 - (clock() - began), 4.0))

    @property
    def logs(self) -> list[Path]:
        """The files that are being written to."""
        children = [self._database, self._doorbell, self._provider, *self._people]
        return [child.program.log for child in children if child is not None]

    def sign_ins(self) -> list[SignIn]:
        """Those of the demo data, when this database was filled with it."""
        try:
            rows = json.loads((self._settings.data / SIGN_INS).read_text()) if self._postgres else []
        except (OSError, ValueError):
            rows = []
        here = [(str(role), str(identifier), str(password)) for role, identifier, password in rows]
        return here + (self._keycloak.sign_ins() if self._keycloak else [])

    # ------------------------------------------------------------------------------------------ the steps

    async def _start_postgres(self, postgres: Postgres) -> None:
        if postgres.is_new:
            with self._screen.step(f"A new database in {postgres.folder}"):
                (self._settings.data / SIGN_INS).unlink(missing_ok=True)
                await postgres.make()
        with self._screen.step(f"PostgreSQL {MAJOR}"):
            await self._outwait(postgres)
            self._database = self._child(postgres.program(self._sockets.postgres))
            await self._database.until(postgres.is_ready)

    async def _outwait(self, postgres: Postgres) -> None:
        clock = asyncio.get_running_loop().time
        deadline = clock() + PREDECESSOR_WITHIN
        while (pid := postgres.predecessor()) is not None:
            if clock() > deadline:
                raise Refused(
                    f"Another PostgreSQL (process {pid}) works in {postgres.folder}: stop it first."
                )
            await asyncio.sleep(0.1)

    async def _start_valkey(self) -> None:
        with self._screen.step("Valkey"):
            self._doorbell = self._child(valkey.program(self._settings.data, self._sockets.valkey))
            await self._doorbell.until(lambda _: valkey.is_ready(self._sockets.valkey / valkey.SOCKET))

    async def _furnish(self, postgres: Postgres) -> None:
        if self._settings.demo:
            with self._screen.step("Demo data"):
                await run_errand(await self._errand("seed", "Demo data"))
        postgres.first_start_is_over()

    async def _open(self) -> None:
        host, port = self._settings.host, self._settings.port
        for child in self._people:
            child.release()
        api, worker = self._people
        await api.until(lambda _: ports.answers(host, port, "/readyz"), READY_WITHIN)
        await worker.until(_is_there)

    # ------------------------------------------------------------------------------------- what is started

    def _child(self, program: Program) -> Child:
        child = Child(program, self._screen.say)
        child.start()
        return child

    async def _errand(self, command: str, name: str) -> Process:
        errand = await Process.start(self._ours(command, name))
        self._errands.append(errand)
        return errand

    def _ours(self, command: str, name: str) -> Program:
        """A command of this very program, that imports what it needs and waits for its word to begin."""
        told = {"seed": ["--sign-ins", str(self._settings.data / SIGN_INS)]}.get(command, ["--when-told"])
        return Program(
            name=name,
            command=[sys.executable, "-m", "cli", command, *told],
            log=self._settings.data / "log" / f"{command}.log",
            folder=ROOT,
            environment=self._environment,
            hears=True,
            stops=((SIGTERM, 10.0), (SIGKILL, 0.5)),
        )


async def _is_there(_: int) -> bool:
    return True


def environment(settings: Settings, sockets: Sockets) -> Mapping[str, str]:
    """What the API, the worker and the errands are told: our own environment, and what was chosen here."""
    chosen = {
        "HEALTHMED_DATA": str(settings.data),
        "HEALTHMED_PORT": str(settings.port),
        "PYTHONUNBUFFERED": "1",
    }
    if settings.database_url is None:
        chosen["HEALTHMED_DATABASE_URL"] = f"postgresql://{SUPERUSER}@/{DATABASE}?host={sockets.postgres}"
        trying = settings.environment == "development"
        if trying and "auto_verify_doctors" not in settings.model_fields_set:
            chosen["HEALTHMED_AUTO_VERIFY_DOCTORS"] = "true"
    if settings.redis_url is None:
        chosen["HEALTHMED_REDIS_URL"] = f"unix://{sockets.valkey / valkey.SOCKET}"
    return {name: value for name, value in os.environ.items() if name.upper() not in chosen} | chosen
