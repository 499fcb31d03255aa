"""GraphiQL's page, under a strict policy."""

from pathlib import Path

import pytest

from api.pages import DIST
from tests.api.edge import Scripted, edge

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    (tmp_path / "graphiql").mkdir()
    (tmp_path / "graphiql" / "index.html").write_text("<!doctype html><p>the page</p>")
    return tmp_path


async def test_a_browser_gets_graphiql_under_a_policy_without_inline_scripts(now, dist):
    async with edge(Scripted(), now, dist=dist) as client:
        response = await client.get("/graphql", headers=BROWSER)
    assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "the page" in response.text
    policy = dict(part.split(" ", 1) for part in response.headers["content-security-policy"].split("; "))
    assert (policy["default-src"], policy["script-src"]) == ("'none'", "'self'")
    assert not [source for sources in policy.values() for source in sources.split() if "http" in source]
    assert response.headers["cache-control"] == "no-store"


async def test_programs_do_not_get_the_page(now, dist):
    async with edge(Scripted(), now, dist=dist) as client:
        assert (await client.get("/graphql")).status_code == 405
        assert (await client.post("/graphql", headers=BROWSER | {"accept": "text/html"})).status_code == 406


async def test_nobody_gets_the_page_where_it_is_off(now, dist):
    async with edge(Scripted(), now, dist=dist, graphiql=False) as client:
        assert (await client.get("/graphql", headers=BROWSER)).status_code == 405


async def test_a_page_that_is_not_built_says_how_to_build_it(now, tmp_path):
    async with edge(Scripted(), now, dist=tmp_path) as client:
        response = await client.get("/graphql", headers=BROWSER)
    assert response.status_code == 503
    assert "make up" in response.text


@pytest.mark.skipif(not DIST.exists(), reason="frontend/dist is not built")
async def test_the_built_page_loads_files_of_this_server_alone():
    page = (DIST / "graphiql" / "index.html").read_text()
    sources = [part.partition('"')[0] for name in ("src=", "href=") for part in page.split(f'{name}"')[1:]]
    assert sources
    assert all(source.startswith("/assets/") for source in sources)
    assert "<style" not in page
    assert "<script>" not in page
