"""`healthmed integrator` and `healthmed admin`."""

import asyncio
import re
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from cli.commands import app
from tests.clinic import Clinic

PASSWORD = {"HEALTHMED_ADMIN_PASSWORD": "correct horse"}


@pytest.fixture(autouse=True)
def there(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEALTHMED_DATABASE_URL", database_url)


async def run(*command: str, code: int = 0, told: dict[str, str] | None = None) -> str:
    """What was printed, in a thread: it has an event loop of its own."""
    result = await asyncio.to_thread(CliRunner().invoke, app, list(command), env=told or {})
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result.output


async def test_a_program_is_added_listed_given_another_secret_kept_out_and_let_in_again(clinic: Clinic):
    name = f"Clínica {uuid4()}"
    printed = await run("integrator", "add", name, "--scope", "directory:read", "--scope", "events:read")
    found = re.fullmatch(r"client_id      (\S{36})\nclient_secret  (\S{43})\n", printed)
    assert found
    id, secret = found.groups()
    listed = await run("integrator", "list")
    assert f"{id}  {name}  directory:read events:read\n" in listed
    assert secret not in listed
    assert secret not in await run("integrator", "rotate", id)
    assert await run("integrator", "disable", id) == f"{name} is kept out.\n"
    assert f"{name}  directory:read events:read  (disabled" in await run("integrator", "list")
    assert await run("integrator", "enable", id) == f"{name} may come in again.\n"
    assert f"{name}  directory:read events:read\n" in await run("integrator", "list")


async def test_what_cannot_be_is_said_in_one_sentence(clinic: Clinic):
    name = f"Clínica {uuid4()}"
    assert "The scopes are" in await run("integrator", "add", name, "--scope", "all", code=1)
    assert "together" in await run(
        "integrator", "add", name, "--scope", "events:read", "--client", "x", code=1
    )
    assert "2 to 120" in await run("integrator", "add", "7", "--scope", "events:read", code=1)
    assert "no such integrator" in await run("integrator", "disable", str(uuid4()), code=1)


async def test_a_service_account_gets_no_secret_of_ours(clinic: Clinic):
    named = ("--issuer", "https://id.example", "--client", str(uuid4()))
    printed = await run("integrator", "add", f"Robô {uuid4()}", "--scope", "events:read", *named)
    assert "client_secret" not in printed
    assert "already" in await run(
        "integrator", "add", f"Robô {uuid4()}", "--scope", "events:read", *named, code=1
    )


async def test_an_administrator_is_added(clinic: Clinic):
    email = f"{uuid4()}@example.com"
    assert "administrator" in await run("admin", "add", "Olga Nunes", email, told=PASSWORD)
    assert "already" in await run("admin", "add", "Olga Nunes", email, code=1, told=PASSWORD)
    assert "email cannot" in await run("admin", "add", "Olga Nunes", "nowhere", code=1, told=PASSWORD)
    short = {"HEALTHMED_ADMIN_PASSWORD": "short"}
    assert "8 to 128" in await run("admin", "add", "Olga Nunes", f"{uuid4()}@example.com", code=1, told=short)
