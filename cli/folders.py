"""The data folder: made, checked, and taken by one program at a time."""

import fcntl
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from cli.refusals import Refused, refusal_of

LONGEST_SOCKET = 100  # bytes of a Unix socket's path, below every system's limit
PLAIN = re.compile(r"[\w./@+-]+", re.ASCII)  # what every client's address parser takes as it is


def make_data_folder(folder: Path) -> Path:
    """Have the folder, private to its owner (root lets the database's user pass through)."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o711 if os.geteuid() == 0 else 0o700)
        (folder / "log").mkdir(exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder), tempfile.TemporaryFile(dir=folder / "log"):
            pass
    except (FileExistsError, NotADirectoryError):
        raise Refused(f"{folder} is not a folder: set HEALTHMED_DATA to another one.") from None
    except PermissionError:
        raise Refused(
            f"{folder} is not writable for you: give yourself the folder, or set HEALTHMED_DATA."
        ) from None
    except OSError as problem:
        raise refusal_of(problem) or Refused(f"{folder} cannot be used: {problem.strerror}.") from None
    return folder.resolve()


def must_have_space(folder: Path, megabytes: int) -> None:
    """Enough room on the folder's disk."""
    free = shutil.disk_usage(folder).free // 1024**2
    if free < megabytes:
        raise Refused(
            f"The disk of {folder} is nearly full: {free} MB are free, at least {megabytes} MB are needed."
        )


class Holder:
    """Who holds the data folder."""

    def __init__(self, lock: TextIO) -> None:
        self._lock = lock

    def announce(self, address: str) -> None:
        """Leave word of who we are and where we answer."""
        self._lock.truncate(0)
        self._lock.write(json.dumps({"process": os.getpid(), "address": address}))
        self._lock.flush()


@contextmanager
def taken_alone(folder: Path) -> Iterator[Holder]:
    """Hold the folder; a second program is told who holds it."""
    with (folder / "up.lock").open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(_who_runs(folder / "up.lock")) from None
        lock.truncate(0)
        yield Holder(lock)
        lock.truncate(0)


def _who_runs(lock: Path) -> str:
    try:
        holder = json.loads(lock.read_text(encoding="utf-8"))
        return f"Health&Med already runs here (process {holder['process']}, {holder['address']})."
    except (OSError, ValueError, KeyError, TypeError):
        return "Health&Med already runs here."


@contextmanager
def socket_folder(wanted: Path, longest_name: str, user: tuple[int, int]) -> Iterator[Path]:
    """The wanted folder when its sockets have paths that clients can take, else a short temporary one."""
    path = str(wanted / longest_name)
    if len(os.fsencode(path)) <= LONGEST_SOCKET and PLAIN.fullmatch(path):
        yield wanted
        return
    short = Path(tempfile.mkdtemp(prefix="healthmed-", dir="/tmp"))
    try:
        if any(user):
            os.chown(short, *user)
        yield short
    finally:
        shutil.rmtree(short, ignore_errors=True)
