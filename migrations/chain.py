"""Whether the versions follow each other, one by one. `make check` asks, before any database does.

Two branches that each add a version are fine alone, and no database can be brought along with both.
"""

import re
import sys
from pathlib import Path

from migrations.known import VERSIONS


def breaks(folder: Path = VERSIONS) -> list[str]:
    """What is wrong with the chain; nothing, as a rule."""
    files = sorted(folder.glob("[0-9]*.py"))
    names = [f"{place:04}" for place in range(1, len(files) + 1)]
    links = zip(files, names, [None, *names], strict=False)
    return [wrong for file, name, before in links if (wrong := _break(file, name, before))]


def _break(file: Path, name: str, before: str | None) -> str | None:
    number, after = file.stem.partition("_")[0], None if before is None else f'"{before}"'
    if number != name:
        return f"{file.name}: {number} stands where {name} belongs; number it anew, behind {before}."
    links = re.findall(r"^(?:down_)?revision = (.+)$", file.read_text(), re.MULTILINE)
    if links != [f'"{name}"', str(after)]:
        return f'{file.name}: must say revision = "{name}" and down_revision = {after}.'
    return None if file.with_suffix(".sql").exists() else f"{file.name}: its statements are missing."


if __name__ == "__main__":
    sys.exit("\n".join(breaks()) or None)
