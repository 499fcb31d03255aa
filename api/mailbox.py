"""/dev/mailbox: the letters of a clinic without a mail server, for whoever develops or tries it.

They hold what strangers typed, so nothing of them runs here: pages escape, and a letter's HTML is shown in a
frame that may do nothing.
"""

import asyncio
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from infra import mailbox
from infra.settings import Settings

if TYPE_CHECKING:
    from jinja2 import Environment

MOST: Final = 200
"""So many are listed; older ones stay in the folder."""
SHOWN: Final = ("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted")
PAGE_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
LETTER_POLICY: Final = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


class Listed(NamedTuple):
    """One line of the list."""

    name: str
    date: str
    to: str
    subject: str


def routes(settings: Settings) -> list[BaseRoute]:
    """None where letters leave through a mail server, or in production."""
    if settings.smtp_url is not None or settings.environment != "development":
        return []
    pages = Pages(settings.data / "mailbox")
    return [
        Route("/dev/mailbox", pages.index),
        Route("/dev/mailbox/{name}", pages.show),
        Route("/dev/mailbox/{name}/html", pages.html),
        Route("/dev/mailbox/{name}/files/{number:int}", pages.file),
    ]


class Pages:
    """The folder as a browser shows it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def index(self, _: Request) -> Response:
        """GET /dev/mailbox: newest first."""
        names = await asyncio.to_thread(mailbox.names, self._folder)
        listed = await asyncio.to_thread(self._listed, names[:MOST])
        return _page("mailbox.html", letters=listed, count=len(names))

    async def show(self, request: Request) -> Response:
        """GET /dev/mailbox/{name}: its headers, its HTML, its text, its files."""
        name, letter = await self._letter(request)
        return _page(
            "letter.html",
            name=name,
            subject=letter["Subject"] or "",
            headers=[(header, str(letter[header])) for header in SHOWN if letter[header]],
            text=_words(letter, "plain"),
            files=[(number, _file_name(part)) for number, part in enumerate(letter.iter_attachments())],
        )

    async def html(self, request: Request) -> Response:
        """GET /dev/mailbox/{name}/html: for the frame; links open beside it."""
        _, letter = await self._letter(request)
        page = _words(letter, "html").replace("<head>", '<head><base target="_blank">', 1)
        return HTMLResponse(page, headers=_headers(LETTER_POLICY))

    async def file(self, request: Request) -> Response:
        """GET /dev/mailbox/{name}/files/{number}: to be saved, never to be shown."""
        _, letter = await self._letter(request)
        parts = [part for part in letter.iter_attachments() if isinstance(part, EmailMessage)]
        number: int = request.path_params["number"]
        if number >= len(parts):
            raise HTTPException(404)
        content: Any = parts[number].get_payload(decode=True)
        saved = {"content-disposition": f'attachment; filename="{_file_name(parts[number])}"'}
        return Response(content, media_type="application/octet-stream", headers=_headers(PAGE_POLICY) | saved)

    async def _letter(self, request: Request) -> tuple[str, EmailMessage]:
        name: str = request.path_params["name"]
        content = await asyncio.to_thread(mailbox.content, self._folder, name)
        if content is None:
            raise HTTPException(404)
        return name, message_from_bytes(content, policy=policy.default)

    def _listed(self, names: list[str]) -> list[Listed]:
        parser = BytesHeaderParser(policy=policy.default)
        lines = []
        for name in names:
            headers = parser.parsebytes(mailbox.content(self._folder, name) or b"")
            lines.append(Listed(name, *(str(headers[key] or "") for key in ("Date", "To", "Subject"))))
        return lines


def _words(letter: EmailMessage, kind: str) -> str:
    body = letter.get_body((kind,))
    return str(body.get_content()) if isinstance(body, EmailMessage) else ""


def _file_name(part: Any) -> str:
    """Letters, digits, dots and dashes, so that it needs no quoting anywhere."""
    name = part.get_filename() or "file"
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in ".-") else "_" for sign in name)


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # no clinic with a mail server needs it

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _page(template: str, **values: Any) -> Response:
    return HTMLResponse(_templates().get_template(template).render(values), headers=_headers(PAGE_POLICY))


def _headers(content_policy: str) -> dict[str, str]:
    return {"content-security-policy": content_policy, "referrer-policy": "no-referrer"}
