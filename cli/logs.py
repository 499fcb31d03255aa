"""The log files of what runs: kept small, and asked for a program's last words."""

import re
import shutil
from contextlib import suppress
from pathlib import Path

LARGEST = 10 * 1024 * 1024
TAIL = 8 * 1024
COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
TELLING = re.compile(r"\b(?:FATAL|PANIC):\s+(.*)")  # PostgreSQL says more after it, and less
FULL = "No space left on device"


def limit(log: Path) -> None:
    """Keep the last 10 MB beside it as `.1` and go on from empty; who writes appends, so it never notices."""
    with suppress(FileNotFoundError):
        if log.stat().st_size > LARGEST:
            shutil.copyfile(log, log.with_name(f"{log.name}.1"))
            with log.open("r+b") as file:
                file.truncate(0)


def size(log: Path) -> int:
    """How much is in it: where the next run's words begin."""
    return log.stat().st_size if log.exists() else 0


def last_words(log: Path, since: int) -> str:
    """The line written since then that says most: a fatal error, else the last one; empty when none."""
    lines = [COLOURS.sub("", line).strip() for line in _tail(log, since).splitlines()]
    lines = [line for line in lines if line]
    if any(FULL in line for line in lines):
        return "the disk is full"
    for line in reversed(lines):
        if told := TELLING.search(line):
            return told[1].rstrip(".")
    return lines[-1].rstrip(".") if lines else ""


def _tail(log: Path, since: int) -> str:
    try:
        with log.open("rb") as file:
            end = file.seek(0, 2)
            file.seek(max(end - TAIL, since if since <= end else 0))
            return file.read().decode(errors="replace")
    except OSError:
        return ""
