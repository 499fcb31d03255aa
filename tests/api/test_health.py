"""Alive while the loop runs; ready while PostgreSQL answers with the right schema."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from starlette.applications import Starlette
from starlette.routing import Route

from api.health import Readiness
from infra.database import Database
from migrations.known import newest
from tests.api.door import Door
from tests.api.edge import client_of


@asynccontextmanager
async def readiness(url: str, version: str = "") -> AsyncIterator[httpx.AsyncClient]:
    async with Database(url, version=version or newest()) as database:
        app = Starlette(routes=[Route("/readyz", Readiness(database).show)])
        async with client_of(app) as client:
            yield client


async def test_ready_when_postgresql_answers_with_the_newest_schema(database_url):
    async with readiness(database_url) as client:
        response = await client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ready"})


async def test_not_ready_while_postgresql_is_away(database_url, door: Door):
    async with readiness(door.through(database_url)) as client:
        for _ in range(2):
            gone = await client.get("/readyz")
            assert gone.status_code == 503
            assert gone.json() == {"status": "not ready", "missing": "PostgreSQL does not answer"}
            await door.open()
            assert (await client.get("/readyz")).status_code == 200
            await door.shut()


async def test_not_ready_when_postgresql_is_silent(tmp_path):
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_unix_server(silent, tmp_path / ".s.PGSQL.5432")
    async with server, readiness(f"postgresql://postgres@/x?host={tmp_path}") as client:
        before = asyncio.get_running_loop().time()
        assert (await client.get("/readyz")).status_code == 503
        assert asyncio.get_running_loop().time() - before < 1.5


async def test_not_ready_with_another_version_of_the_schema(database_url):
    async with readiness(database_url, "9999") as client:
        response = await client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["missing"] == f"the schema is at version {newest()}, 9999 is needed"


async def test_not_ready_before_the_first_migration():
    url = f"postgresql://postgres@/postgres?host={os.environ['HEALTHMED_TEST_POSTGRES']}"
    async with readiness(url) as client:
        response = await client.get("/readyz")
    assert response.json()["missing"] == f"the schema is at version none, {newest()} is needed"


async def test_not_ready_where_the_database_is_not_there_and_no_secret_is_told():
    url = f"postgresql://ana:secret@/nothing?host={os.environ['HEALTHMED_TEST_POSTGRES']}"
    async with readiness(url) as client:
        response = await client.get("/readyz")
    assert response.status_code == 503
    assert "secret" not in response.text
    assert "nothing" not in response.text
