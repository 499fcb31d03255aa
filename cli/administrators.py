"""`healthmed admin`: people of the operator."""

import asyncio
from contextlib import closing
from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.database import with_database
from cli.refusals import Refused, in_one_sentence

app = typer.Typer(help="Let people of the operator in.", no_args_is_help=True)


@app.callback()
def people() -> None:
    """Let people of the operator in."""


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="The person's name.")],
    email: Annotated[str, typer.Argument(help="To sign in with.")],
    password: Annotated[
        str,
        typer.Option(
            envvar="HEALTHMED_ADMIN_PASSWORD",
            prompt=True,
            hide_input=True,
            confirmation_prompt=True,
            help="Asked for when it is not given.",
        ),
    ],
) -> None:
    """Open an administrator's account: verifies doctors, keeps accounts out."""
    with in_one_sentence():
        from domain.accounts.add_administrator import add_administrator
        from domain.accounts.errors import AlreadyRegistered
        from domain.errors import InvalidInput

        hashed, now = _hashed(password), datetime.now(UTC)
        try:
            with_database(
                lambda database: database.write(lambda tx: add_administrator(tx, name, email, hashed, now))
            )
        except AlreadyRegistered:
            raise Refused("That e-mail address is registered already.") from None
        except InvalidInput as invalid:
            wrong = " and the ".join(field.path for field in invalid.fields)
            raise Refused(f"The {wrong} cannot be taken.") from None
        typer.echo(f"{name} may sign in as an administrator.")


def _hashed(password: str) -> str:
    from domain.accounts import rules
    from infra.passwords import Passwords

    try:
        fit = rules.password(password)
    except rules.Unfit:
        raise Refused("A password has 8 to 128 characters.") from None
    with closing(Passwords()) as passwords:
        return asyncio.run(passwords.hash(fit))
