"""Built files as they lie on the disk: under /assets for good and precompressed, a few others at the root."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import PathLike, StaticFiles
from starlette.types import Scope

from api.negotiation import encoding

SUFFIXES: Final[Mapping[str, str]] = {"br": ".br", "gzip": ".gz"}
"""The build leaves these beside each text file."""
FOR_GOOD: Final = "public, max-age=31536000, immutable"
SHORTLY: Final = "public, max-age=3600"
ASK_AGAIN: Final = "no-cache"
TYPES: Final = {".webmanifest": "application/manifest+json", ".js": "text/javascript; charset=utf-8"}
POLICY: Final = "default-src 'self'; frame-ancestors 'none'"
"""Of a worker's script it is the worker's own policy: what it may fetch."""
AT_THE_ROOT: Final = re.compile(r"sw\.js|manifest\.webmanifest|(?:icon|apple-touch-icon)[\w-]*\.(?:svg|png)")


class Files(StaticFiles):
    """Files of a folder that may be built after this process has started."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, check_dir=False)

    async def check_config(self) -> None:
        """It may not be there yet."""


class Assets(Files):
    """Files whose names hold a digest of their content: a browser never needs to ask again."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """What is precompressed is no file of its own."""
        return ("", None) if path.endswith(tuple(SUFFIXES.values())) else super().lookup_path(path)

    def file_response(
        self, full_path: PathLike, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file, to be kept for a year, in the form that the browser likes best."""
        forms = _forms(os.fspath(full_path))
        chosen = encoding(Headers(scope=scope).get("accept-encoding"), tuple(forms))
        path, stat = forms[chosen] if chosen else (os.fspath(full_path), stat_result)
        response = super().file_response(path, stat, scope, status_code)
        _mark(response, os.fspath(full_path), FOR_GOOD)
        if forms:
            response.headers.add_vary_header("accept-encoding")
        if chosen and response.status_code != 304:
            response.headers["content-encoding"] = chosen
        return response


class AtTheRoot:
    """The service worker, the manifest, the icons: names that stay while their contents change."""

    def __init__(self, dist: Path) -> None:
        self._files = Files(dist)

    def has(self, name: str) -> bool:
        """Whether a file may have this name."""
        return AT_THE_ROOT.fullmatch(name) is not None

    async def answer(self, name: str, request: Request) -> Response:
        """The file, to be kept for a short while; the service worker not at all."""
        response = await self._files.get_response(name, request.scope)
        _mark(response, name, ASK_AGAIN if name == "sw.js" else SHORTLY)
        return response


def _forms(path: str) -> dict[str, tuple[str, os.stat_result]]:
    """The precompressed ones that are there."""
    found = {}
    for name, suffix in SUFFIXES.items():
        try:
            found[name] = (path + suffix, os.stat(path + suffix))
        except OSError:
            continue
    return found


def _mark(response: Response, path: str, caching: str) -> None:
    headers: MutableHeaders = response.headers
    headers["cache-control"] = caching
    headers["content-security-policy"] = POLICY
    known = TYPES.get(os.path.splitext(path)[1])
    if known and "content-type" in headers:
        headers["content-type"] = known
