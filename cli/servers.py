"""Servers that run elsewhere, named by HEALTHMED_DATABASE_URL and HEALTHMED_REDIS_URL."""

import os
import socket
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from cli.refusals import Refused

WITHIN = 5.0
Look = Callable[[Any], Awaitable[None]]
"""Given asyncpg's connection; it refuses what is not as it should be."""


class Away(Refused):
    """What is refused now may be there in a moment."""


async def must_reach_database(url: str, look: Look | None = None) -> None:
    """Refuse, without its password, a database that does not let us in; else have a look inside."""
    import asyncpg

    try:
        connection = await asyncpg.connect(url.replace("+asyncpg://", "://", 1), timeout=WITHIN)
        try:
            await (look or _nothing)(connection)
        finally:
            await connection.close()
    except (ValueError, asyncpg.InterfaceError) as problem:
        raise Refused(_sentence("PostgreSQL", "HEALTHMED_DATABASE_URL", url, problem)) from None
    except (OSError, TimeoutError, asyncpg.PostgresError) as problem:
        raise Away(_sentence("PostgreSQL", "HEALTHMED_DATABASE_URL", url, problem)) from None


async def _nothing(_: Any) -> None:
    """Being let in is enough."""


async def must_reach_redis(url: str) -> None:
    """The same for Redis or Valkey."""
    from redis.asyncio import Redis
    from redis.exceptions import RedisError

    try:
        client = Redis.from_url(url, socket_timeout=WITHIN, socket_connect_timeout=WITHIN)
        async with client:
            await client.ping()
    except (OSError, TimeoutError, ValueError, RedisError) as problem:
        raise Refused(_sentence("Redis", "HEALTHMED_REDIS_URL", url, problem)) from None


def _sentence(server: str, setting: str, url: str, problem: Exception) -> str:
    where, password = _parts(url)
    reason = str(problem).strip() or type(problem).__name__
    if isinstance(problem, OSError) and problem.errno and not isinstance(problem, socket.gaierror):
        reason = os.strerror(problem.errno)
    for secret in filter(None, (url, password)):
        reason = reason.replace(secret, "***")
    reason = reason.splitlines()[0].rstrip(".")
    return f"{server} at {where} ({setting}) cannot be reached: {reason}."


def _parts(url: str) -> tuple[str, str | None]:
    """The address without user and password, and the password."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.hostname or parts.path or 'an unnamed place'}{port}", parts.password
    except ValueError:
        return "an address that cannot be read", url.rpartition("@")[0].rpartition(":")[2] or None
