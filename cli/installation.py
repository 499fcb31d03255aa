"""What both steps of an installation do: say where they are, run a program to its end, take turns."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from cli.refusals import Refused

ROOT = Path(__file__).resolve().parent.parent


class Failed(Exception):
    """A program that ended badly, with all it said."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(lines)
        self.lines = [line for line in lines if line]

    def mentions(self, words: str) -> bool:
        """Whether any line matches the regular expression."""
        return any(re.search(words, line) for line in self.lines)

    def last(self, words: str = "") -> str:
        """The last line that matches, else the last line."""
        matching = [line for line in self.lines if re.search(words, line)]
        return (matching or self.lines or ["it gave no reason"])[-1]


def tell(sentence: str, *, passing: bool = False) -> None:
    """Show where we are; a passing line gives way to the next one, and only a terminal shows it."""
    terminal = sys.stderr.isatty()
    if passing and not terminal:
        return
    start, end = ("\r\033[K", "" if passing else "\n") if terminal else ("", "\n")
    width = shutil.get_terminal_size().columns - 1 if passing else None
    with suppress(OSError):
        print(start + sentence[:width], end=end, file=sys.stderr, flush=True)


def run(
    command: Sequence[str],
    *,
    log: Path,
    folder: Path = ROOT,
    environment: Mapping[str, str] | None = None,
    heard: Callable[[str], None] = lambda line: None,
) -> None:
    """Run a program to its end, handing each line it says to the log and to `heard`."""
    lines: list[str] = []
    with log.open("a", encoding="utf-8") as record, _started(command, folder, environment) as process:
        for line in process.stdout or ():
            record.write(line)
            lines.append(line.strip())
            heard(line.strip())
    if process.returncode:
        raise Failed(lines)


def _started(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        close_fds=False,  # it holds the folder's lock with us: who is killed alone leaves it working there
        encoding="utf-8",
        errors="replace",
    )


def must_have_space(failed: Failed, folder: Path) -> None:
    """A full disk is said as that, whoever hit it."""
    if failed.mentions("No space left on device|Disk quota exceeded|ENOSPC"):
        raise Refused(f"The disk is full: {folder} needs about 400 MB, and as much again while it installs.")


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Only one installation at a time works in this folder; the others wait, and say so."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    os.set_inheritable(handle, True)
    try:
        _take_turn(handle, folder)
        yield
    finally:
        os.close(handle)


def _take_turn(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        tell(f"Another installation works in {folder}: waiting for it.")
        fcntl.flock(handle, fcntl.LOCK_EX)
