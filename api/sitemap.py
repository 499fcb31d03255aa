"""/sitemap.xml and /robots.txt: where search engines find the doctors (https://www.sitemaps.org/protocol.html)."""

from collections.abc import AsyncIterator, Sequence
from html import escape
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlmodel import col
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from api.doctors import address_of
from domain.doctors.models import Doctor
from domain.transaction import Unavailable
from infra.database import Database

MOST: Final = 50_000
"""Addresses in one sitemap, by its protocol."""
PAGE: Final = 5_000
"""Doctors that are read at a time."""
KEPT: Final = {"cache-control": "public, max-age=600"}
NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
FIRST: Final = UUID(int=0)

VERIFIED: Final = col(Doctor.verified_at).is_not(None)
NEXT: Final = (
    select(col(Doctor.id))
    .where(VERIFIED, col(Doctor.id) >= bindparam("first"))
    .order_by(col(Doctor.id))
    .limit(bindparam("count"))
)
_numbered = (
    select(col(Doctor.id), (func.row_number().over(order_by=col(Doctor.id)) - 1).label("place"))
    .where(VERIFIED)
    .subquery()
)
PARTS: Final = (
    select(_numbered.c.id).where(_numbered.c.place % bindparam("most") == 0).order_by(_numbered.c.id)
)
"""The first doctor of each sitemap."""


class Sitemap:
    """Every verified doctor's page, read as it is sent."""

    def __init__(self, database: Database, site: str, most: int = MOST, page: int = PAGE) -> None:
        self._database, self._site, self._most, self._page = database, site, most, page

    async def show(self, _: Request) -> Response:
        """GET /sitemap.xml: the addresses, or which sitemaps have them."""
        first = await self._ids(PARTS, most=self._most)
        if len(first) <= 1:
            return await self._addresses(FIRST, [f"{self._site}/"])
        parts = [f"<sitemap><loc>{escape(self._site)}/sitemaps/{id_}.xml</loc></sitemap>" for id_ in first]
        text = f"{_opening('sitemapindex')}{''.join(parts)}</sitemapindex>\n"
        return Response(text, media_type="application/xml", headers=KEPT)

    async def part(self, request: Request) -> Response:
        """GET /sitemaps/{first}.xml: the doctors from this one on."""
        return await self._addresses(request.path_params["first"], [])

    async def robots(self, _: Request) -> Response:
        """GET /robots.txt."""
        rules = "User-agent: *\nDisallow: /graphql\nDisallow: /dev/\n"
        return PlainTextResponse(f"{rules}\nSitemap: {self._site}/sitemap.xml\n", headers=KEPT)

    async def _addresses(self, first: UUID, others: list[str]) -> Response:
        ids = await self._read(first)
        text = self._written(ids, others)
        return StreamingResponse(text, media_type="application/xml", headers=KEPT)

    async def _written(self, ids: Sequence[UUID], others: list[str]) -> AsyncIterator[str]:
        yield _opening("urlset") + "".join(map(_entry, others))
        written = 0
        while ids:
            ids = ids[: self._most - written]
            yield "".join(_entry(address_of(self._site, str(id_))) for id_ in ids)
            written += len(ids)
            if written >= self._most or len(ids) < self._page:
                break
            ids = await self._read(UUID(int=ids[-1].int + 1))
        yield "</urlset>\n"

    async def _read(self, first: UUID) -> Sequence[UUID]:
        return await self._ids(NEXT, first=first, count=self._page)

    async def _ids(self, statement: Any, **binds: Any) -> Sequence[UUID]:
        try:
            return [row.id for row in await self._database.look(lambda tx: tx.rows(statement, **binds))]
        except Unavailable:
            raise HTTPException(503, headers={"retry-after": "1"}) from None


def _opening(element: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{element} xmlns="{NAMESPACE}">'


def _entry(address: str) -> str:
    return f"<url><loc>{escape(address)}</loc></url>"
