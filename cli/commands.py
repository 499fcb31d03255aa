"""The commands of `healthmed`. What a command needs is imported inside it, so that `--help` is quick."""

import asyncio
import gc
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli import administrators, integrators, messages
from cli.database import database_url
from cli.refusals import Refused, in_one_sentence, keep_traceback, refusal_of

if TYPE_CHECKING:
    from infra.settings import Settings

app = typer.Typer(
    help="Health&Med: telemedicine scheduling. Settings are environment variables HEALTHMED_<NAME>.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.add_typer(messages.app, name="messages")
app.add_typer(integrators.app, name="integrator")
app.add_typer(administrators.app, name="admin")

WhenTold = Annotated[
    bool, typer.Option("--when-told", hidden=True, help="Begin at a line on standard input.")
]


@app.command()
def up(
    keycloak: Annotated[
        bool, typer.Option("--keycloak", help="With a Keycloak beside it, to sign in with.")
    ] = False,
    keycloak_port: Annotated[
        int, typer.Option(min=0, max=65535, envvar="HEALTHMED_KEYCLOAK_PORT", help="0 takes a free one.")
    ] = 8080,
) -> None:
    """Run the whole clinic here: PostgreSQL, Valkey, the API and the worker. Ctrl-C stops it."""
    data: Path | None = None
    try:
        from cli import standalone
        from cli.console import Screen

        settings = _safe_settings()
        data = settings.data
        asyncio.run(standalone.run(settings, Screen(), keycloak_port if keycloak else None))
    except KeyboardInterrupt:
        raise typer.Exit(0) from None
    except Exception as problem:
        refusal = refusal_of(problem) or Refused(
            f"Something went wrong that should not: {type(problem).__name__}. "
            f"What there is to know about it is in {keep_traceback(problem, data and data / 'log')}."
        )
        typer.echo(str(refusal), err=True)
        raise typer.Exit(1) from None


@app.command()
def api(
    when_told: WhenTold = False,
    fd: Annotated[int | None, typer.Option(hidden=True, help="A socket that listens already.")] = None,
) -> None:
    """Run the API alone, on HEALTHMED_HOST and HEALTHMED_PORT, for the servers that the settings name."""
    with in_one_sentence():
        with _importing():
            import socket

            from api.app import create_app
            from api.server import server
            from cli.ports import free_port, listen
            from cli.waiting import wait_for_database

        settings = _safe_settings()
        url = _database_url(settings)
        _wait_until(when_told)
        try:
            app = create_app(settings)
        except RuntimeError as reason:
            raise Refused(str(reason)) from None
        running = server(app, lambda: app.state.leave(), settings.trusted_proxies)
        if fd is None:
            free_port(settings.host, settings.port)  # refused now; nobody is let in before there is an answer
        wait_for_database(url, settings.start_within)
        with listen(settings.host, settings.port) if fd is None else socket.socket(fileno=fd) as bound:
            running.run(sockets=[bound])
        if not running.started:
            raise typer.Exit(1)


@app.command()
def worker(when_told: WhenTold = False) -> None:
    """Run the worker alone."""
    with in_one_sentence():
        with _importing():
            from cli.waiting import wait_for_database
            from workers.process import main

        settings = _safe_settings()
        url = _database_url(settings)
        _wait_until(when_told)
        wait_for_database(url, settings.start_within)
        main()


@app.command()
def migrate(when_told: WhenTold = False) -> None:
    """Bring the database's schema to the newest version."""
    with in_one_sentence():
        with _importing():
            from cli.waiting import wait_for_database
            from migrations.run import migrate as run

        settings = _settings()
        url = _database_url(settings)
        _wait_until(when_told)
        wait_for_database(url, settings.start_within, migrated=False)
        run(url, lambda said: typer.echo(said, err=True))


@app.command()
def healthy(
    worker: Annotated[bool, typer.Option(help="Ask the worker, on HEALTHMED_WORKER_METRICS_PORT.")] = False,
) -> None:
    """Say by the exit code whether the process in this container does its work."""
    with in_one_sentence():
        from cli.ports import answers

        settings = _settings()
        port, path = (settings.worker_metrics_port, "/metrics") if worker else (settings.port, "/readyz")
        if port is None:
            raise Refused("HEALTHMED_WORKER_METRICS_PORT is not set: nobody can ask the worker.")
        if not asyncio.run(answers(settings.host, port, path)):
            raise Refused(f"{settings.host}:{port} does not answer {path} with 200.")


@app.command()
def seed(
    sign_ins: Annotated[
        Path | None, typer.Option(hidden=True, help="Write them here, not on the screen.")
    ] = None,
) -> None:
    """Fill the database with demo data: doctors, patients, appointments."""
    with in_one_sentence():
        from cli.demo import DEMO_SIGN_INS
        from cli.demo import seed as run

        settings = _settings()
        if settings.environment == "production":
            raise Refused("Demo data has passwords that everybody knows: production takes none.")
        _database_url(settings)
        asyncio.run(run(settings))
        if sign_ins is not None:
            sign_ins.write_text(json.dumps(DEMO_SIGN_INS))
            return
        for role, identifier, password in DEMO_SIGN_INS:
            typer.echo(f"{role}: {identifier} {password}")


@app.command()
def schema(
    check: Annotated[bool, typer.Option(help="Say what is wrong with the exported one.")] = False,
    permissions: Annotated[bool, typer.Option(help="Print who may ask what instead.")] = False,
) -> None:
    """Print the published GraphQL schema, or check the exported one against it and the contract."""
    with in_one_sentence():
        from schema.export import problems, sdl
        from schema.permissions import table

        if not check:
            typer.echo(table() if permissions else sdl(), nl=False)
            return
        found = problems()
        for problem in found:
            typer.echo(problem, err=True)
        raise typer.Exit(1 if found else 0)


@app.command()
def doctor() -> None:
    """Explain the whole configuration, and try everything it stands on. Exit code 1: something is to mend."""
    with in_one_sentence():
        from rich.console import Console

        from cli.doctor import examine

        if not asyncio.run(examine(_settings(), Console(highlight=False))):
            raise typer.Exit(1)


@app.command()
def verify(crm: Annotated[str, typer.Argument(help="As in SP-123456.")]) -> None:
    """Verify a doctor, who from then on is found by patients."""
    with in_one_sentence():
        from cli.verify import verify as run

        run(crm, database_url(_settings()))


@contextmanager
def _importing() -> Iterator[None]:
    """What is imported stays: looking for garbage in it takes a tenth of the start, and time ever after."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()


def _settings() -> "Settings":
    from infra.settings import Settings

    return Settings()


def _safe_settings() -> "Settings":
    """For whatever serves people: Refused with each thing that is unsafe in production."""
    from infra.safety import dangers

    settings = _settings()
    if found := dangers(settings):
        raise Refused("\n".join(found))
    return settings


def _database_url(settings: "Settings") -> str:
    if settings.database_url is None:
        raise Refused("HEALTHMED_DATABASE_URL is not set; `make up` sets it for its own PostgreSQL.")
    return settings.database_url


def _wait_until(told: bool) -> None:
    """Everything is imported; whoever started us says when to begin, and its end is ours."""
    if told and not sys.stdin.readline():
        raise Refused("Whoever should have said when to begin is gone.")
