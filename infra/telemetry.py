"""Logs: one line per event, on stderr; JSON for machines or text for people.

Nothing personal reaches a log: no query text, variables, cookies or addresses, and of an exception only its
type and where it was raised, since messages quote values (PostgreSQL's say `Key (email)=(ana@...) exists`).
"""

import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from traceback import StackSummary, walk_tb
from typing import Any, Final

import orjson
import structlog
from structlog.contextvars import bind_contextvars, merge_contextvars
from structlog.typing import EventDict, Processor, WrappedLogger

ROOT: Final = Path(__file__).parent.parent
MOST_A_SECOND: Final = 20
"""Lines of one event: under a flood each request may be worth a line, which costs as much as its answer."""
FRAMES: Final = 15
"""Of one exception the outermost and as many innermost; a recursion has a thousand between them."""


def configure(*, as_json: bool) -> None:
    """Set up structlog for us, and the standard library's loggers of everybody else in the same form."""
    ours: list[Processor] = [
        merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        add_trace,
    ]
    render: Processor = _json if as_json else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    structlog.configure(
        processors=[Few(), *ours, render],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, render],
            foreign_pre_chain=[first_line, *ours],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING)


class Few:
    """Drops what would be one line too many in a second; the next line of that event says how many were.

    Errors are all written: somebody may ask about the id of each of those requests. The others are counted by
    metrics too.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._said: dict[str, tuple[int, int]] = {}
        """Of each event the second in which it was last said, and how often in that second."""

    def __call__(self, _: WrappedLogger, level: str, event: EventDict) -> EventDict:
        if level == "error":
            return event
        name, now = event["event"], int(self._clock())
        second, count = self._said.get(name, (now, 0))
        if second != now:
            if count > MOST_A_SECOND:
                event["left_out"] = count - MOST_A_SECOND
            second, count = now, 0
        self._said[name] = second, count + 1
        if count >= MOST_A_SECOND:
            raise structlog.DropEvent
        return event


def begin_request(request_id: str) -> None:
    """Every line that is logged from here on, in this task, carries the request's id."""
    bind_contextvars(request_id=request_id)


def begin_operation(name: str) -> None:
    """Likewise the operation's name."""
    bind_contextvars(operation=name)


def add_trace(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """`exc_info` becomes `exception`: the types that were raised and the lines where, without messages."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["exception"] = trace(error)
    return event


def first_line(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Of somebody else's message the first line: asyncio adds the whole exception below it."""
    event["event"] = str(event["event"]).partition("\n")[0]
    return event


def trace(error: BaseException) -> str:
    """What was raised, what caused it, and where: innermost line last."""
    return "\n".join(line for one in _chain(error) for line in _lines(one))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        if isinstance(error, BaseExceptionGroup):
            for inner in error.exceptions:
                yield from _chain(inner)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _lines(error: BaseException) -> Iterator[str]:
    kind = type(error)
    code = getattr(error, "sqlstate", None)
    yield f"{kind.__module__}.{kind.__qualname__}{f' [{code}]' if code else ''}"
    frames = StackSummary.extract(walk_tb(error.__traceback__), lookup_lines=False)
    lines = [f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    yield from lines if len(lines) <= 2 * FRAMES else [*lines[:FRAMES], "  ...", *lines[-FRAMES:]]


def _short(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def _json(_: WrappedLogger, __: str, event: EventDict) -> str:
    return orjson.dumps(event, default=_name).decode()


def _name(value: Any) -> str:
    return type(value).__name__
