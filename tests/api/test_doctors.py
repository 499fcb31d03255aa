"""A doctor's page: the words that the server puts into it."""

import json
import re
from uuid import uuid4

from tests.api.built import SITE
from tests.api.door import Door
from tests.api.edge import clinic_at
from tests.clinic import Clinic

WICKED = 'Zoé </script><script>alert(1)</script> "O\'Neil" & <!-- \u2028'


def data_in(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    assert not set("<>&\u2028") & set(found[1])
    data = json.loads(found[1])
    assert isinstance(data, dict)
    return data


async def test_a_doctors_page_says_who_it_is_without_script(browser, clinic: Clinic):
    doctor = await clinic.doctor(
        "Ana Souza", specialties=("cardiology", "pediatrics"), bio="Escuta.", crm_number="123456"
    )
    response = await browser.get(f"/medicos/{doctor.id}")
    page, address = response.text, f"{SITE}/medicos/{doctor.id}"
    assert (response.status_code, response.headers["cache-control"]) == (200, "no-cache")
    assert "<title>Ana Souza · Cardiologia e Pediatria · Health&amp;Med</title>" in page
    assert f'<link rel="canonical" href="{address}" />' in page
    assert 'content="Consulta por vídeo com Ana Souza, Cardiologia e Pediatria (São Paulo, SP)' in page
    assert '<meta property="og:type" content="profile" />' in page
    assert "<h1>Ana Souza</h1>" in page
    assert "CRM-SP 123456" in page
    assert "Quem?" not in page
    data = data_in(page)
    assert (data["@type"], data["name"], data["url"]) == ("Physician", "Ana Souza", address)
    assert data["medicalSpecialty"] == ["Cardiologia", "Pediatria"]
    assert data["priceRange"] == "R$ 250,00"
    assert data["description"] == "Escuta."


async def test_a_doctors_own_words_stay_words(browser, clinic: Clinic):
    doctor = await clinic.doctor(WICKED, bio="</main>\\1 \\g<0> <img onerror=alert(1)>", city='Rio "</title>')
    page = (await browser.get(f"/medicos/{doctor.id}")).text
    assert data_in(page)["name"] == WICKED
    assert "<script>alert" not in page
    assert "<img" not in page
    assert page.count("</title>") == page.count("</main>") == 1
    assert page.count("</script>") == 1
    assert "\\1 \\g&lt;0&gt;" in page


async def test_a_long_description_ends_at_a_word(browser, clinic: Clinic):
    doctor = await clinic.doctor("Maria " * 30 + "Silva")
    page = (await browser.get(f"/medicos/{doctor.id}")).text
    described = re.search(r'name="description" content="([^"]*)"', page)
    assert described
    assert len(described[1]) <= 160
    assert described[1].endswith("Maria…")


async def test_a_doctor_who_is_not_there_or_not_verified_is_404(browser, clinic: Clinic):
    unverified = await clinic.doctor(verified_at=None)
    for id_ in (unverified.id, uuid4(), "x", "%00", "%F0%9F", "a" * 3000):
        response = await browser.get(f"/medicos/{id_}")
        assert (response.status_code, '<div id="root">' in response.text) == (404, True), id_


async def test_a_doctors_page_waits_for_the_database(dist, database_url, now, door: Door):
    async with clinic_at(door.through(database_url), now) as client:
        response = await client.get(f"/medicos/{uuid4()}")
        assert (response.status_code, response.headers["retry-after"]) == (503, "1")
        assert '<div id="root">' in response.text
        assert (await client.get("/sitemap.xml")).status_code == 503
        assert (await client.get("/")).status_code == 200
