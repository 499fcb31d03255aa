"""Blocks of measuring: taken in turns, on a machine that is quiet, the median kept."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from statistics import fmean, median
from typing import Final

from rich.console import Console

from bench.cpu import of_machine, of_process
from bench.driver import Load

BUSY: Final = 0.10
"""Processors that others may use at the most while something is measured."""
LOOK: Final = 1.0
READING: Final = 0.625
BOOKING: Final = 2.0
"""Seconds of a block, where contestants take turns."""


@dataclass(frozen=True)
class Terms:
    """How long and how often is measured."""

    warm: float = 2.0
    seconds: float = 5.0
    repetitions: int = 3
    patience: float = 600.0
    """Seconds to wait, altogether, for others to be quiet; then it is measured all the same, and said."""

    def in_blocks_of(self, seconds: float) -> "Terms":
        """Twice the time in more, shorter blocks: for differences of a few percent.

        A shared machine is faster and slower by a third within seconds; blocks that follow one another
        closely find it alike.
        """
        if self.repetitions == 1:
            return self
        more = self.seconds / seconds
        return replace(
            self, warm=self.warm / more, seconds=seconds, repetitions=round(2 * self.repetitions * more)
        )


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
        self._calm = self.noisy = False

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
        return (await self.round([block]))[0]

    async def round(self, blocks: Sequence[Block]) -> list[Figures]:
        """Measure one after the other; all once more, and no oftener, if somebody came in between."""
        found = await self._round(blocks)
        if not self._calm and self._patience > 0:
            self._patience -= 10 * LOOK
            found = await self._round(blocks)
        self.noisy |= not self._calm
        return found

    async def _round(self, blocks: Sequence[Block]) -> list[Figures]:
        if not self._calm:
            await self.wait()
        found = [await block() for block in blocks]
        others = fmean(one.others for one in found)
        self._calm = others <= BUSY
        if not self._calm:
            self._console.print(f"[dim]others used {others:.2f} processors meanwhile[/]")
        return found


async def _others() -> float:
    before = of_machine() - of_process(os.getpid())
    await asyncio.sleep(LOOK)
    return (of_machine() - of_process(os.getpid()) - before) / LOOK


class Rounds(list[list[Figures]]):
    """What the contestants cost, round for round."""

    @property
    def medians(self) -> list[Figures]:
        """Of each contestant, the median of each figure."""
        return [middle(of_one) for of_one in zip(*self, strict=True)]

    def median_of(self, compared: Callable[..., float]) -> float:
        """What comes of comparing the contestants, in the median of all rounds: each had its own speed."""
        return median(compared(*found) for found in self)


async def in_turns(blocks: Sequence[Block], repetitions: int, quiet: Quiet) -> Rounds:
    """The blocks take turns, so that what drifts, drifts for all of them."""
    return Rounds([await quiet.round(blocks) for _ in range(repetitions)])


def middle(found: Sequence[Figures]) -> Figures:
    """The median of each figure."""
    return Figures(**{name: median(getattr(one, name) for one in found) for name in vars(found[0])})
