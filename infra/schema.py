"""Whether a connection may be used by code of this version (docs/decisions/0014-schemas-and-code.md).

Every connection holds, for as long as it lives, a shared advisory lock of the version that its code was
written for. A migration that takes away what older code needs takes the locks of all older versions first: it
does not run while one is held, and who connects afterwards reads here that the schema is not theirs any more.
"""

from typing import Final

import asyncpg

from domain.transaction import Unavailable

USERS: Final = 1_618_033
"""The class of these locks; migrations/run.py knows it too."""
FOUND: Final = """
SELECT
    (SELECT version_num FROM alembic_version) AS version,
    (SELECT oldest_code FROM schema_support) AS oldest
"""


class Unfit(Unavailable):
    """The schema is not one that this code knows; its text says which it is, and what is needed."""


async def must_fit(connection: asyncpg.Connection, version: str) -> None:
    """Hold our version's lock on this connection, and look at the schema; raises Unfit."""
    await connection.execute(f"SELECT pg_advisory_lock_shared({USERS}, {int(version)})")
    try:
        found = await connection.fetchrow(FOUND)
    except asyncpg.UndefinedTableError:
        raise Unfit(f"the schema is at version none, {version} is needed") from None
    if found["version"] is None or found["version"] < version:
        raise Unfit(f"the schema is at version {found['version'] or 'none'}, {version} is needed")
    if found["oldest"] > int(version):
        raise Unfit(f"the schema needs code of version {found['oldest']:04}, this is {version}: replace it")
