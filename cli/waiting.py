"""What a process stands on may come later than the process: it is waited for, and the log says for what.

Redis is never waited for: everything works without it, slower.
"""

import asyncio
import signal
import sys
from types import FrameType
from typing import Any

from cli.refusals import Refused
from cli.servers import Away, must_reach_database
from migrations.known import newest

LOOK_AGAIN = 0.5


def wait_for_database(url: str, seconds: float, *, migrated: bool = True) -> None:
    """Come back when PostgreSQL lets us in, and if `migrated` its schema is not older than this code.

    Refused after so many seconds.
    """
    signal.signal(signal.SIGTERM, _leave)
    asyncio.run(_until_there(url, seconds, migrated=migrated))


def _leave(number: int, _: FrameType | None) -> None:
    """The first process of a container hears no signal that it has no handler for."""
    sys.exit(128 + number)


async def _until_there(url: str, seconds: float, *, migrated: bool) -> None:
    clock = asyncio.get_running_loop().time
    deadline, told = clock() + seconds, ""
    while True:
        try:
            return await must_reach_database(url, _must_be_migrated if migrated else None)
        except Away as away:
            if clock() >= deadline:
                raise Refused(f"{away} It was waited for {seconds:g} s.") from None
            if str(away) != told:
                told = str(away)
                print(f"{told} It is waited for, {seconds:g} s at the most.", file=sys.stderr, flush=True)
        await asyncio.sleep(min(LOOK_AGAIN, max(deadline - clock(), 0)))


async def _must_be_migrated(connection: Any) -> None:
    """Versions are numbers of four digits."""
    begun = await connection.fetchval("SELECT to_regclass('alembic_version') IS NOT NULL")
    version = await connection.fetchval("SELECT version_num FROM alembic_version") if begun else None
    if version is None or version < newest():
        raise Away(f"The database's schema is at version {version}; `migrate` must bring it to {newest()}.")
