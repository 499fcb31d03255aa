"""`healthmed integrator`: partners' programs that may come in."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, TypeVar
from uuid import UUID

import typer

from cli.database import with_database
from cli.refusals import Refused, in_one_sentence

if TYPE_CHECKING:
    from domain.integrators.add import Client
    from domain.integrators.models import Integrator
    from domain.transaction import Transaction

app = typer.Typer(help="Let partners' programs in, and keep them out.", no_args_is_help=True)
T = TypeVar("T")
Id = Annotated[UUID, typer.Argument(help="As `integrator list` shows it.")]


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="As doctors know the partner.")],
    scope: Annotated[list[str], typer.Option(help="directory:read, appointments:read ...; repeat it.")],
    issuer: Annotated[
        str | None, typer.Option(help="Of a configured OpenID provider, for a service account there.")
    ] = None,
    client: Annotated[str | None, typer.Option(help="The service account's client id there.")] = None,
) -> None:
    """Let a program in: prints its id and its secret, which cannot be shown again."""
    with in_one_sentence():
        from domain.integrators.add import add_integrator
        from domain.integrators.scopes import parsed

        now = datetime.now(UTC)
        account = _client(issuer, client)
        added = _write(lambda tx: add_integrator(tx, name, parsed(scope), account, now))
        typer.echo(f"client_id      {added.id}")
        typer.echo(f"client_secret  {added.secret}" if added.secret else "Its provider gives it tokens.")


@app.command("list")
def list_() -> None:
    """Show who may come in, with which scopes."""
    with in_one_sentence():
        from domain.integrators.list_all import list_integrators

        for integrator in with_database(lambda database: database.look(list_integrators)):
            typer.echo(line(integrator))


@app.command()
def rotate(integrator_id: Id) -> None:
    """Give it another secret: the old one, its tokens and its sockets end."""
    with in_one_sentence():
        from domain.integrators.rotate_secret import rotate_secret

        now = datetime.now(UTC)
        typer.echo(f"client_secret  {_write(lambda tx: rotate_secret(tx, integrator_id, now))}")


@app.command()
def disable(integrator_id: Id) -> None:
    """Keep it out: its tokens are good for nothing at once, its sockets end within seconds."""
    with in_one_sentence():
        from domain.integrators.disable import disable_integrator

        now = datetime.now(UTC)
        typer.echo(f"{_write(lambda tx: disable_integrator(tx, integrator_id, now)).name} is kept out.")


@app.command()
def enable(integrator_id: Id) -> None:
    """Let it in again, with the secret and the grants that it had."""
    with in_one_sentence():
        from domain.integrators.enable import enable_integrator

        now = datetime.now(UTC)
        typer.echo(f"{_write(lambda tx: enable_integrator(tx, integrator_id, now)).name} may come in again.")


def line(integrator: "Integrator") -> str:
    """One integrator."""
    out = f"  (disabled {integrator.disabled_at:%Y-%m-%d})" if integrator.disabled_at else ""
    return f"{integrator.id}  {integrator.name}  {integrator.scopes or '-'}{out}"


def _client(issuer: str | None, client: str | None) -> "Client | None":
    from domain.integrators.add import Client

    if issuer and client:
        return Client(issuer, client)
    if issuer or client:
        raise Refused("A service account is named by --issuer and --client together.")
    return None


def _write(work: "Callable[[Transaction], Awaitable[T]]") -> T:
    from domain.accounts.rules import Unfit
    from domain.integrators import errors

    try:
        return with_database(lambda database: database.write(work))
    except errors.UnknownScope:
        from domain.integrators.scopes import Scope

        raise Refused(f"The scopes are {', '.join(Scope)}.") from None
    except errors.IntegratorNotFound:
        raise Refused("There is no such integrator, or it is disabled.") from None
    except errors.IntegratorNameTaken:
        raise Refused("Another integrator goes by that name.") from None
    except errors.ServiceAccountTaken:
        raise Refused("That client of that issuer stands for an integrator already.") from None
    except Unfit:
        raise Refused("A name has 2 to 120 characters, at least one of them a letter.") from None
