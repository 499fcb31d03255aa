"""What search engines are told of: every verified doctor, in as many parts as it takes."""

import re
from uuid import UUID

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from api.sitemap import Sitemap
from infra.database import Database
from tests.api.edge import client_of, clinic_at
from tests.clinic import Clinic

SITE = "http://127.0.0.1:8000"


def places(text: str) -> list[str]:
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<')
    return re.findall("<loc>(.*?)</loc>", text)


async def test_every_verified_doctor_is_listed_once(database_url, now, clinic: Clinic, empty):
    doctors = [await clinic.doctor() for _ in range(3)]
    hidden = await clinic.doctor(verified_at=None)
    async with clinic_at(database_url, now) as client:
        response = await client.get("/sitemap.xml")
        assert response.headers["content-type"].startswith("application/xml")
        assert response.headers["cache-control"] == "public, max-age=600"
        assert sorted(places(response.text)) == sorted(
            [f"{SITE}/", *(f"{SITE}/medicos/{doctor.id}" for doctor in doctors)]
        )
        assert str(hidden.id) not in response.text
        robots = await client.get("/robots.txt")
        assert robots.headers["content-type"] == "text/plain; charset=utf-8"
        assert robots.text.splitlines()[-1] == f"Sitemap: {SITE}/sitemap.xml"


async def test_a_clinic_without_doctors_has_its_landing_alone(database_url, now, empty):
    async with clinic_at(database_url, now) as client:
        assert places((await client.get("/sitemap.xml")).text) == [f"{SITE}/"]


@pytest.mark.parametrize(("most", "page"), [(3, 2), (3, 3), (2, 1), (7, 2), (1, 5)])
async def test_many_doctors_are_told_in_parts(database: Database, clinic: Clinic, empty, most, page):
    doctors = {str((await clinic.doctor()).id) for _ in range(7)}
    sitemap = Sitemap(database, "https://clinic.example", most, page)
    routes = [Route("/sitemap.xml", sitemap.show), Route("/sitemaps/{first:uuid}.xml", sitemap.part)]
    client = client_of(Starlette(routes=routes), "https://clinic.example")
    index = (await client.get("/sitemap.xml")).text
    told = places(index)
    if most < 7:
        assert "<sitemapindex" in index
        parts = [places((await client.get(part)).text) for part in told]
        assert all(len(part) <= most for part in parts)
        told = [address for part in parts for address in part]
    found = [
        address.removeprefix("https://clinic.example/medicos/") for address in told if "medicos" in address
    ]
    assert len(found) == 7
    assert set(found) == doctors
    assert all(UUID(id_) for id_ in found)


async def test_a_part_that_cannot_be_is_404(database_url, now):
    async with clinic_at(database_url, now) as client:
        for part in ("x", "1", "..", "%00"):
            assert (await client.get(f"/sitemaps/{part}.xml")).status_code == 404
