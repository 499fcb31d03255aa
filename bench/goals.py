"""What is to be reached, and whether it was."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bench.booking import Booking
from bench.edge import Edge
from bench.live import Live
from bench.messages import Messages
from bench.reading import Reading
from bench.search import Search
from bench.tokens import Tokens
from bench.watched import Watched

OF_LIMIT: Final = 0.85
GROWTH: Final = 1.3
OF_PGBENCH: Final = 0.5
FIRST_ANSWER: Final = 5.0
PROCESS: Final = 2.0
COUNTED: Final = 0.05
TRACED: Final = 0.10
"""Of a request's CPU."""
KILOBYTES_EACH: Final = 25.0
ONE_PERSON: Final = 100.0
"""Milliseconds from commit to client, 99 of 100."""
HOT_DOCTOR: Final = 1_000.0
PER_MINUTE: Final = 10_000
LARGEST_MS: Final = 0.2
WORST_MS: Final = 10.0
SHARE: Final = 0.08
GOODPUT: Final = 0.7
ACCEPTED_MS: Final = 2_000.0
RECOVERED: Final = 0.9
GROWN_MB: Final = 50.0
SLOWED: Final = 2.0
"""So much later, or 20 ms, a reader may hear beside those who never read."""
VERIFIED: Final = 100.0
"""Microseconds. OpenSSL alone takes longer for ES256 on slow machines: its first time is no goal."""


@dataclass(frozen=True)
class Goal:
    """One figure beside the one that is wished for."""

    name: str
    found: float
    unit: str
    wish: str
    reached: bool


def goals_of(
    reading: Sequence[Reading],
    booking: Sequence[Booking],
    search: Sequence[Search],
    *,
    startup: float | None = None,
    tokens: Tokens | None = None,
    api_startup: float | None = None,
    watched: Watched | None = None,
    live: Live | None = None,
    messages: Messages | None = None,
    edge: Edge | None = None,
) -> list[Goal]:
    """Every goal that the figures at hand can judge."""
    found = [
        _at_least(
            f"{one.question.name.upper()} {one.size.name}: the limit's CPU in ours", one.ratio, OF_LIMIT
        )
        for one in reading
    ]
    found += _growth(reading)
    for one in booking:
        name = f"Booking {one.size.name}"
        found.append(_at_least(f"{name}: our bookings in pgbench's", one.ratio, OF_PGBENCH))
        found.append(_at_least(f"{name}: pgbench's CPU in ours", one.cpu_ratio, OF_PGBENCH))
    if search:
        indexed = sum(one.indexed for one in search) / len(search)
        found.append(_at_least("Searches that use the index", indexed, 1.0))
    found += _live(live) if live else []
    found += _messages(messages) if messages else []
    found += _edge(edge) if edge else []
    found += _tokens(tokens) if tokens else []
    found += _watched(watched) if watched else []
    if api_startup is not None:
        found.append(_at_most("From an API process' start to its first answer", api_startup, PROCESS, " s"))
    if startup is not None:
        found.append(_at_most("From start to first answer", startup, FIRST_ANSWER, " s"))
    return found


def _growth(reading: Sequence[Reading]) -> Iterator[Goal]:
    """The largest size's cost in the smallest's, for each question."""
    for name in sorted({one.question.name for one in reading}):
        sizes = sorted((one for one in reading if one.question.name == name), key=lambda one: one.size.slots)
        small, large = sizes[0], sizes[-1]
        if large.size != small.size:
            grown = large.ours.total / small.ours.total
            yield _at_most(
                f"{name.upper()}: CPU at {large.size.slots:,} slots in that at {small.size.slots:,}",
                grown,
                GROWTH,
            )


def _live(found: Live) -> Iterator[Goal]:
    yield _at_most("Live: memory for a subscription", found.bytes_each / 1e3, KILOBYTES_EACH, " kB")
    yield _at_most("Live: one person's event, p99", found.one_p99, ONE_PERSON, " ms")
    yield _at_most(f"Live: a doctor's event to {found.extent.hot:,}, p99", found.hot_p99, HOT_DOCTOR, " ms")
    yield _at_most("Live: events lost", found.lost, 0)
    yield _at_most("Live: events repeated", found.repeated, 0)


def _messages(found: Messages) -> Iterator[Goal]:
    yield _at_least("Messages a minute, by one worker", found.per_minute, PER_MINUTE)
    yield _at_most("Messages lost or repeated", found.lost + found.repeated, 0)


def _edge(found: Edge) -> Iterator[Goal]:
    yield _at_most("Edge: to measure the client's largest document", found.largest, LARGEST_MS, " ms")
    yield _at_most("Edge: to measure the worst 8 kB", found.worst, WORST_MS, " ms")
    yield _at_most("Edge: its share of Q1's CPU", found.share, SHARE)
    yield _at_least("Edge: goodput under four times the peak", found.goodput / found.peak, GOODPUT)
    yield _at_most("Edge: what is accepted meanwhile, p99", found.accepted_p99, ACCEPTED_MS, " ms")
    yield _at_least("Edge: goodput ten seconds after", found.after, RECOVERED)
    yield _at_most("Edge: memory that stays", found.grown_mb, GROWN_MB, " MB")
    allowed = max(found.reader_alone * SLOWED, found.reader_alone + 20)
    yield _at_most("Edge: a reader's p99 beside those who never read", found.reader_beside, allowed, " ms")


def _tokens(found: Tokens) -> Iterator[Goal]:
    yield _at_most("A token verified, RS256", found.rs256, VERIFIED, " µs")
    for name, again in (("RS256", found.rs256_again), ("ES256", found.es256_again)):
        yield _at_most(f"A token sent again, {name}", again, VERIFIED, " µs")


def _watched(found: Watched) -> Iterator[Goal]:
    yield _at_most("Metrics and logs: more of Q1's CPU", found.counting, COUNTED)
    yield _at_most("Traces: more of Q1's CPU", found.tracing, TRACED)


def _at_least(name: str, found: float, goal: float) -> Goal:
    return Goal(name, found, "", f"≥ {goal:,g}", found >= goal)


def _at_most(name: str, found: float, goal: float, unit: str = "") -> Goal:
    return Goal(name, found, unit, f"≤ {goal:,g}{unit}", found <= goal)
