"""The virtual environment and the locked packages in it."""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import sys
import time
from pathlib import Path

from cli.installation import ROOT, Failed, alone, must_have_space, run, tell
from cli.refusals import STAMP, Refused

RUNTIME, DEVELOPMENT = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
INSPECTION = ROOT / "cli" / "inspection.py"
LOG = "install.log"
PARTS = {"bin", "include", "lib", "lib64", "share", "pyvenv.cfg", STAMP, LOG}
ELSEWHERE = {"PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER", "PYTHONHOME", "PYTHONPATH"}
UNREACHABLE = r"Retrying \(|ConnectionError|NewConnectionError|HTTPError|Timeout|Could not fetch URL"


def folder() -> Path:
    """Where the environment is."""
    return Path(os.environ.get("HEALTHMED_VENV") or ROOT / ".venv").absolute()


def prepare(venv: Path, *, dev: bool) -> None:
    """Have the lock installed; at once when it is. A development install is a runtime install too."""
    lock = DEVELOPMENT if dev else RUNTIME
    if is_installed(venv, lock):
        return
    with alone(venv):
        if not is_installed(venv, lock):
            install(venv, lock)


def is_installed(venv: Path, lock: Path) -> bool:
    """Whether the stamp says that this very lock is installed, for a Python that is still there."""
    python = venv / "bin" / "python"
    try:
        stamp = json.loads((venv / STAMP).read_text())
        same = stamp["locks"].get(lock.name) == _sha256(lock) and stamp["python"] == os.path.realpath(python)
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, AttributeError, TypeError):
        return False
    return same and os.access(python, os.X_OK)


def install(venv: Path, lock: Path) -> None:
    """Install the lock, into an environment that is made anew when what is there is not whole."""
    started = time.monotonic()
    (venv / STAMP).unlink(missing_ok=True)
    (venv / LOG).write_text("")
    if not is_whole(venv):
        make(venv)
    fetch(venv, lock)
    stamp(venv, lock)
    tell(f"The environment {venv} is ready ({time.monotonic() - started:.0f} s).")


def stamp(venv: Path, lock: Path) -> None:
    """Write down what is installed; only a finished installation has this file."""
    locks = {path.name: _sha256(path) for path in {lock, RUNTIME}}
    unfinished = venv / f"{STAMP}.new"
    unfinished.write_text(json.dumps({"python": os.path.realpath(venv / "bin" / "python"), "locks": locks}))
    unfinished.replace(venv / STAMP)


def is_whole(venv: Path) -> bool:
    """Whether its own Python runs, has pip, and finds every file of every package."""
    if not (venv / "pyvenv.cfg").exists():
        return False
    tell(f"Looking at what {venv} holds.")
    try:
        run([str(venv / "bin" / "python"), "-I", str(INSPECTION)], log=venv / LOG)
    except (Failed, OSError):
        return False
    return True


def make(venv: Path) -> None:
    """An empty environment in place of whatever half of one is there."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise Refused("This Python cannot make environments: `apt-get install python3-venv`, then try again.")
    tell(f"Making the environment {venv}.")
    _clear(venv)
    try:
        run([sys.executable, "-m", "venv", str(venv)], log=venv / LOG)
    except Failed as failed:
        must_have_space(failed, venv)
        raise Refused(f"The environment {venv} could not be made: {failed.last()}") from None


def _clear(venv: Path) -> None:
    foreign = set(os.listdir(venv)) - PARTS
    if foreign and not (venv / "pyvenv.cfg").exists():
        raise Refused(f"{venv} holds {min(foreign)}: HEALTHMED_VENV must name a folder of its own.")
    for entry in venv.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != LOG:
            entry.unlink()


def fetch(venv: Path, lock: Path) -> None:
    """Install exactly the locked files, each proven by its hash."""
    total = len(re.findall(r"^[\w.\[\]-]+==", lock.read_text(), re.MULTILINE))
    tell(f"Installing {lock.name} ({total} packages) into {venv}.")
    command = [str(venv / "bin" / "python"), "-m", "pip", "install", "--require-hashes", "--no-deps"]
    command += ["--no-input", "--progress-bar", "off", "--no-warn-script-location", "-r", str(lock)]
    kept = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    surroundings = kept | {"PIP_USER": "0", "PYTHONUNBUFFERED": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    try:
        run(command, log=venv / LOG, environment=surroundings, heard=Progress(total).heard)
    except Failed as failed:
        must_have_space(failed, venv)
        reason = failed.last("^ERROR: ").removeprefix("ERROR: ")
        if failed.mentions(UNREACHABLE):
            raise Refused(f"The package registry cannot be reached, or refuses: {reason}") from None
        raise Refused(f"The packages could not be installed: {reason} (all of it: {venv / LOG})") from None


class Progress:
    """Counts the packages as pip names them."""

    def __init__(self, total: int) -> None:
        self.total, self.count = total, 0

    def heard(self, line: str) -> None:
        """One line of pip's output."""
        package = re.match(r"(?:Collecting|Requirement already satisfied:) ([\w.-]+)", line)
        if package:
            self.count += 1
            self._show(f"  {self.count} of {self.total}: {package[1]}", milestone=self.count % 20 == 0)
        elif line.startswith("Installing collected packages"):
            self._show("  unpacking", milestone=True)
        elif "Retrying (" in line:
            self._show("  no answer from the registry, trying again", milestone=True)

    def _show(self, sentence: str, *, milestone: bool) -> None:
        tell(sentence, passing=sys.stderr.isatty() or not milestone)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
