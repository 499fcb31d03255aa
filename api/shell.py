"""The client's one page, index.html, as each address needs it: its head, its first words, its policy."""

import base64
import gzip
import hashlib
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import orjson
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from api.negotiation import encoding
from api.pages import UNBUILT

ENTRY: Final = "index.html"
LANDING: Final = re.compile(r"<!--landing-->.*?<!--/landing-->", re.DOTALL)
STYLE: Final = re.compile(r"<style>(.*?)</style>", re.DOTALL)
DESCRIBED: Final = re.compile(r'<title>.*?</title>\s*<meta name="description"[^>]*>', re.DOTALL)
ALWAYS: Final = {
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
VARY: Final = "accept-encoding"


@dataclass(frozen=True)
class Words:
    """What a page tells those who run no script: its head and what stands in it until the client is there."""

    head: str = ""
    """HTML in place of the title and the description; none: those of the landing."""
    body: str | None = ""
    """HTML in place of the landing's first words; None: those words."""
    module: str | None = None
    """The page's own module in frontend/src, whose files are asked for at once with the client's."""


BARE: Final = Words()


@dataclass(frozen=True)
class Built:
    """One build's page."""

    text: str
    policy: str
    manifest: Mapping[str, Any]
    """https://vite.dev/guide/backend-integration: what each module became, and which files it needs."""

    @staticmethod
    def of(text: str, manifest: Mapping[str, Any], socket: str) -> "Built":
        """The policy knows the styles inside the page by their digests."""
        return Built(text, policy([_digest(style) for style in STYLE.findall(text)], socket), manifest)

    def saying(self, words: Words) -> str:
        """The page with other words."""
        text = self.text
        if words.body is not None:
            text = LANDING.sub(lambda _: words.body or "", text, count=1)
        if words.head:
            text = DESCRIBED.sub(lambda _: words.head, text, count=1)
        files = self._files(f"src/{words.module}.tsx")
        links = "".join(f'  <link rel="{_way(file)}" crossorigin href="/{file}">\n  ' for file in files)
        return text.replace("</head>", f"{links}</head>", 1)

    def _files(self, module: str) -> list[str]:
        """A module's own file and styles, and those of what it imports at once."""
        chunk = self.manifest.get(module)
        if chunk is None or f'"/{chunk["file"]}"' in self.text:
            return []  # the page itself asks for it
        imported = [file for each in chunk.get("imports", ()) for file in self._files(each)]
        return list(dict.fromkeys([chunk["file"], *chunk.get("css", ()), *imported]))


class Shell:
    """Reads the page when it has changed, and fills it in."""

    def __init__(self, dist: Path, origin: str) -> None:
        self._path, self._manifest = dist / ENTRY, dist / ".vite" / "manifest.json"
        self._socket = re.sub("^http", "ws", origin)  # 'self' is not yet this in every browser
        self._built: Built | None = None
        self._stamp = (0, 0)

    def show(self, request: Request, words: Words = BARE, status: int = 200) -> Response:
        """The page, which is asked for anew each time and sent when it is another than the browser has."""
        built = self._now()
        if built is None:
            return HTMLResponse(UNBUILT, 503, ALWAYS)
        page = built.saying(words).encode()
        tag = f'W/"{hashlib.sha256(page).hexdigest()[:24]}"'
        headers = {**ALWAYS, "cache-control": "no-cache", "etag": tag, "vary": VARY}
        headers["content-security-policy"] = built.policy
        if status == 200 and _has(tag, request.headers.get("if-none-match")):
            return Response(status_code=304, headers=headers)
        if encoding(request.headers.get("accept-encoding"), ("gzip",)):
            headers["content-encoding"] = "gzip"
            page = _zipped(page)
        return HTMLResponse(page, status, headers)

    def _now(self) -> Built | None:
        try:
            stat = self._path.stat()
            if self._stamp != (stamp := (stat.st_mtime_ns, stat.st_size)):
                self._built = Built.of(self._path.read_text("utf-8"), _read(self._manifest), self._socket)
                self._stamp = stamp
        except OSError:
            return None
        return self._built


def policy(styles: list[str], socket: str) -> str:
    """No script inside the page, nothing of any third party."""
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": " ".join(["'self'", *styles]),
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": f"'self' {socket}",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def described(title: str, description: str, address: str, kind: str = "website", more: str = "") -> str:
    """A head's part for search engines, and for those who show a link."""
    title, description, address = html.escape(title), html.escape(description), html.escape(address)
    site = html.escape(address_of_site(address))
    return "\n    ".join(
        (
            f"<title>{title}</title>",
            f'<meta name="description" content="{description}" />',
            f'<link rel="canonical" href="{address}" />',
            f'<meta property="og:type" content="{kind}" />',
            f'<meta property="og:title" content="{title}" />',
            f'<meta property="og:description" content="{description}" />',
            f'<meta property="og:url" content="{address}" />',
            f'<meta property="og:image" content="{site}/icon-512.png" />',
            '<meta property="og:site_name" content="Health&amp;Med" />',
            '<meta property="og:locale" content="pt_BR" />',
            *([more] if more else []),
        )
    )


def address_of_site(address: str) -> str:
    """Scheme and host."""
    return "/".join(address.split("/")[:3])


def _read(manifest: Path) -> Mapping[str, Any]:
    """Without it pages open all the same, a moment later."""
    try:
        read = orjson.loads(manifest.read_bytes())
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _way(file: str) -> str:
    return 'preload" as="style' if file.endswith(".css") else "modulepreload"


def _digest(style: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"


def _has(tag: str, given: str | None) -> bool:
    return given is not None and tag in [each.strip() for each in given.split(",")]


@lru_cache(maxsize=64)
def _zipped(page: bytes) -> bytes:
    return gzip.compress(page, 6, mtime=0)
