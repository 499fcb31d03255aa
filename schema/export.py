"""The contract as text: what is exported, what was promised, and whether the one still holds the other."""

from pathlib import Path
from typing import Final

from graphql import build_schema, find_breaking_changes
from strawberry.printer import print_schema

from schema.permissions import table
from schema.root import published_schema

HERE: Final = Path(__file__).parent
EXPORTED: Final = HERE / "schema.graphql"
CONTRACT: Final = HERE / "contract.graphql"
PERMISSIONS: Final = HERE.parent / "docs" / "permissions.md"


def sdl() -> str:
    """The schema as published now."""
    return print_schema(published_schema()) + "\n"


def problems() -> list[str]:
    """Why the exported schema cannot stay as it is: stale, or not what was promised."""
    stale = (
        []
        if EXPORTED.exists() and EXPORTED.read_text() == sdl()
        else ["schema.graphql is stale: run make schema"]
    )
    if not PERMISSIONS.exists() or PERMISSIONS.read_text() != table():
        stale.append("docs/permissions.md is stale: run make schema")
    promised, kept = build_schema(CONTRACT.read_text()), build_schema(sdl())
    return stale + [change.description for change in find_breaking_changes(promised, kept)]
