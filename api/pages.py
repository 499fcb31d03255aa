"""GraphiQL's page, as it was built into frontend/dist."""

from pathlib import Path
from typing import Final

from starlette.responses import HTMLResponse, Response

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
