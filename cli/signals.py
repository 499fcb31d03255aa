"""What the person at the keyboard, or whoever sends signals, wants."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager

SAME_WISH = 0.5  # seconds: make hands on what the whole process group was sent


class Wishes:
    """To stop; and, said again, to stop at once."""

    def __init__(self) -> None:
        self.stop, self.hurry = asyncio.Event(), asyncio.Event()
        self._first = 0.0

    def heard(self) -> None:
        """A signal came."""
        now = asyncio.get_running_loop().time()
        if not self.stop.is_set():
            self._first = now
            self.stop.set()
        elif now - self._first > SAME_WISH:
            self.hurry.set()


@contextmanager
def listening() -> Iterator[Wishes]:
    """Take Ctrl-C, SIGTERM and a closed terminal as wishes, unless whoever started us ignores the last."""
    wishes, loop = Wishes(), asyncio.get_running_loop()
    numbers = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        numbers.append(signal.SIGHUP)
    for number in numbers:
        loop.add_signal_handler(number, wishes.heard)
    try:
        yield wishes
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)
