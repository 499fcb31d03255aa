"""A copy of what installs, with tiny packages instead of the registry."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from cli.refusals import STAMP


def wheel(folder: Path, name: str) -> str:
    """A package of two files; the line of a lock that names it."""
    info = f"{name}-1.0.dist-info"
    files = {
        f"{name}/__init__.py": "",
        f"{name}/part.py": "",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: us\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for inside, text in files.items():
            archive.writestr(inside, text)
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


class Tree:
    """A copy of what installs, and its environment."""

    def __init__(self, root: Path) -> None:
        self.root, self.venv = root, root / ".venv"
        self.wheels = root / "wheels"

    def install(self, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "cli/install.py", *options],
            cwd=self.root,
            env=self.environment | environment,
            capture_output=True,
            text=True,
        )

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name[:4] not in ("PIP_", "HEAL")}
        return kept | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels)}

    def part(self, name: str) -> Path:
        return next((self.venv / "lib").glob("python*/site-packages")) / name / "part.py"

    @property
    def stamp(self) -> dict[str, dict[str, str]]:
        return json.loads((self.venv / STAMP).read_text())  # type: ignore[no-any-return]  # a file of ours
