"""The versions of the schema that this code knows, by the names of their files."""

from pathlib import Path
from typing import Final

VERSIONS: Final = Path(__file__).parent / "versions"


def newest() -> str:
    """The version that this code was written for."""
    return max(_names())


def older() -> set[str]:
    """The versions that this code has left behind."""
    return _names() - {newest()}


def _names() -> set[str]:
    return {path.stem.partition("_")[0] for path in VERSIONS.glob("[0-9]*.py")}
