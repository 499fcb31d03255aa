"""Partners' tokens where processes serve from read-only disks: good in all, also while keys change."""

import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest

from cli.ports import free_port
from domain.integrators.add import Added, add_integrator
from domain.integrators.scopes import Scope
from infra.database import Database
from tests.operations import container
from tests.operations.container import answer, running
from tests.server import ROOT

SCRIPT = ROOT / "deploy" / "signing-keys.sh"


@pytest.fixture(autouse=True)
def _() -> None:
    container.must_run()


@pytest.fixture
async def program(database: Database) -> Added:
    name, now = f"Partner {uuid4()}", datetime.now(UTC)
    return await database.write(lambda tx: add_integrator(tx, name, frozenset(Scope), None, now))


@pytest.fixture
async def url(database_url: str) -> AsyncIterator[str]:
    async with container.over_tcp(urlsplit(database_url).path[1:]) as address:
        yield address


class Keys:
    """The file of keys, as an operator changes it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.do("new")

    def do(self, step: str) -> Path:
        """One step of the script; a copy of what is there then, as a process that starts now is given it."""
        kept = self.folder / "keys"
        subprocess.run([SCRIPT, step, kept], check=True)
        kept.chmod(0o444)
        given = self.folder / step
        given.mkdir()
        (given / "healthmed_signing_keys").write_bytes(kept.read_bytes())
        return given


@asynccontextmanager
async def serving(url: str, secrets: Path) -> AsyncIterator[httpx.AsyncClient]:
    """An API process that was given these secrets."""
    port, folder = free_port("127.0.0.1", 0), str(secrets)
    async with running("api", sees=(folder,), database_url=url, port=str(port), secrets_dir=folder):
        await answer(f"http://127.0.0.1:{port}/readyz")
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            yield client


async def token(client: httpx.AsyncClient, program: Added) -> str:
    form = {"grant_type": "client_credentials"}
    given = await client.post("/oauth/token", data=form, auth=(str(program.id), program.secret or ""))
    assert given.status_code == 200, given.text
    return str(given.json()["access_token"])


async def are_taken(sent: str, *clients: httpx.AsyncClient) -> bool:
    """Whether each process knows by it who asks."""
    body, headers = {"query": "{ appointments { nodes { id } } }"}, {"Authorization": f"Bearer {sent}"}
    answers = [await client.post("/graphql", json=body, headers=headers) for client in clients]
    return all("errors" not in answered.json() for answered in answers)


async def kids(client: httpx.AsyncClient) -> list[str]:
    return [key["kid"] for key in (await client.get("/oauth/keys")).json()["keys"]]


@pytest.mark.timeout(300)
async def test_keys_change_while_two_processes_serve_and_no_token_is_refused(url, program, tmp_path):
    keys = Keys(tmp_path)
    async with serving(url, keys.do("add")) as two:
        async with serving(url, tmp_path / "new") as one:
            old = await token(one, program)
            old_kid, new_kid = await kids(two)
            assert await kids(one) == [old_kid]
            for sent in (old, await token(two, program)):
                assert await are_taken(sent, one, two)
        async with serving(url, keys.do("turn")) as one:
            assert await kids(one) == [new_kid, old_kid]
            new = await token(one, program)
            for sent in (old, new, await token(two, program)):
                assert await are_taken(sent, one, two)
    async with serving(url, keys.do("drop")) as two:
        assert await kids(two) == [new_kid]
        assert await are_taken(new, two)
        assert not await are_taken(old, two), "its ten minutes are over by then"


async def test_without_a_key_and_on_a_read_only_disk_only_partners_get_no_token(url, program, tmp_path):
    async with serving(url, tmp_path) as client:
        form = {"grant_type": "client_credentials"}
        refused = await client.post("/oauth/token", data=form, auth=(str(program.id), program.secret))
        assert (refused.status_code, refused.json()["error"]) == (503, "temporarily_unavailable")
        assert (await client.post("/graphql", json={"query": "{ specialties { code } }"})).status_code == 200
