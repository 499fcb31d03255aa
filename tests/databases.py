"""Databases that a test has to itself, for what would be in the way of others."""

import asyncpg

from tests.conftest import TEMPLATE, _url


async def new_database(name: str) -> str:
    """The address of a migrated, empty database; the one that had its name before is gone."""
    connection = await asyncpg.connect(_url("postgres"))
    await connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    await connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    await connection.close()
    return _url(name)
