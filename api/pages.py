"""What browsers are given from frontend/dist: GraphiQL's page, and the built files under /assets."""

import os
from pathlib import Path
from typing import Final

from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import PathLike, StaticFiles
from starlette.types import Scope

DIST: Final = Path(__file__).parent.parent / "frontend" / "dist"
POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self'",  # the editor's language services
        "style-src 'self' 'unsafe-inline'",  # the editor places its lines and colours so
        "font-src 'self' data:",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
UNBUILT: Final = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Health&amp;Med</title>'
    "<p>This page is not built yet: <code>make up</code> builds it.</p></html>"
)


def graphiql(dist: Path) -> Response:
    """The page as it was built, or a sentence that says how to build it."""
    headers = {"content-security-policy": POLICY, "referrer-policy": "no-referrer"}
    try:
        page = (dist / "graphiql" / "index.html").read_bytes()
    except OSError:
        return HTMLResponse(UNBUILT, 503, headers)
    return HTMLResponse(page, headers=headers)


class Assets(StaticFiles):
    """Files whose names hold a digest of their content: a browser never needs to ask again."""

    async def check_config(self) -> None:
        """The folder may be built after this process has started."""

    def file_response(
        self, full_path: PathLike, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file, to be kept for a year."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response
