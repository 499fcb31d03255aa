"""The browser's client: its packages and its build, each made again when what it is made of has changed."""

import hashlib
import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from cli.installation import ROOT, Failed, must_have_space, run, tell
from cli.refusals import Refused

FOLDER = ROOT / "frontend"
OLDEST_NODE = 20
TELLING = r"error TS\d+|[eE]rror: |npm (?:error|ERR!) (?!code|errno|syscall|path|command|A complete log|\s|$)"


def is_there() -> bool:
    """Whether there is a client to build."""
    return (FOLDER / "package-lock.json").exists()


def build(*, log: Path) -> None:
    """Install and build what is not up to date."""
    installed, built = FOLDER / "node_modules" / ".installed", FOLDER / "node_modules" / ".built"
    packages = _fingerprint([FOLDER / "package-lock.json", FOLDER / "package.json"])
    if _says(installed) != packages:
        _npm(["ci", "--no-audit", "--no-fund"], "Installing the client's packages", log)
        installed.write_text(packages)
    if _says(built) != _sources() or not (FOLDER / "dist").is_dir():
        built.unlink(missing_ok=True)
        _npm(["run", "build"], "Building the client", log)
        built.write_text(_sources())  # after the build, which may have generated some of them


def _sources() -> str:
    """Every file of the client's folder, and the schema that its types come from."""
    files = [ROOT / "schema" / "schema.graphql"]
    for folder, folders, names in os.walk(FOLDER):
        folders[:] = [name for name in folders if name not in ("node_modules", "dist") and name[0] != "."]
        files += [Path(folder, name) for name in names]
    return _fingerprint(files)


def _fingerprint(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in files if path.is_file()):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(ROOT)} {content}\n".encode())
    return digest.hexdigest()


def _says(stamp: Path) -> str | None:
    return stamp.read_text() if stamp.is_file() else None


def _npm(arguments: list[str], title: str, log: Path) -> None:
    must_have_node()
    tell(f"{title} (npm {' '.join(arguments[:2]).removesuffix(' --no-audit')}).")
    try:
        run(["npm", *arguments], log=log, folder=FOLDER)
    except Failed as failed:
        must_have_space(failed, FOLDER)
        raise Refused(f"{title} failed: {failed.last(TELLING)} (all of it: {log})") from None


def must_have_node() -> None:
    """Node and npm, new enough."""
    wish = f"Node.js {OLDEST_NODE} or newer is needed to build the client"
    try:
        version = _answer("node")
        _answer("npm")
    except (OSError, subprocess.CalledProcessError):
        raise Refused(f"{wish}: node or npm is missing.") from None
    major = re.match(r"v?(\d+)", version)
    if major is None or int(major[1]) < OLDEST_NODE:
        raise Refused(f"{wish}; this is {version}.")


def _answer(program: str) -> str:
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
