"""`python -m bench.unwatched`: our API that counts and logs nothing, to see what counting and logging do."""

from typing import Any

from api import graphql
from cli.commands import app
from infra import telemetry


def nothing(*_: Any) -> None:
    """In place of what is left out."""


def main() -> None:
    """Serve, as `python -m cli api` does."""
    for place, name in ((graphql.GraphQL, "_end"), (graphql, "_begin"), (telemetry, "begin_request")):
        setattr(place, name, nothing)
    app(["api"])


if __name__ == "__main__":
    main()
