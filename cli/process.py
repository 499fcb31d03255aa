"""One program, started as our child in a session of its own, that cannot outlive us."""

import asyncio
import os
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, STDOUT
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGKILL, SIGTERM, Signals
from typing import Self

from cli import logs

TETHER = Path(__file__).with_name("tether.py")
HURRIED = 1.0  # seconds between one signal and the next after a second Ctrl-C


@dataclass(frozen=True, kw_only=True)
class Program:
    """What to run, and how it is ended."""

    name: str
    command: Sequence[str]
    log: Path
    folder: Path
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    user: tuple[int, int] = (0, 0)
    """The uid and gid that it drops to; zeros: ours."""
    hears: bool = False
    """Whether it has a standard input for `Process.say`."""
    orphaned: Signals = SIGKILL
    """What the kernel sends it when we are gone."""
    stops: Sequence[tuple[Signals, float]] = ((SIGTERM, 10.0), (SIGKILL, 1.0))
    """Signals that end it, from polite to rude, and the seconds that each is given."""


class Process:
    """A program while it runs."""

    def __init__(self, program: Program, process: asyncio.subprocess.Process, beginning: int) -> None:
        self.program = program
        self.started_at = time.monotonic()
        self._process = process
        self._beginning = beginning

    @classmethod
    async def start(cls, program: Program) -> Self:
        """Start it through the tether, in the main thread: the kernel's tie is to the thread that forks."""
        logs.limit(program.log)
        beginning = logs.size(program.log)
        uid, gid = program.user
        tether = [sys.executable, "-I", "-S", str(TETHER)]
        tether += [str(number) for number in (os.getpid(), int(program.orphaned), uid, gid)]
        with program.log.open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *tether,
                *program.command,
                stdin=PIPE if program.hears else DEVNULL,
                stdout=log,
                stderr=STDOUT,
                cwd=program.folder,
                env=program.environment,
                start_new_session=True,
            )
        return cls(program, process, beginning)

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def lived(self) -> float:
        """Seconds since it started."""
        return time.monotonic() - self.started_at

    @property
    def last_words(self) -> str:
        """What this run of it logged last."""
        return logs.last_words(self.program.log, self._beginning)

    def say(self, text: str) -> None:
        """Write to its standard input, and close it."""
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.write(text.encode())
                self._process.stdin.close()

    async def ended(self) -> int:
        """Its exit code, once it has one; a signal's number, negative, when that ended it."""
        return await self._process.wait()

    async def stop(self, hurry: asyncio.Event, patience: float | None = None) -> None:
        """Signal by signal, until it has ended; sooner when somebody is in a hurry.

        `patience` is for the first signal, where there is time for more or less than the program's own.
        """
        for at, (number, seconds) in enumerate(self.program.stops):
            self._send(number)
            if await self._ends_within(patience if patience and at == 0 else seconds, hurry):
                return

    def _send(self, number: Signals) -> None:
        with suppress(ProcessLookupError):
            if self._process.returncode is not None:
                return
            if number is SIGKILL:
                os.killpg(self.pid, number)  # what it has started as well
            else:
                self._process.send_signal(number)

    async def _ends_within(self, patience: float, hurry: asyncio.Event) -> bool:
        ended, hurried = asyncio.create_task(self.ended()), asyncio.create_task(hurry.wait())
        if not hurry.is_set():
            await asyncio.wait({ended, hurried}, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
        if hurry.is_set():
            await asyncio.wait({ended}, timeout=min(patience, HURRIED))
        for task in (ended, hurried):
            task.cancel()
        return self._process.returncode is not None


def how_it_ended(code: int) -> str:
    """An exit code in words."""
    if code >= 0:
        return f"ended with exit code {code}"
    with suppress(ValueError):
        return f"was ended by signal {-code} ({Signals(-code).name})"
    return f"was ended by signal {-code}"
