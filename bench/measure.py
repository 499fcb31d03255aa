"""Blocks of measuring: taken in turns, on a machine that is quiet, the median kept."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

from rich.console import Console

from bench.cpu import of_machine, of_process
from bench.driver import Load

BUSY: Final = 0.10
"""Processors that others may use at the most while something is measured."""
LOOK: Final = 1.0
FINER: Final = 4


@dataclass(frozen=True)
class Terms:
    """How long and how often is measured."""

    warm: float = 2.0
    seconds: float = 5.0
    repetitions: int = 3
    patience: float = 600.0
    """Seconds to wait, altogether, for others to be quiet; then it is measured all the same, and said."""

    @property
    def finer(self) -> "Terms":
        """More, shorter blocks: for differences of a few percent, which between two blocks are one of luck.

        The same server, twice, differed by up to 10 % in one pair of blocks and by 2 % over sixty (measured).
        """
        if self.repetitions == 1:
            return self
        warm, seconds = self.warm / FINER, self.seconds / FINER
        return replace(self, warm=warm, seconds=seconds, repetitions=self.repetitions * 2 * FINER)


@dataclass(frozen=True)
class Figures:
    """One block: what a request costs in CPU milliseconds, how many there were, how long they took."""

    server: float
    postgres: float
    per_second: float
    p50: float
    p99: float
    others: float
    """Processors that were busy with something else."""

    @property
    def total(self) -> float:
        """Server and PostgreSQL together."""
        return self.server + self.postgres


Block = Callable[[], Awaitable[Figures]]


def figures(load: Load) -> Figures:
    """What a load cost."""
    used = load.used
    if not load.answered:
        raise RuntimeError("Nothing was answered in the time that was measured.")
    return Figures(
        server=used.server / load.answered * 1e3,
        postgres=used.postgres / load.answered * 1e3,
        per_second=load.answered / load.seconds,
        p50=load.p50,
        p99=load.p99,
        others=max(0.0, used.machine - used.server - used.postgres - load.own) / load.seconds,
    )


class Quiet:
    """Waits until nobody else works here; remembers when that was in vain."""

    def __init__(self, patience: float, console: Console) -> None:
        self._patience, self._console = patience, console
        self.noisy = False

    async def wait(self) -> None:
        """Come back when others use less than a tenth of a processor, or patience is at its end."""
        said = False
        while (busy := await _others()) > BUSY:
            if self._patience <= 0:
                self.noisy = True
                return
            if not said:
                self._console.print(f"[dim]others use {busy:.2f} processors: waiting[/]")
                said = True
            self._patience -= LOOK

    async def undisturbed(self, block: Block) -> Figures:
        """Measure; once more if somebody came in between."""
        while True:
            await self.wait()
            found = await block()
            if found.others <= BUSY or self._patience <= 0:
                self.noisy |= found.others > BUSY
                return found
            self._console.print(f"[dim]others used {found.others:.2f} processors meanwhile: once more[/]")
            self._patience -= 10 * LOOK


async def _others() -> float:
    before = of_machine() - of_process(os.getpid())
    await asyncio.sleep(LOOK)
    return (of_machine() - of_process(os.getpid()) - before) / LOOK


async def in_turns(blocks: Sequence[Block], repetitions: int, quiet: Quiet) -> list[Figures]:
    """The medians of the blocks, which take turns so that what drifts, drifts for all of them."""
    found: list[list[Figures]] = [[] for _ in blocks]
    for _ in range(repetitions):
        for at, block in enumerate(blocks):
            found[at].append(await quiet.undisturbed(block))
    return [middle(each) for each in found]


def middle(found: Sequence[Figures]) -> Figures:
    """The median of each figure."""
    return Figures(**{name: median(getattr(one, name) for one in found) for name in vars(found[0])})
