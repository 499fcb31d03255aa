"""Versions that a test adds to the real ones."""

from pathlib import Path

from migrations.known import VERSIONS, newest

TEMPLATE = next(VERSIONS.glob("0001*.py")).read_text()


def add(folder: Path, revision: str, sql: str, *more: str, after: str = "") -> None:
    """A version as one of ours is written; `more` are lines such as `oldest = "9001"`."""
    text = TEMPLATE.replace('revision = "0001"', f'revision = "{revision}"', 1)
    text = text.replace("down_revision = None", f'down_revision = "{after or newest()}"')
    (folder / f"{revision}_test.py").write_text("\n".join((text, *more, "")))
    (folder / f"{revision}_test.sql").write_text(sql)
