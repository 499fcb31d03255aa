"""Python's garbage collector beside thousands of open sockets.

A full collection looks at every object there is: with 10,000 subscriptions in a process it stopped everything
for 0.6 s (measured on two shared cores), and one event in a hundred waited for it. So what a long one found
alive is put aside, and the next looks at what came since.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Final, Literal

LONG: Final = 0.05
"""Seconds of a full collection after which what it leaves is put aside: half of what an event may take."""
MANY_GONE: Final = 1_000
"""Sockets: fewer leave too little garbage to look for."""


class Aside:
    """What is alive and need not be looked at, until much of it may have died."""

    def __init__(self) -> None:
        self._began = 0.0
        self._gone = 0
        self._all_is_looked_at = False

    @contextmanager
    def watching(self) -> Iterator[None]:
        """While the process serves."""
        gc.callbacks.append(self._collected)
        try:
            yield
        finally:
            gc.callbacks.remove(self._collected)

    def gone(self, left: int) -> None:
        """A socket closed, and `left` are open: when half as many are gone, all is looked at again."""
        self._gone += 1
        if self._gone >= max(MANY_GONE, left // 2):
            self._gone = 0
            self._all_is_looked_at = True
            gc.unfreeze()

    def _collected(self, phase: Literal["start", "stop"], info: dict[str, int]) -> None:
        if phase == "start":
            self._began = perf_counter()
        elif info["generation"] == 2 and (self._all_is_looked_at or perf_counter() - self._began > LONG):
            self._all_is_looked_at = False
            gc.freeze()
