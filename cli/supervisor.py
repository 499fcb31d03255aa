"""Programs that are kept running, and errands that run once."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from cli.process import Process, Program, how_it_ended
from cli.refusals import CANNOT_START, Refused

CRASHES_AT_START = 3


@dataclass
class Backoff:
    """How long to wait before the next try: twice as long each time, until it has been well for a while."""

    shortest: float = 0.5
    longest: float = 30.0
    healthy: float = 60.0
    crashes: int = 0

    def after(self, lived: float) -> float:
        """The pause after a run of so many seconds."""
        self.crashes = 1 if lived >= self.healthy else self.crashes + 1
        return min(self.longest, self.shortest * 2.0 ** min(self.crashes - 1, 16))


class Child:
    """A program that is started again whenever it ends by itself, each time said in one line."""

    def __init__(self, program: Program, say: Callable[[str], None], backoff: Backoff | None = None) -> None:
        self.program = program
        self.process: Process | None = None
        self._say = say
        self._backoff = backoff or Backoff()
        self._released = not program.hears
        self._stopping = asyncio.Event()
        self._hopeless = self._was_ready = False
        self._last_words = ""
        self._keeping: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Run it from now on."""
        self._keeping = asyncio.create_task(self._keep())

    def release(self) -> None:
        """Tell it, and each that comes after it, that what it waits for is there."""
        self._released = True
        if self.process is not None:
            self.process.say("go\n")

    async def until(self, ready: Callable[[int], Awaitable[bool]], within: float = float("inf")) -> None:
        """Come back once it is ready; refuse when it keeps crashing before that, or takes too long."""
        clock = asyncio.get_running_loop().time
        deadline = clock() + within
        while self._hopeless or self.process is None or not await ready(self.process.pid):
            if self._keeping is not None and self._keeping.done():
                self._keeping.result()  # it could not even be started: raises why
            if self._hopeless or self._backoff.crashes >= CRASHES_AT_START:
                raise Refused(self._complaint("does not start"))
            if clock() > deadline:
                raise Refused(self._complaint(f"is not ready after {within:.0f} seconds"))
            await asyncio.sleep(0.02)
        self._was_ready = True

    async def stop(self, hurry: asyncio.Event, patience: float | None = None) -> None:
        """End it, and start it no more."""
        self._stopping.set()
        if self.process is not None:
            await self.process.stop(hurry, patience)
        if self._keeping is not None:
            await asyncio.wait({self._keeping}, timeout=4)

    async def _keep(self) -> None:
        while not self._stopping.is_set():
            process, code = await self._run_once()
            if self._stopping.is_set():
                return
            pause = self._backoff.after(process.lived)
            self._last_words = process.last_words
            if code == CANNOT_START and not self._was_ready:
                self._hopeless = True
                return
            words = f', its last words "{self._last_words}"' if self._last_words else ""
            self._say(f"{self.program.name} {how_it_ended(code)}{words}. Next try in {pause:g} s.")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)

    async def _run_once(self) -> tuple[Process, int]:
        process = await Process.start(self.program)
        if self._stopping.is_set():  # while it was being started
            await process.stop(self._stopping)
        self.process = process
        if self._released:
            process.say("go\n")
        return process, await process.ended()

    def _complaint(self, what: str) -> str:
        words = self._last_words or (self.process.last_words if self.process else "")
        return f"{self.program.name} {what}: {words or 'it gave no reason'} (all of it: {self.program.log})."


async def run_errand(process: Process) -> None:
    """Wait for a process that should end by itself, and well; take it down with us when we are cancelled."""
    try:
        code = await process.ended()
    except asyncio.CancelledError:
        await process.stop(asyncio.Event())
        raise
    if code:
        words = process.last_words or how_it_ended(code)
        raise Refused(f"{process.program.name} failed: {words} (all of it: {process.program.log}).")
