"""For whoever watches the process: /livez, /readyz."""

import asyncio
from typing import Final

import structlog
from sqlalchemy import func, select, text
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from domain.transaction import Transaction, Unavailable
from infra.database import Database

PATIENCE: Final = 1.0
MIGRATED: Final = select(func.to_regclass("alembic_version").is_not(None).label("begun"))
VERSION: Final = text("SELECT version_num FROM alembic_version")

log = structlog.get_logger()


async def livez(_: Request) -> Response:
    """The loop runs, or this would not be answered."""
    return JSONResponse({"status": "alive"})


class Readiness:
    """Ready is: PostgreSQL answers, and holds the version of the schema that this code was written for.

    Redis is not asked for: without it everything still works, slower.
    """

    def __init__(self, database: Database, version: str) -> None:
        self._database = database
        self._version = version
        self._missing: str | None = None
        self.stopping = False
        """Whether the process takes leave: no new requests, please."""

    async def show(self, _: Request) -> Response:
        """GET /readyz."""
        missing = await self._find_missing()
        if missing != self._missing:
            self._missing = missing
            log.warning("readiness changed", missing=missing)
        if missing:
            return JSONResponse({"status": "not ready", "missing": missing}, 503)
        return JSONResponse({"status": "ready"})

    async def _find_missing(self) -> str | None:
        if self.stopping:
            return "the process is about to stop"
        try:
            async with asyncio.timeout(PATIENCE):
                version = await self._database.look(_stored_version)
        except (Unavailable, TimeoutError):
            return "PostgreSQL does not answer"
        except Exception as error:  # a wrong password, a database that is not there
            log.error("fault", exc_info=error)
            return "PostgreSQL refuses this process"
        if version == self._version:
            return None
        return f"the schema is at version {version}, {self._version} is needed"


async def _stored_version(tx: Transaction) -> str:
    (table,) = await tx.rows(MIGRATED)
    rows = await tx.rows(VERSION) if table.begun else []
    return str(rows[0].version_num) if rows else "none"
