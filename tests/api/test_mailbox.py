"""/dev/mailbox: what a browser may see of it, and what letters may do there."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from starlette.applications import Starlette

from api.mailbox import MOST, routes
from infra.letter import Invitation, Letter, sender_of
from infra.mailbox import Mailbox, names
from infra.settings import Settings
from tests.api.edge import client_of, clinic_at

AT = datetime(2026, 12, 1, 12, 30, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>"


def settings(folder: Path, **changes: Any) -> Settings:
    return Settings(**{"data": folder, "_env_file": None} | changes)


async def keep(folder: Path, count: int = 1, **changes: Any) -> None:
    """Letters, a minute apart."""
    values: dict[str, Any] = {
        "name": "Ana",
        "address": "ana@example.com",
        "language": "pt-BR",
        "subject": "Health&Med - Olá",
        "text": "Olá, Ana!",
        "html": '<html><head></head><body><a href="http://127.0.0.1:8000/x">Olá</a></body></html>',
    }
    box = Mailbox(folder / "mailbox", sender_of(settings(folder).mail_from))
    for n in range(count):
        await box.send(Letter(id=UUID(int=n), at=AT + timedelta(minutes=n), **values | changes))


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(Starlette(routes=routes(settings(tmp_path)))) as opened:
        yield opened


async def test_an_empty_mailbox_says_so(client):
    response = await client.get("/dev/mailbox")
    assert (response.status_code, "No messages yet" in response.text) == (200, True)


async def test_letters_are_listed_newest_first_and_old_ones_are_left_out(client, tmp_path):
    await keep(tmp_path, MOST + 1)
    text = (await client.get("/dev/mailbox")).text
    places = [text.find(name) for name in await asyncio.to_thread(names, tmp_path / "mailbox")]
    assert places[-1] == -1
    assert places[:-1] == sorted(places[:-1])
    assert f"{MOST} of {MOST + 1} messages" in text
    assert "Health&amp;Med - Olá" in text


async def test_a_letter_is_shown_with_its_text_and_its_files(client, tmp_path):
    await keep(tmp_path, invitation=Invitation(method="REQUEST", content=b"BEGIN:VCALENDAR"))
    (name,) = names(tmp_path / "mailbox")
    page = await client.get(f"/dev/mailbox/{name}")
    assert page.status_code == 200
    for shown in (
        "Olá, Ana!",
        "Ana &lt;ana@example.com&gt;",
        f'src="/dev/mailbox/{name}/html"',
        "consulta.ics",
    ):
        assert shown in page.text
    file = await client.get(f"/dev/mailbox/{name}/files/0")
    assert file.content == b"BEGIN:VCALENDAR"
    assert file.headers["content-disposition"] == 'attachment; filename="consulta.ics"'
    assert (await client.get(f"/dev/mailbox/{name}/files/1")).status_code == 404


async def test_a_letters_html_may_do_nothing_but_open_links_beside_it(client, tmp_path):
    await keep(tmp_path)
    (name,) = names(tmp_path / "mailbox")
    frame = await client.get(f"/dev/mailbox/{name}/html")
    policy = frame.headers["content-security-policy"]
    assert policy.startswith("sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'")
    assert "allow-scripts" not in policy
    assert "script-src" not in policy
    assert '<head><base target="_blank">' in frame.text


async def test_what_strangers_typed_is_escaped(client, tmp_path):
    await keep(tmp_path, subject=HOSTILE, name=HOSTILE, text=HOSTILE)
    (name,) = names(tmp_path / "mailbox")
    for path in ("/dev/mailbox", f"/dev/mailbox/{name}"):
        page = await client.get(path)
        assert "<script" not in page.text
        assert "&lt;script&gt;" in page.text
        assert "default-src 'none'" in page.headers["content-security-policy"]


@pytest.mark.parametrize(
    "name",
    [
        "..",
        "../secret",
        "..%2fsecret",
        "%2e%2e%2fsecret",
        "secret",
        "%00",
        "..%5csecret",
        f"{UUID(int=0)}.eml",
    ],
)
@pytest.mark.parametrize("more", ["", "/html", "/files/0"])
async def test_nothing_else_is_read(client, tmp_path, name, more):
    await keep(tmp_path)
    (tmp_path / "secret").write_text("Subject: secret\n\nsecret")
    (tmp_path / "mailbox" / "secret").write_text("Subject: secret\n\nsecret")
    response = await client.get(f"/dev/mailbox/{name}{more}")
    assert response.status_code in (404, 405)
    assert "secret" not in response.text


@pytest.mark.parametrize(
    "changes",
    [{"smtp_url": "smtp://mail.example"}, {"environment": "production"}],
    ids=["smtp", "production"],
)
def test_elsewhere_it_is_not_there(tmp_path, changes):
    assert routes(settings(tmp_path, **changes)) == []


async def test_the_api_serves_it(database_url: str, now: datetime, tmp_path: Path):
    await keep(tmp_path)
    async with clinic_at(database_url, now, data=tmp_path) as client:
        page = await client.get("/dev/mailbox")
        assert "Olá" in page.text
        assert page.headers["cache-control"] == "no-store"
    async with clinic_at(database_url, now, data=tmp_path, environment="production") as client:
        assert (await client.get("/dev/mailbox")).status_code == 404
