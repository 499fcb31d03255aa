"""For whoever watches the process: /livez, /readyz."""

import asyncio
from typing import Final

import structlog
from sqlalchemy import literal, select
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from domain.transaction import Unavailable
from infra.database import Database
from infra.schema import Unfit

PATIENCE: Final = 1.0
ANYTHING: Final = select(literal(1))

log = structlog.get_logger()


async def livez(_: Request) -> Response:
    """The loop runs, or this would not be answered."""
    return JSONResponse({"status": "alive"})


class Readiness:
    """Ready is: PostgreSQL answers, and holds a schema that this code knows (infra/schema.py).

    Redis is not asked for: without it everything still works, slower.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
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
                await self._database.look(lambda tx: tx.rows(ANYTHING))
        except Unfit as reason:
            return str(reason)
        except (Unavailable, TimeoutError):
            return "PostgreSQL does not answer"
        except Exception as error:  # a wrong password, a database that is not there
            log.error("fault", exc_info=error)
            return "PostgreSQL refuses this process"
        return None
