"""Built files: kept for good, sent as the browser likes them, and nothing but them."""

import gzip
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from api.files import Assets
from tests.api.edge import client_of

TEXT = "export const answer = 42;" * 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "graphiql").mkdir()
    (tmp_path / "graphiql" / "index.html").write_text("<!doctype html>")
    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / "main-abc.js").write_text(TEXT)
    (assets / "main-abc.js.gz").write_bytes(gzip.compress(TEXT.encode()))
    (assets / "main-abc.js.br").write_bytes(b"as brotli would have it")
    (assets / "font-abc.woff2").write_bytes(b"wOF2")
    return assets


@pytest.fixture
def files(folder: Path) -> httpx.AsyncClient:
    return client_of(Starlette(routes=[Mount("/assets", Assets(folder))]))


async def raw(files: httpx.AsyncClient, accepted: str | None, **more: str) -> tuple[httpx.Response, bytes]:
    headers = {"accept-encoding": accepted or ""} | {name.replace("_", "-"): it for name, it in more.items()}
    async with files.stream("GET", "/assets/main-abc.js", headers=headers) as response:
        return response, b"".join([part async for part in response.aiter_raw()])


async def test_files_are_kept_for_good(files):
    response, body = await raw(files, None)
    assert (response.status_code, body.decode()) == (200, TEXT)
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert response.headers["content-type"] == "text/javascript; charset=utf-8"
    assert (response.headers["vary"], response.headers.get("content-encoding")) == ("accept-encoding", None)
    font = await files.get("/assets/font-abc.woff2")
    assert (font.headers["content-type"], font.headers.get("vary")) == ("font/woff2", None)


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, gzip;q=0", None),
        ("*", "br"),
        ("*;q=0.1, identity", None),
        ("identity", None),
        ("deflate", None),
        (";;,q=,br;q=many", None),
        ("", None),
    ],
)
async def test_a_file_is_sent_as_the_browser_likes_it_best(files, accepted, sent):
    response, body = await raw(files, accepted)
    assert (response.status_code, response.headers.get("content-encoding")) == (200, sent)
    assert response.headers["content-type"] == "text/javascript; charset=utf-8"
    assert int(response.headers["content-length"]) == len(body)
    assert (gzip.decompress(body) if sent == "gzip" else body) != b""


async def test_each_form_has_its_own_tag_and_is_not_sent_twice(files):
    tags = {form: (await raw(files, form))[0].headers["etag"] for form in ("br", "gzip", "identity")}
    assert len(set(tags.values())) == 3
    for form, tag in tags.items():
        again, body = await raw(files, form, if_none_match=tag)
        assert (again.status_code, body) == (304, b"")
        assert again.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert again.headers["vary"] == "accept-encoding"
    assert (await raw(files, "gzip", if_none_match=tags["br"]))[0].status_code == 200


async def test_head_tells_the_same_and_sends_nothing(files):
    head = await files.head("/assets/main-abc.js", headers={"accept-encoding": "br"})
    assert (head.status_code, head.headers["content-encoding"]) == (200, "br")
    assert head.headers["content-length"] == "23"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/",
        "/assets/none.js",
        "/assets/..%2fgraphiql%2findex.html",
        "/assets/%00",
        "/assets/main-abc.js.br",
        "/assets/main-abc.js.gz",
    ],
)
async def test_nothing_else_is_served(files, path):
    response = await files.get(path)
    assert response.status_code == 404
    assert "immutable" not in response.headers.get("cache-control", "")


async def test_a_folder_that_is_built_later_is_served(tmp_path):
    files = client_of(Starlette(routes=[Mount("/assets", Assets(tmp_path / "a"))]))
    assert (await files.get("/assets/a.js")).status_code == 404
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "a.js").write_text("1")
    assert (await files.get("/assets/a.js")).status_code == 200
