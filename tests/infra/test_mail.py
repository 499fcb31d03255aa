"""How letters leave: what servers are given, what becomes of their complaints, the mailbox folder."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from infra.letter import Invitation, Letter, Refused, Undelivered, sender_of
from infra.mail import Mail, mail_of
from infra.mailbox import Mailbox, content, names
from infra.settings import Settings
from infra.smtp import Server, Smtp
from tests.infra.certificates import certificate
from tests.sink import Sink, sinking

SENDER = Address("Health&Med", addr_spec="nao-responda@healthmed.example")
ID = UUID("0193e000-0000-7000-8000-000000000003")
AT = datetime(2026, 12, 1, 12, 30, 15, 250, tzinfo=UTC)


def letter(**changes: Any) -> Letter:
    values: dict[str, Any] = {
        "id": ID,
        "at": AT,
        "name": "João D'Ávila, filho",
        "address": "joao@example.com",
        "language": "pt-BR",
        "subject": "Health&Med - Situação",
        "text": "Olá!\n.\nUma linha que começa com ponto, e outra muito longa: " + "é " * 600,
        "html": "<p>Olá!</p>",
    }
    return Letter(**values | changes)


@pytest.fixture
async def sink() -> AsyncIterator[Sink]:
    async with sinking() as opened:
        yield opened


def smtp(sink: Sink, **changes: Any) -> Mail:
    return mail_of(Settings(**{"smtp_url": sink.url, "_env_file": None} | changes))


async def send(mail: Mail, *letters: Letter) -> None:
    async with mail.courier() as courier:
        for one in letters:
            await courier.send(one)


async def test_a_letter_arrives_as_it_was_written(sink):
    await send(smtp(sink), letter())
    (got,) = sink.letters
    assert (got["From"], got["To"]) == (str(SENDER), '"João D\'Ávila, filho" <joao@example.com>')
    assert got["Subject"] == "Health&Med - Situação"
    assert got["Message-ID"] == f"<{ID}@healthmed.example>"
    assert got["Date"] == "Tue, 01 Dec 2026 12:30:15 +0000"
    assert (got["Auto-Submitted"], got["Content-Language"]) == ("auto-generated", "pt-BR")
    assert not [name for name in got.keys() if name.lower().startswith("list-")]  # noqa: SIM118
    assert got.get_content_type() == "multipart/alternative"
    text, html = got.iter_parts()
    assert text.get_content().splitlines() == letter().text.splitlines()
    assert html.get_content().strip() == "<p>Olá!</p>"
    assert got.as_bytes().isascii()


async def test_a_calendar_entry_stands_among_the_alternatives_and_as_a_file(sink):
    entry = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    await send(smtp(sink), letter(invitation=Invitation(method="CANCEL", content=entry)))
    mixed = sink.letters[0]
    alternative, file = mixed.iter_parts()
    assert (mixed.get_content_type(), alternative.get_content_type()) == (
        "multipart/mixed",
        "multipart/alternative",
    )
    shown = list(alternative.iter_parts())
    assert [part.get_content_type() for part in shown] == ["text/plain", "text/html", "text/calendar"]
    assert shown[2]["Content-Type"].params["method"] == "CANCEL"
    assert shown[2].get_payload(decode=True).replace(b"\n", b"").replace(b"\r", b"") == entry.replace(
        b"\r\n", b""
    )
    assert (file.get_content(), file.get_filename()) == (entry, "consulta.ics")
    assert mixed["Content-Language"] == "pt-BR"


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Ana\r\nBcc: all@example.com"},
        {"subject": "Hello\r\nBcc: all@example.com"},
        {"subject": "Hello\n\nA body"},
        {"address": "ana@example.com\r\nRCPT TO:<all@example.com>"},
        {"address": "ana@example.com>\r\nDATA"},
        {"language": "en\r\nBcc: all@example.com"},
    ],
)
async def test_no_header_and_no_command_can_be_smuggled_in(sink, change):
    with pytest.raises(ValueError):  # noqa: PT011 - whoever looks first says it in words of its own
        await send(smtp(sink), letter(**change))
    assert sink.letters == []


async def test_one_connection_carries_many_letters_and_is_opened_for_none(sink):
    mail = smtp(sink)
    await send(mail)
    assert sink.connections == 0
    await send(mail, *[letter()] * 5)
    assert (len(sink.letters), sink.connections) == (5, 1)


@pytest.mark.parametrize("number", [550, 551, 553, 521])
async def test_a_receiver_who_is_refused_for_good_is_told_apart(sink, number):
    sink.refuses = lambda address: f"{number} no {address}" if "joao" in address else None
    async with smtp(sink).courier() as courier:
        with pytest.raises(Refused) as refused:
            await courier.send(letter())
        await courier.send(letter(address="ana@example.com"))
    assert refused.value.code == f"SMTP {number}"
    assert "joao" not in str(refused.value)
    assert (len(sink.letters), sink.connections) == (1, 1)


async def test_a_letter_whose_content_is_refused_will_never_be_taken(sink):
    sink.objects = lambda _: "554 5.7.1 looks like spam"
    with pytest.raises(Refused, match="SMTP 554"):
        await send(smtp(sink), letter())


@pytest.mark.parametrize("complaint", ["450 try later", "421 too busy", "452 full", "530 sign in first"])
async def test_what_may_be_otherwise_later_is_no_refusal(sink, complaint):
    sink.refuses = lambda _: complaint
    async with smtp(sink).courier() as courier:
        with pytest.raises(Undelivered) as failed:
            await courier.send(letter())
        assert not isinstance(failed.value, Refused)
        assert failed.value.code == f"SMTP {complaint[:3]}"
        sink.refuses = lambda _: None
        await courier.send(letter())
    assert len(sink.letters) == 1


async def test_a_server_that_is_away_is_a_failure_until_it_is_back(sink):
    mail = smtp(sink)
    await sink.shut()
    async with mail.courier() as courier:
        with pytest.raises(Undelivered, match="SMTPConnectError"):
            await courier.send(letter())
        await sink.open()
        await courier.send(letter())
    assert len(sink.letters) == 1


async def test_a_letter_that_is_given_up_in_the_middle_leaves_no_half_said_connection(sink):
    sink.seconds = 5.0
    async with smtp(sink).courier() as courier:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await courier.send(letter())
        sink.seconds = 0.0
        await courier.send(letter())
    assert len(sink.letters) == 1


async def test_a_server_may_want_us_to_sign_in(sink):
    url = f"smtp://clinic:open%20sesame%2F%40%3A@127.0.0.1:{sink.port}"
    await send(smtp(sink, smtp_url=url), letter())
    assert (len(sink.letters), sink.signed_in) == (1, ["clinic"])
    with pytest.raises(Undelivered, match="SMTP 535") as failed:
        await send(smtp(sink, smtp_url=url.replace("open", "shut")), letter())
    assert not isinstance(failed.value, Refused)


async def test_a_server_without_starttls_is_not_used_when_it_is_wanted(sink):
    with pytest.raises(Undelivered):
        await send(smtp(sink, smtp_url=f"smtp+starttls://127.0.0.1:{sink.port}"), letter())
    assert sink.letters == []


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
async def test_a_server_is_only_spoken_to_when_its_certificate_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str
):
    trusted, context = certificate(tmp_path)
    sink = Sink(tls=context, tls_at_once=scheme == "smtps")
    await sink.open()
    mail = smtp(sink, smtp_url=f"{scheme}://127.0.0.1:{sink.port}")
    with pytest.raises(Undelivered):
        await send(mail, letter())
    assert sink.letters == []
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    await send(mail, letter())
    assert len(sink.letters) == 1
    await sink.shut()


@pytest.mark.parametrize(
    ("url", "port", "tls", "starttls"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtps://mail.example", 465, True, False),
        ("smtp+starttls://a:b@mail.example", 587, False, True),
        ("smtp://mail.example:2525", 2525, False, False),
    ],
)
def test_the_setting_says_how_the_server_is_spoken_to(url, port, tls, starttls):
    server = Server.at(url)
    assert (server.host, server.port, server.tls, server.starttls) == ("mail.example", port, tls, starttls)


@pytest.mark.parametrize("url", ["http://mail.example", "mail.example:25", "smtp://", "smtp://h:x", ""])
def test_a_setting_that_cannot_be_read_is_refused_without_being_quoted(url):
    with pytest.raises(ValueError, match="HEALTHMED_SMTP_URL is written") as refused:
        Server.at(url)
    assert "mail.example" not in str(refused.value)


def test_secrets_are_not_shown():
    settings = Settings(smtp_url="smtp://a:secret@h", _env_file=None)
    assert "secret" not in repr(settings) + repr(Server.at("smtp://a:secret@h")) + repr(letter())


def test_the_sender_is_a_name_and_an_address():
    assert sender_of("Health&Med <nao-responda@healthmed.example>") == SENDER
    assert sender_of("a@b.example").addr_spec == "a@b.example"
    with pytest.raises(ValueError, match="HEALTHMED_MAIL_FROM"):
        sender_of("nobody")


async def test_without_a_server_letters_are_files_newest_first(tmp_path: Path):
    mail = mail_of(Settings(data=tmp_path, _env_file=None))
    folder = tmp_path / "mailbox"
    assert names(folder) == []
    later = letter(at=AT.replace(hour=13), subject="Health&Med - Depois")
    await send(mail, later, letter())
    assert names(folder) == [f"20261201T133015.000250Z-{ID}.eml", f"20261201T123015.000250Z-{ID}.eml"]
    assert sorted(path.name for path in folder.iterdir()) == sorted(names(folder))
    raw = content(folder, names(folder)[0])
    assert parsed(raw)["Subject"] == "Health&Med - Depois"


async def test_a_folder_that_cannot_be_written_is_a_failure_that_may_pass(tmp_path: Path):
    (tmp_path / "mailbox").write_text("in the way")
    with pytest.raises(Undelivered, match="Error"):
        await send(Mailbox(tmp_path / "mailbox", SENDER), letter())


@pytest.mark.parametrize(
    "name", ["../settings.py", "..", "", "/etc/passwd", f"x/{ID}.eml", ".hidden.eml", "a\0"]
)
async def test_only_letters_are_read(tmp_path: Path, name: str):
    assert content(tmp_path, name) is None


def parsed(raw: bytes | None) -> EmailMessage:
    assert raw is not None
    return message_from_bytes(raw, policy=policy.default)


def test_smtp_is_chosen_by_the_setting(tmp_path: Path):
    assert isinstance(mail_of(Settings(smtp_url="smtp://h", _env_file=None)), Smtp)
    assert isinstance(mail_of(Settings(data=tmp_path, _env_file=None)), Mailbox)
