"""The client's page: at its own addresses, and under its policy."""

import base64
import hashlib
import json
import os
import re
from uuid import uuid4

import httpx
import pytest

from api.client import ADDRESSES, DOCTOR, FIRST_WORDS
from api.pages import DIST
from tests.api.built import PAGE, SITE, STYLES
from tests.api.edge import clinic_at
from tests.clinic import Clinic
from tests.server import ROOT


def policy_of(response: httpx.Response) -> dict[str, str]:
    parts = response.headers["content-security-policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


def test_the_addresses_and_their_pages_are_those_of_the_client():
    app = ROOT / "frontend" / "src" / "app"
    routes = dict(re.findall(r"(\w+): '(/[^']*)'", (app / "routes.ts").read_text()))
    loaders = dict(re.findall(r"(\w+): \(\) => import\('~/([^']*)'\)", (app / "loaders.ts").read_text()))
    pages = {re.sub(r":(\w+)", r"{\1}", address): loaders.get(name) for name, address in routes.items()}
    assert pages == {"/": None, "/medicos/{id}": DOCTOR, **ADDRESSES}


async def test_a_pages_own_files_are_asked_for_with_the_clients(browser, dist, clinic: Clinic):
    manifest = {
        "index.html": {"file": "assets/client-1.js", "imports": ["_shared.js"]},
        "_shared.js": {"file": "assets/shared-1.js", "css": ["assets/shared-1.css"]},
        "_more.js": {"file": "assets/more-1.js", "imports": ["index.html", "_shared.js"]},
        "src/features/today/TodayPage.tsx": {
            "file": "assets/Today-1.js",
            "css": ["assets/Today-1.css"],
            "imports": ["_more.js"],
        },
        f"src/{DOCTOR}.tsx": {"file": "assets/Doctor-1.js", "imports": ["index.html"]},
    }
    asked = "".join(f'<script src="/assets/{name}-1.js"></script>' for name in ("client", "shared"))
    (dist / ".vite").mkdir()
    (dist / ".vite" / "manifest.json").write_text(json.dumps(manifest))
    (dist / "index.html").write_text(PAGE.replace("</head>", f"{asked}</head>"))

    async def preloaded(address: str) -> list[str]:
        return re.findall(
            r'rel="\w*preload"(?: as="style")? crossorigin href="(.*?)"', (await browser.get(address)).text
        )

    assert await preloaded("/agenda") == ["/assets/Today-1.js", "/assets/Today-1.css", "/assets/more-1.js"]
    assert await preloaded(f"/medicos/{(await clinic.doctor()).id}") == ["/assets/Doctor-1.js"]
    assert await preloaded("/") == await preloaded("/consultas") == []


async def test_every_address_of_the_client_gives_its_page(browser):
    for address in ("/", *ADDRESSES):
        response = await browser.get(address.replace("{id}", str(uuid4())))
        assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert response.headers["cache-control"] == "no-cache"
        assert ("Quem?" in response.text) == (address == "/")


@pytest.mark.parametrize("address", FIRST_WORDS)
async def test_a_page_says_at_once_what_the_client_will_say(browser, address):
    page = (await browser.get(address)).text
    source = (ROOT / "frontend" / "src" / f"{ADDRESSES[address]}.tsx").read_text()
    for words in FIRST_WORDS[address]:
        assert f">{words}</" in page
        assert re.search(rf"<Trans>\s*{re.escape(words)}\s*</Trans>", source)


@pytest.mark.parametrize("address", ["/nothing", "/nothing/at/all", "/medicos", "/index.html", "/secret.txt"])
async def test_what_is_not_there_is_the_page_too_and_says_404(browser, address):
    response = await browser.get(address)
    assert response.status_code == 404
    assert '<div id="root">' in response.text
    assert "Quem?" not in response.text


async def test_the_landing_says_where_it_is_and_how_it_is_shown(browser):
    page = (await browser.get("/")).text
    assert f'<link rel="canonical" href="{SITE}/" />' in page
    assert page.count("<title>") == page.count('<meta name="description"') == 1
    assert 'property="og:title" content="Health&amp;Med · consultas por vídeo"' in page


async def test_a_slash_at_the_end_leads_to_the_page_and_never_to_another_site(browser):
    for asked, location in (("/consultas/", "/consultas"), ("//evil.example/", "/evil.example")):
        response = await browser.get(f"{SITE}{asked}")
        assert (response.status_code, response.headers["location"]) == (308, location)
    assert (await browser.get(f"{SITE}/%5Cevil.example/")).headers["location"] == "/%5Cevil.example"


async def test_the_policy_knows_the_pages_own_styles_and_nobody_elses_script(browser, dist):
    policy = policy_of(await browser.get("/"))
    digests = [base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in STYLES]
    assert policy["style-src"] == " ".join(["'self'", *(f"'sha256-{digest}'" for digest in digests)])
    assert (policy["default-src"], policy["script-src"]) == ("'none'", "'self'")
    assert policy["connect-src"] == "'self' ws://127.0.0.1:8000"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in str(policy)
    (dist / "index.html").write_text(PAGE.replace("color:red", "color:blue!important"))
    assert policy_of(await browser.get("/"))["style-src"] != policy["style-src"]


async def test_every_page_is_marked(browser):
    for address in ("/", "/consultas", "/nothing"):
        headers = (await browser.get(address)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert policy_of(httpx.Response(200, headers=headers))["default-src"] == "'none'"


async def test_a_page_that_did_not_change_is_not_sent_again(browser, dist):
    first = await browser.get("/")
    tag = first.headers["etag"]
    again = await browser.get("/", headers={"if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    assert (await browser.get("/consultas", headers={"if-none-match": tag})).status_code == 200
    (dist / "index.html").write_text(PAGE + " ")
    assert (await browser.get("/", headers={"if-none-match": tag})).status_code == 200
    head = await browser.head("/")
    assert (head.status_code, head.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert (await browser.post("/")).status_code == 405


async def test_the_page_is_compressed_for_who_takes_it(browser):
    zipped = await browser.get("/", headers={"accept-encoding": "gzip"})
    assert (zipped.headers["content-encoding"], zipped.headers["vary"]) == ("gzip", "accept-encoding")
    plain = await browser.get("/", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == zipped.text


async def test_the_files_at_the_root_have_their_types(browser, dist):
    for name, media, caching in (
        ("sw.js", "text/javascript; charset=utf-8", "no-cache"),
        ("manifest.webmanifest", "application/manifest+json", "public, max-age=3600"),
        ("icon.svg", "image/svg+xml", "public, max-age=3600"),
        ("icon-192.png", "image/png", "public, max-age=3600"),
    ):
        response = await browser.get(f"/{name}")
        told = (response.status_code, response.headers["content-type"], response.headers["cache-control"])
        assert told == (200, media, caching)
        again = await browser.get(f"/{name}", headers={"if-none-match": response.headers["etag"]})
        assert again.status_code == 304
        assert (await browser.head(f"/{name}")).status_code == 200
    (dist / "sw.js").unlink()
    assert (await browser.get("/sw.js")).status_code == 404


async def test_a_client_that_is_not_built_says_how_to_build_it(browser, dist):
    (dist / "index.html").unlink()
    response = await browser.get("/")
    assert response.status_code == 503
    assert "make up" in response.text
    (dist / "index.html").write_text(PAGE)
    assert (await browser.get("/")).status_code == 200


async def test_the_client_leaves_the_other_doors_alone(browser):
    for path, status in (("/livez", 200), ("/readyz", 200), ("/metrics", 200), ("/dev/mailbox", 200)):
        response = await browser.get(path)
        assert (response.status_code, "Quem?" in response.text) == (status, False)
    assert (await browser.get("/graphql")).status_code == 405


async def test_where_the_client_is_served_elsewhere_its_addresses_are_there(dist, database_url, now, clinic):
    doctor = await clinic.doctor()
    async with clinic_at(database_url, now, client_origin="https://app.example") as client:
        page = (await client.get(f"/medicos/{doctor.id}")).text
        assert f'href="https://app.example/medicos/{doctor.id}"' in page
        assert "Sitemap: https://app.example/sitemap.xml" in (await client.get("/robots.txt")).text


@pytest.mark.skipif(not (DIST / "index.html").exists(), reason="frontend/dist is not built")
async def test_the_built_page_is_one_that_can_be_filled_in(database_url, now, clinic: Clinic):
    doctor = await clinic.doctor("Ana Souza")
    async with clinic_at(database_url, now) as client:
        landing, page = (await client.get("/")).text, (await client.get(f"/medicos/{doctor.id}")).text
    assert "Com quem" in landing
    assert "Com quem" not in page
    assert page.count("<title>") == page.count('name="description"') == 1
    scripts = re.findall(r"<script([^>]*)>", landing)
    assert scripts
    assert all('src="/assets/' in script for script in scripts)
    assert not re.search(r'\s(style|on\w+)="', landing)
    assert os.listdir(DIST / "assets")
