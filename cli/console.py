"""What `healthmed up` shows: steps while they last, lines that stay, and the welcome."""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TextIO, cast

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

SignIn = tuple[str, str, str]


class _Steady:
    """Standard output that outlives its reader: a closed terminal or pipe is no reason to stop a clinic."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write it, or nowhere."""
        try:
            self._file.write(text)
            self._file.flush()
        except OSError:
            with suppress(OSError), open(os.devnull, "w") as nowhere:
                os.dup2(nowhere.fileno(), self._file.fileno())
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class Screen:
    """A terminal gets colours and a moving line; a pipe or a file gets plain lines."""

    def __init__(self, console: Console | None = None) -> None:
        with suppress(AttributeError, OSError):
            sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # a test's stand-in has none
        self._console = console or Console(file=cast("TextIO", _Steady(sys.stdout)), highlight=False)
        self._started = time.monotonic()

    def say(self, sentence: str) -> None:
        """A line that stays."""
        self._print(f"[yellow]![/] {escape(sentence)}")

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Show that this goes on and for how long, then that it is done."""
        began = time.monotonic()
        columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
        disabled = not self._console.is_terminal
        with Progress(*columns, console=self._console, transient=True, disable=disabled) as progress:
            progress.add_task(escape(title))
            yield
        self._print(f"[green]✓[/] {escape(title)} [dim]{time.monotonic() - began:.1f} s[/]")

    def welcome(self, places: Sequence[tuple[str, str]], sign_ins: Sequence[SignIn]) -> None:
        """Where everything is, and whom one can be."""
        took = time.monotonic() - self._started
        self._print(f"\n[bold green]Health&Med is ready[/] [dim]after {took:.1f} s[/]\n")
        self._print(_columns(places))
        if sign_ins:
            self._print("\nSign in to try it:")
            self._print(_columns(sign_ins))
        self._print("\n[dim]Ctrl-C stops; the data stays.[/]")

    def _print(self, what: str) -> None:
        self._console.print(what, soft_wrap=True)


def _columns(rows: Sequence[Sequence[str]]) -> str:
    """Aligned, and never wrapped: what is there to be copied stays in one piece."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    padded = [[escape(cell.ljust(width)) for cell, width in zip(row, widths, strict=True)] for row in rows]
    return "\n".join(f"  [bold]{first}[/]   {'   '.join(rest).rstrip()}" for first, *rest in padded)
