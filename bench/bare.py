"""`python -m bench.bare`: our API without its edge: no rates, no lanes, no limits of heads or number.

Operations are still measured, since that happens once for each document.
"""

from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api import app as composition
from api import server
from cli.commands import app
from schema.gate import Open

NEVER = 1_000_000_000


def _open(*_: Any) -> Open:
    return Open()


def main() -> None:
    """Serve, as `python -m cli api` does."""
    for module, name, bare in (
        (composition, "ApiGate", _open),
        (server, "HttpProtocol", HttpToolsProtocol),
        (server, "LOOK_AT_LATE", NEVER),
    ):
        setattr(module, name, bare)
    app(["api"])


if __name__ == "__main__":
    main()
