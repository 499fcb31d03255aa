"""Our API without its edge, to be measured beside it: no rates, no lanes, no limits of heads or number.

`python -m bench.bare`. Operations are still measured, since that happens once for each document.
"""

from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api import app as composition
from api import server
from cli.ports import listen
from infra.settings import Settings
from schema.gate import Open

NEVER = 1_000_000_000


def _open(*_: Any) -> Open:
    return Open()


def main() -> None:
    """Serve until a signal comes."""
    for module, name, bare in (
        (composition, "ApiGate", _open),
        (server, "HttpProtocol", HttpToolsProtocol),
        (server, "LOOK_AT_LATE", NEVER),
    ):
        setattr(module, name, bare)
    settings = Settings()
    app = composition.create_app(settings)
    with listen(settings.host, settings.port) as bound:
        server.server(app, lambda: app.state.leave()).run(sockets=[bound])


if __name__ == "__main__":
    main()
