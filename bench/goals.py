"""What is to be reached, and whether it was."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bench.booking import Booking
from bench.reading import Reading
from bench.search import Search

OF_LIMIT: Final = 0.85
GROWTH: Final = 1.3
OF_PGBENCH: Final = 0.5
FIRST_ANSWER: Final = 5.0


@dataclass(frozen=True)
class Goal:
    """One figure beside the one that is wished for."""

    name: str
    found: float
    unit: str
    wish: str
    reached: bool


def goals_of(
    reading: Sequence[Reading], booking: Sequence[Booking], search: Sequence[Search], startup: float | None
) -> list[Goal]:
    """Every goal that the figures at hand can judge."""
    found = [
        _at_least(
            f"{one.question.name.upper()} {one.size.name}: the limit's CPU in ours", one.ratio, OF_LIMIT
        )
        for one in reading
    ]
    found += _growth(reading)
    found += [
        _at_least(f"Booking {one.size.name}: our bookings in pgbench's", one.ratio, OF_PGBENCH)
        for one in booking
    ]
    if search:
        indexed = sum(one.indexed for one in search) / len(search)
        found.append(_at_least("Searches that use the index", indexed, 1.0))
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


def _at_least(name: str, found: float, goal: float) -> Goal:
    return Goal(name, found, "", f"≥ {goal:g}", found >= goal)


def _at_most(name: str, found: float, goal: float, unit: str = "") -> Goal:
    return Goal(name, found, unit, f"≤ {goal:g}{unit}", found <= goal)
