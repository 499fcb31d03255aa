"""`python -m cli up` as a person runs it, on a free port and in a folder of its own."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
LAST_LINE = "Ctrl-C stops"


def surroundings(**settings: str) -> dict[str, str]:
    """This environment without the settings of whoever runs the tests, and with these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HEALTHMED_")}
    return kept | {f"HEALTHMED_{name.upper()}": value for name, value in settings.items()}


def run_cli(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """One command, to its end."""
    return subprocess.run(
        [sys.executable, "-m", "cli", *arguments],
        cwd=ROOT,
        env=surroundings(**settings),
        capture_output=True,
        text=True,
        timeout=60,
    )


class Up:
    """A clinic that runs, or tries to."""

    def __init__(self, **settings: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cli", "up"],
            cwd=ROOT,
            env=surroundings(**{"port": "0"} | settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    @property
    def said(self) -> str:
        return "\n".join(self.lines)

    @property
    def address(self) -> str:
        found = re.search(r"Address\s+(\S+)", self.said)
        assert found, self.said
        return found[1]

    def children(self, *, direct: bool = False) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=not direct)

    def until_said(self, words: str, within: float = 60) -> None:
        deadline = time.monotonic() + within
        while words not in self.said:
            assert time.monotonic() < deadline, f"{words!r} was not said in {within} s:\n{self.said}"
            assert self.process.poll() is None or words in self.said, f"it ended:\n{self.said}"
            time.sleep(0.02)

    def until_ready(self) -> None:
        self.until_said(LAST_LINE)

    def end(self, number: int = signal.SIGTERM, within: float = 20) -> int:
        """Send the signal and wait: its exit code."""
        self.process.send_signal(number)
        code = self.process.wait(within)
        self._reader.join(2)
        return code


@contextmanager
def up(data: Path, **settings: str) -> Iterator[Up]:
    """A clinic that is gone afterwards, whatever the test did with it."""
    running = Up(data=str(data), **settings)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                running.end()
            running.process.kill()
            running.process.wait()
