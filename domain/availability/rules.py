"""What a weekly template may be, and which visits follow from it. Pure."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from domain.availability.models import Weekday
from domain.errors import Invalid, must_be_valid
from domain.problems import Problem

MOST_RULES: Final = 50
VISIT_MINUTES: Final = range(5, 480 + 1)
GAP_MINUTES: Final = range(240 + 1)
LONGEST_ABSENCE: Final = timedelta(days=366)
LONGEST_NOTE: Final = 500
MIDNIGHT: Final = 24 * 60


class WeeklyRule(NamedTuple):
    """Every week on `weekday`, in the doctor's time zone: visits with gaps between them."""

    weekday: Weekday
    starts_at: time
    ends_at: time
    """00:00 is midnight, the end of the day."""
    visit_minutes: int = 50
    gap_minutes: int = 10

    @property
    def first_minute(self) -> int:
        """When it starts, in minutes of the day."""
        return self.starts_at.hour * 60 + self.starts_at.minute

    @property
    def last_minute(self) -> int:
        """When it ends, in minutes of the day."""
        return self.ends_at.hour * 60 + self.ends_at.minute or MIDNIGHT


class Visit(NamedTuple):
    """A time that a patient could book, in UTC."""

    starts_at: datetime
    ends_at: datetime


def day_in(time_zone: str, now: datetime) -> date:
    """The day that a wall calendar in the zone shows."""
    return now.astimezone(ZoneInfo(time_zone)).date()


def visits(rules: Sequence[WeeklyRule], time_zone: str, from_day: date, until_day: date) -> list[Visit]:
    """The template's visits on the days [from_day, until_day), soonest first.

    They start at wall-clock times and last `visit_minutes` of real time. A wall-clock time that the zone
    skips gives none, one that it repeats gives its first. A visit that would begin before the one before it
    has ended (the clocks went forward meanwhile) is left out, so a day is counted from the day before it.
    """
    zone = ZoneInfo(time_zone)
    kept: list[Visit] = []
    for day in _days(from_day - timedelta(days=1), until_day):
        for visit in _visits_on(day, rules, zone):
            if not kept or kept[-1].ends_at <= visit.starts_at:
                kept.append(visit)
    return [visit for visit in kept if visit.starts_at.astimezone(zone).date() >= from_day]


def _days(first: date, until: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((until - first).days))


def _visits_on(day: date, rules: Iterable[WeeklyRule], zone: ZoneInfo) -> list[Visit]:
    """The visits of one day, before those that overlap are left out."""
    found = []
    for rule in rules:
        if rule.weekday == day.weekday():
            starts = (_instant(day, minute, zone) for minute in _minutes(rule))
            length = timedelta(minutes=rule.visit_minutes)
            found += [Visit(start, start + length) for start in starts if start]
    return sorted(found)


def _minutes(rule: WeeklyRule) -> range:
    """The minutes of the day at which the rule's visits start."""
    last = rule.last_minute - rule.visit_minutes
    return range(rule.first_minute, last + 1, rule.visit_minutes + rule.gap_minutes)


def _instant(day: date, minute: int, zone: ZoneInfo) -> datetime | None:
    """When the wall clock shows this, the first time that it does; None if it never does."""
    wall = datetime.combine(day, time(*divmod(minute, 60)), zone)
    instant = wall.astimezone(UTC)
    shown = instant.astimezone(zone)
    return instant if shown.replace(tzinfo=None) == wall.replace(tzinfo=None) else None


def must_be_a_week(rules: Sequence[WeeklyRule]) -> None:
    """A template that can be kept; all that is wrong with it is said at once."""
    if len(rules) > MOST_RULES:
        must_be_valid(Invalid("rules", Problem.TOO_MANY))
    wrong = [
        Invalid(f"rules.{place}.{name}", problem)
        for place, rule in enumerate(rules)
        for name, problem in _wrong_with(rule)
    ]
    overlaps = [Invalid(f"rules.{place}.startsAt", Problem.OVERLAP) for place in _overlapping(rules)]
    must_be_valid(*wrong, *overlaps)


def _wrong_with(rule: WeeklyRule) -> Iterator[tuple[str, Problem]]:
    times = {"startsAt": rule.starts_at, "endsAt": rule.ends_at}
    numbers = {
        "visitMinutes": (rule.visit_minutes, VISIT_MINUTES, Problem.VISIT_MINUTES),
        "gapMinutes": (rule.gap_minutes, GAP_MINUTES, Problem.GAP_MINUTES),
    }
    for name, at in times.items():
        if at != time(at.hour, at.minute):
            yield name, Problem.WALL_TIME
    length = rule.last_minute - rule.first_minute
    if length <= 0:
        yield "endsAt", Problem.END_BEFORE_START
    elif rule.visit_minutes in VISIT_MINUTES and length < rule.visit_minutes:
        yield "endsAt", Problem.NO_VISIT
    for name, (number, allowed, problem) in numbers.items():
        if number not in allowed:
            yield name, problem


def _overlapping(rules: Sequence[WeeklyRule]) -> list[int]:
    """The places of those that begin before another of the same weekday has ended."""
    found = []
    ends = dict.fromkeys(Weekday, 0)
    for place, rule in sorted(enumerate(rules), key=lambda entry: entry[1].first_minute):
        if rule.first_minute < ends[rule.weekday]:
            found.append(place)
        ends[rule.weekday] = max(ends[rule.weekday], rule.last_minute)
    return sorted(found)


def trimmed(note: str | None) -> str | None:
    """What was written, with one way of ending lines and nothing around it; None when nothing is left."""
    return (note or "").replace("\r\n", "\n").strip() or None


def must_be_an_absence(starts_at: datetime, ends_at: datetime, note: str | None, now: datetime) -> None:
    """A time that ends ahead and lasts a year at most, with a note that can be shown."""
    must_be_valid(_wrong_end(starts_at, ends_at, now), _wrong_note(note or ""))


def _wrong_end(starts_at: datetime, ends_at: datetime, now: datetime) -> Invalid | None:
    if ends_at <= starts_at:
        return Invalid("endsAt", Problem.END_BEFORE_START)
    if ends_at <= now:
        return Invalid("endsAt", Problem.PAST)
    if ends_at - starts_at > LONGEST_ABSENCE:
        return Invalid("endsAt", Problem.ABSENCE_TOO_LONG)
    return None


def _wrong_note(note: str) -> Invalid | None:
    if len(note) > LONGEST_NOTE:
        return Invalid("note", Problem.TOO_LONG)
    if any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t" for letter in note):
        return Invalid("note", Problem.CHARACTERS)
    return None
