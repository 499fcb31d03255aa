"""Servers that run elsewhere, named by HEALTHMED_DATABASE_URL and HEALTHMED_REDIS_URL."""

import os
from urllib.parse import urlsplit

from cli.refusals import Refused

WITHIN = 5.0


async def must_reach_database(url: str) -> None:
    """Refuse, without its password, a database that does not let us in."""
    import asyncpg

    try:
        connection = await asyncpg.connect(url.replace("+asyncpg://", "://", 1), timeout=WITHIN)
        await connection.close()
    except (OSError, TimeoutError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as problem:
        raise _refusal("PostgreSQL", "HEALTHMED_DATABASE_URL", url, problem) from None


async def must_reach_redis(url: str) -> None:
    """The same for Redis or Valkey."""
    from redis.asyncio import Redis
    from redis.exceptions import RedisError

    try:
        client = Redis.from_url(url, socket_timeout=WITHIN, socket_connect_timeout=WITHIN)
        async with client:
            await client.ping()
    except (OSError, TimeoutError, ValueError, RedisError) as problem:
        raise _refusal("Redis", "HEALTHMED_REDIS_URL", url, problem) from None


def _refusal(server: str, setting: str, url: str, problem: Exception) -> Refused:
    where, password = _parts(url)
    reason = str(problem).strip() or type(problem).__name__
    if isinstance(problem, OSError) and problem.errno:
        reason = os.strerror(problem.errno)
    for secret in filter(None, (url, password)):
        reason = reason.replace(secret, "***")
    reason = reason.splitlines()[0].rstrip(".")
    return Refused(f"{server} at {where} ({setting}) cannot be reached: {reason}.")


def _parts(url: str) -> tuple[str, str | None]:
    """The address without user and password, and the password."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.hostname or parts.path or 'an unnamed place'}{port}", parts.password
    except ValueError:
        return "an address that cannot be read", url.rpartition("@")[0].rpartition(":")[2] or None
