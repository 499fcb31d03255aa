"""Make the environment ready: `python3 cli/install.py [--dev] [--node]`.

Runs on the system's Python with nothing installed, so: the standard library only, and syntax that an old
Python still parses far enough to be told that it is too old.
"""

import sys

OLDEST_PYTHON, OLDEST_NODE = (3, 11), 20

if sys.version_info < OLDEST_PYTHON:  # noqa: UP036 - said to whoever runs an older one
    sys.exit("Python %d.%d or newer is needed; this is %d.%d." % (OLDEST_PYTHON + sys.version_info[:2]))

import argparse
import contextlib
import errno
import fcntl
import hashlib
import importlib.metadata
import importlib.util
import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNTIME_LOCK, DEV_LOCK = "requirements.lock", "requirements-dev.lock"
STAMP, LOG = "healthmed-install.json", "install.log"
PARTS_OF_A_VENV = {"bin", "include", "lib", "lib64", "share", "pyvenv.cfg", STAMP, LOG}


class Refused(Exception):
    """One sentence for the person at the keyboard; it ends the program with exit code 1."""


# ------------------------------------------------------------------------------------------ what is shown


def tell(sentence: str, passing: bool = False) -> None:
    """Show where we are; a passing line gives way to the next one, and only a terminal shows it."""
    terminal = sys.stderr.isatty()
    if passing and not terminal:
        return
    clear, end = ("\r\033[K", "" if passing else "\n") if terminal else ("", "\n")
    with contextlib.suppress(OSError):
        width = shutil.get_terminal_size().columns - 1
        print(clear + (sentence[:width] if passing else sentence), end=end, file=sys.stderr, flush=True)


def run(
    command: "list[str]", log: Path, folder: Path = ROOT, progress: "Progress | None" = None
) -> "list[str]":
    """Run a command to its end, keep all it says in the log, return its lines; a failure is `Failed`."""
    lines = []
    with open(log, "a", encoding="utf-8") as record, subprocess.Popen(
        command, cwd=folder, env=environment(), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
    ) as process:  # fmt: skip
        assert process.stdout is not None  # noqa: S101 - it is a pipe: said for the type checker
        for line in process.stdout:
            record.write(line)
            lines.append(line.strip())
            if progress:
                progress.heard(line.strip())
    if process.returncode:
        raise Failed(lines)
    return lines


class Failed(Exception):
    """A command that ended badly, with all it said."""

    def __init__(self, lines: "list[str]") -> None:
        super().__init__(lines)
        self.lines = [line for line in lines if line]

    def mentions(self, words: str) -> bool:
        """Whether any line matches the regular expression."""
        return any(re.search(words, line) for line in self.lines)

    def last(self, words: str = "") -> str:
        """The last line that matches, else the last line."""
        matching = [line for line in self.lines if re.search(words, line)]
        return (matching or self.lines or ["it gave no reason"])[-1]


class Progress:
    """Counts pip's packages as they pass by."""

    def __init__(self, total: int) -> None:
        self.total, self.count = total, 0

    def heard(self, line: str) -> None:
        """One line of pip's output."""
        package = re.match(r"(?:Collecting|Requirement already satisfied:) ([\w.-]+)", line)
        if package:
            self.count += 1
            sentence = "  %d of %d: %s" % (self.count, self.total, package.group(1))
            tell(sentence, passing=self.count % 20 != 0 or sys.stderr.isatty())
        elif line.startswith("Installing collected packages"):
            tell("  unpacking", passing=sys.stderr.isatty())
        elif "Retrying (" in line:
            tell("  the registry does not answer, trying again", passing=sys.stderr.isatty())


def environment() -> "dict[str, str]":
    """Ours, without what would make pip install somewhere else than into the environment."""
    elsewhere = {"PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER", "PYTHONHOME", "PYTHONPATH"}
    kept = {name: value for name, value in os.environ.items() if name not in elsewhere}
    return {**kept, "PIP_USER": "0", "PYTHONUNBUFFERED": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


@contextlib.contextmanager
def alone(folder: Path) -> "Iterator[None]":
    """Only one process at a time works in this folder; the others wait, and say so."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell("Another installation works in %s: waiting for it." % folder)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


# ------------------------------------------------------------------------------------- the Python packages


def sha256(path: Path) -> str:
    """Of a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_installed(venv: Path, lock: Path) -> bool:
    """Whether the stamp says that this very lock is installed, by a Python that is still there."""
    python = venv / "bin" / "python"
    try:
        stamp = json.loads((venv / STAMP).read_text())
        same = stamp["locks"].get(lock.name) == sha256(lock) and stamp["python"] == os.path.realpath(python)
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return False
    return same and os.access(python, os.X_OK)


def install(venv: Path, lock: Path) -> None:
    """Install the lock into the environment, made anew when what is there is not whole."""
    started = time.monotonic()
    (venv / STAMP).unlink(missing_ok=True)
    (venv / LOG).unlink(missing_ok=True)
    if not is_whole(venv):
        make_venv(venv)
    pip_install(venv, lock)
    names = [RUNTIME_LOCK, DEV_LOCK] if lock.name == DEV_LOCK else [lock.name]
    locks = {name: sha256(ROOT / name) for name in names}
    stamp = {"python": os.path.realpath(venv / "bin" / "python"), "locks": locks}
    unfinished = venv / (STAMP + ".new")
    unfinished.write_text(json.dumps(stamp))
    unfinished.replace(venv / STAMP)
    tell("The environment %s is ready (%.0f s)." % (venv, time.monotonic() - started))


def is_whole(venv: Path) -> bool:
    """Whether its Python runs and every package in it has all its files (asked of that Python itself)."""
    if not (venv / "pyvenv.cfg").exists():
        return False
    tell("Looking at what %s holds." % venv)
    command = [str(venv / "bin" / "python"), "-I", str(Path(__file__).resolve()), "--inspect"]
    try:
        run(command, venv / LOG)
    except (Failed, OSError):
        return False
    return True


def inspect() -> None:
    """Refuse when a package of the Python that runs this misses files: an installation was interrupted."""
    importlib.import_module("pip")
    for package in importlib.metadata.distributions():
        files = package.files
        if not files or not all(os.path.exists(str(package.locate_file(file))) for file in files):
            raise Refused("%s is not whole" % package.metadata["Name"])


def make_venv(venv: Path) -> None:
    """An empty environment, in place of whatever half of one is there."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise Refused(
            "This Python cannot make virtual environments: run `apt-get install python3-venv` first."
        )
    tell("Making the environment %s." % venv)
    foreign = set(os.listdir(venv)) - PARTS_OF_A_VENV
    if foreign and not (venv / "pyvenv.cfg").exists():
        raise Refused(
            "%s holds other things (%s): HEALTHMED_VENV must name a new folder." % (venv, min(foreign))
        )
    for entry in venv.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != LOG:
            entry.unlink()
    try:
        run([sys.executable, "-m", "venv", str(venv)], venv / LOG)
    except Failed as failed:
        must_have_space(failed, venv)
        raise Refused("The environment %s could not be made: %s" % (venv, failed.last())) from None


def pip_install(venv: Path, lock: Path) -> None:
    """Install exactly the locked files, each proven by its hash."""
    total = len(re.findall(r"^[\w.-]+==", lock.read_text(), re.MULTILINE))
    tell("Installing %d packages of %s into %s." % (total, lock.name, venv))
    command = [str(venv / "bin" / "python"), "-m", "pip", "install", "--require-hashes", "--no-deps"]
    command += ["--no-input", "--progress-bar", "off", "--no-warn-script-location", "-r", str(lock)]
    try:
        run(command, venv / LOG, progress=Progress(total))
    except Failed as failed:
        must_have_space(failed, venv)
        reason = failed.last(r"^ERROR: ")
        if failed.mentions(r"Retrying \(|ConnectionError|NewConnectionError|HTTPError|ReadTimeout"):
            raise Refused("The package registry cannot be reached or refuses: %s" % reason) from None
        raise Refused(
            "The packages could not be installed: %s (all of it: %s)" % (reason, venv / LOG)
        ) from None


def must_have_space(failed: Failed, folder: Path) -> None:
    """A full disk is said as that."""
    if failed.mentions("No space left on device|Disk quota exceeded"):
        raise Refused(
            "The disk is full: %s needs about 400 MB, and as much again while it installs." % folder
        )


# ---------------------------------------------------------------------------------------------- the client


def build_client(frontend: Path, log: Path) -> None:
    """Install the client's packages and build it, each only when what it is made of has changed."""
    installed, built = frontend / "node_modules" / ".installed", frontend / "node_modules" / ".built"
    packages = fingerprint([frontend / "package-lock.json", frontend / "package.json"])
    if not says(installed, packages):
        npm(["ci", "--no-audit", "--no-fund"], "Installing the client's packages", frontend, log)
        installed.write_text(packages)
    if not says(built, sources_of(frontend)) or not (frontend / "dist" / "index.html").exists():
        npm(["run", "build"], "Building the client", frontend, log)
        built.write_text(sources_of(frontend))


def sources_of(frontend: Path) -> str:
    """What the built client is made of: every file of its folder, and the schema its types come from."""
    files = [ROOT / "schema" / "schema.graphql"]
    for folder, folders, names in os.walk(frontend):
        folders[:] = [name for name in folders if name not in ("node_modules", "dist") and name[0] != "."]
        files += [Path(folder) / name for name in names]
    return fingerprint(files)


def fingerprint(files: "Iterable[Path]") -> str:
    """One hash of the names and contents of those that exist."""
    digest = hashlib.sha256()
    for path in sorted(path for path in files if path.is_file()):
        digest.update(("%s %s\n" % (path.relative_to(ROOT), sha256(path))).encode())
    return digest.hexdigest()


def says(stamp: Path, value: str) -> bool:
    """Whether the stamp file holds just that."""
    return stamp.is_file() and stamp.read_text() == value


def npm(arguments: "list[str]", title: str, frontend: Path, log: Path) -> None:
    """Run npm in the client's folder."""
    must_have_node()
    tell("%s (npm %s)." % (title, " ".join(arguments[:2])))
    try:
        run(["npm", *arguments], log, folder=frontend)
    except Failed as failed:
        must_have_space(failed, frontend)
        reason = failed.last(r"error TS\d+|rror: |npm error (?!code|errno|syscall|A complete log|path|\s)")
        raise Refused("%s failed: %s (all of it: %s)" % (title, reason, log)) from None


def must_have_node() -> None:
    """Node and npm, new enough."""
    needed = "Node.js %d or newer is needed to build the client" % OLDEST_NODE
    try:
        version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
        subprocess.run(["npm", "--version"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        raise Refused(needed + ": it is not installed, or npm is missing.") from None
    if int(re.sub(r"\D.*", "", version.strip().lstrip("v")) or 0) < OLDEST_NODE:
        raise Refused("%s; this is %s." % (needed, version.strip()))


# ------------------------------------------------------------------------------------------------ together


def prepare(dev: bool, node: bool) -> None:
    """The environment, then the client; both at once give way to one another."""
    venv = Path(os.environ.get("HEALTHMED_VENV") or ROOT / ".venv").absolute()
    lock = ROOT / (DEV_LOCK if dev else RUNTIME_LOCK)
    if not is_installed(venv, lock):
        with alone(venv):
            if not is_installed(venv, lock):
                install(venv, lock)
    frontend = ROOT / "frontend"
    if node and (frontend / "package-lock.json").exists():
        with alone(frontend):
            build_client(frontend, venv / LOG)


def sentence_of(error: OSError) -> str:
    """What the system refused, in words."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full: %s could not be written." % error.filename
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "%s is not writable for you: give yourself the folder, or set HEALTHMED_VENV." % error.filename
    return "%s: %s." % (error.filename or "The system refused", error.strerror or error)


def main() -> None:
    """Every way this can end is a sentence; only success has exit code 0."""
    parser = argparse.ArgumentParser(prog="cli/install.py", description="Make the environment ready.")
    parser.add_argument("--dev", action="store_true", help="also what tests and checks need")
    parser.add_argument("--node", action="store_true", help="also build the client (frontend/)")
    parser.add_argument("--inspect", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    try:
        inspect() if options.inspect else prepare(options.dev, options.node)
    except Refused as refused:
        tell("", passing=True)
        sys.exit(str(refused))
    except OSError as error:
        sys.exit(sentence_of(error))
    except KeyboardInterrupt:
        tell("Stopped: the next run repairs what is half done.")
        sys.exit(130)


if __name__ == "__main__":
    main()
