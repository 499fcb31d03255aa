"""The visits that follow from a weekly template, on both sides of daylight-saving changes."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.availability.models import Weekday
from domain.availability.rules import Visit, WeeklyRule, day_in, must_be_a_week, visits
from domain.errors import InvalidInput

CHANGES = [
    ("America/Sao_Paulo", date(2018, 11, 4)),  # midnight is skipped
    ("America/Sao_Paulo", date(2018, 2, 18)),  # 23:00 comes twice
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Europe/Lisbon", date(2026, 3, 29)),
    ("Europe/Lisbon", date(2026, 10, 25)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),  # half an hour
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/St_Johns", date(2010, 11, 7)),  # 00:01 becomes 23:01 of the day before
    ("America/Scoresbysund", date(2025, 3, 30)),  # 23:00 of the day before becomes 00:00
    ("Pacific/Apia", date(2011, 12, 30)),  # a day that never was
    ("Asia/Kolkata", date(2026, 6, 1)),  # never changes
]


def rule(day: date, starts: str, ends: str, visit: int = 50, gap: int = 10) -> WeeklyRule:
    """A rule on the weekday of `day`."""
    return WeeklyRule(
        Weekday(day.weekday()), time.fromisoformat(starts), time.fromisoformat(ends), visit, gap
    )


def walls(found: list[Visit], zone: str) -> list[str]:
    """When the visits start, as a clock on the wall shows it."""
    return [visit.starts_at.astimezone(ZoneInfo(zone)).strftime("%H:%M") for visit in found]


def day_of(rules: list[WeeklyRule], zone: str, day: date) -> list[Visit]:
    return visits(rules, zone, day, day + timedelta(days=1))


def test_a_morning_gives_visits_with_gaps_between_them():
    monday = date(2026, 12, 7)
    found = day_of([rule(monday, "09:00", "12:00")], "America/Sao_Paulo", monday)
    assert walls(found, "America/Sao_Paulo") == ["09:00", "10:00", "11:00"]
    assert found[0] == (datetime(2026, 12, 7, 12, tzinfo=UTC), datetime(2026, 12, 7, 12, 50, tzinfo=UTC))


def test_the_last_visit_needs_no_gap_after_it():
    monday = date(2026, 12, 7)
    found = day_of([rule(monday, "09:00", "10:50")], "America/Sao_Paulo", monday)
    assert walls(found, "America/Sao_Paulo") == ["09:00", "10:00"]


def test_midnight_is_the_end_of_the_day():
    monday = date(2026, 12, 7)
    found = day_of([rule(monday, "22:00", "00:00", 60, 0)], "America/Sao_Paulo", monday)
    assert walls(found, "America/Sao_Paulo") == ["22:00", "23:00"]
    assert found[-1].ends_at == datetime(2026, 12, 8, 3, tzinfo=UTC)


def test_only_the_days_asked_for_and_only_the_rules_weekday():
    monday = date(2026, 12, 7)
    rules = [rule(monday, "09:00", "10:00")]
    assert len(visits(rules, "America/Sao_Paulo", monday, monday + timedelta(days=7))) == 1
    assert len(visits(rules, "America/Sao_Paulo", monday, monday + timedelta(days=8))) == 2
    assert visits(rules, "America/Sao_Paulo", monday + timedelta(days=1), monday + timedelta(days=7)) == []
    assert visits(rules, "America/Sao_Paulo", monday, monday) == []


def test_a_rule_at_nine_is_nine_on_both_sides_of_daylight_saving():
    for zone, day in CHANGES:
        for week in (day - timedelta(days=7), day, day + timedelta(days=7)):
            expected = [] if (zone, week) == ("Pacific/Apia", date(2011, 12, 30)) else ["09:00"]
            assert walls(day_of([rule(week, "09:00", "10:00")], zone, week), zone) == expected


def test_the_instant_of_nine_moves_with_the_clocks():
    sundays = [date(2026, 3, 1), date(2026, 3, 8)]
    before, after = (day_of([rule(day, "09:00", "10:00")], "America/New_York", day)[0] for day in sundays)
    assert after.starts_at - before.starts_at == timedelta(days=7) - timedelta(hours=1)


def test_a_skipped_hour_gives_no_slot():
    day = date(2026, 3, 8)
    found = day_of([rule(day, "01:00", "05:00")], "America/New_York", day)
    assert walls(found, "America/New_York") == ["01:00", "03:00", "04:00"]


def test_a_midnight_that_is_skipped_gives_no_slot():
    day = date(2018, 11, 4)
    found = day_of([rule(day, "00:00", "03:00")], "America/Sao_Paulo", day)
    assert walls(found, "America/Sao_Paulo") == ["01:00", "02:00"]


def test_half_a_skipped_hour_takes_half_an_hour():
    day = date(2026, 10, 4)
    found = day_of([rule(day, "01:30", "03:30", 25, 5)], "Australia/Lord_Howe", day)
    assert walls(found, "Australia/Lord_Howe") == ["01:30", "02:30", "03:00"]


def test_a_repeated_hour_gives_slots_once_and_the_first_time():
    day = date(2026, 11, 1)
    found = day_of([rule(day, "00:00", "03:00")], "America/New_York", day)
    assert walls(found, "America/New_York") == ["00:00", "01:00", "02:00"]
    assert found[1].starts_at == datetime(2026, 11, 1, 5, tzinfo=UTC)
    assert found[2].starts_at == datetime(2026, 11, 1, 7, tzinfo=UTC)


def test_a_visit_across_the_change_lasts_its_real_time_and_nothing_overlaps_it():
    day = date(2026, 3, 8)
    found = day_of([rule(day, "01:40", "05:00", 50, 0)], "America/New_York", day)
    assert walls(found, "America/New_York") == ["01:40", "04:10"]  # 02:30 never was; 03:20 is before its end
    assert found[0].ends_at.astimezone(ZoneInfo("America/New_York")).strftime("%H:%M") == "03:30"


def test_a_visit_that_lasts_into_the_next_day_keeps_that_day_waiting():
    zone, saturday = "America/Scoresbysund", date(2025, 3, 29)  # skips from 23:00 to midnight
    sunday = saturday + timedelta(days=1)
    rules = [rule(saturday, "22:30", "23:20", 50, 0), rule(sunday, "00:00", "02:00", 60, 0)]
    assert walls(day_of(rules, zone, saturday), zone) == ["22:30"]
    assert walls(day_of(rules, zone, sunday), zone) == ["01:00"]


def test_today_is_the_day_on_the_doctors_wall():
    late = datetime(2026, 12, 2, 1, tzinfo=UTC)
    assert day_in("America/Sao_Paulo", late) == date(2026, 12, 1)
    assert day_in("Asia/Kolkata", late) == date(2026, 12, 2)


minutes = st.integers(0, 24 * 60 - 1)
any_rules = st.builds(
    lambda weekday, first, length, visit, gap: WeeklyRule(
        weekday, _clock(first), _clock(min(first + length, 24 * 60)), visit, gap
    ),
    st.sampled_from(Weekday),
    minutes,
    st.integers(5, 600),
    st.integers(5, 180),
    st.integers(0, 60),
)


def _clock(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)


@st.composite
def weeks(draw: st.DrawFn) -> list[WeeklyRule]:
    """Templates that can be kept."""
    week: list[WeeklyRule] = []
    for one in draw(st.lists(any_rules, min_size=1, max_size=12)):
        try:
            must_be_a_week([*week, one])
        except InvalidInput:
            continue
        week.append(one)
    return week


def by_watching_the_clock(rules: list[WeeklyRule], zone: str, from_day: date, until_day: date) -> list[Visit]:
    """The same, found minute by minute: whenever the wall shows a visit's start for the first time."""
    starts: dict[tuple[int, int], int] = {}
    for one in rules:
        last = one.ends_at.hour * 60 + one.ends_at.minute or 24 * 60
        at = one.starts_at.hour * 60 + one.starts_at.minute
        while at + one.visit_minutes <= last:
            starts[one.weekday, at] = one.visit_minutes
            at += one.visit_minutes + one.gap_minutes
    instant = datetime.combine(from_day - timedelta(days=2), time(), UTC)
    end = datetime.combine(until_day + timedelta(days=2), time(), UTC)
    seen: set[datetime] = set()
    kept: list[Visit] = []
    while instant < end:
        wall = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        length = starts.get((wall.weekday(), wall.hour * 60 + wall.minute))
        if length and wall not in seen and (not kept or kept[-1].ends_at <= instant):
            kept.append(Visit(instant, instant + timedelta(minutes=length)))
        seen.add(wall)
        instant += timedelta(minutes=1)
    return [v for v in kept if from_day <= v.starts_at.astimezone(ZoneInfo(zone)).date() < until_day]


@settings(max_examples=150, deadline=None)
@given(week=weeks(), change=st.sampled_from(CHANGES))
def test_visits_are_what_one_sees_by_watching_the_clock(week: list[WeeklyRule], change: tuple[str, date]):
    zone, day = change
    span = day - timedelta(days=1), day + timedelta(days=2)
    assert visits(week, zone, *span) == by_watching_the_clock(week, zone, *span)


@settings(max_examples=150, deadline=None)
@given(
    week=st.lists(any_rules, max_size=12),
    change=st.sampled_from(CHANGES),
    before=st.integers(0, 9),
    after=st.integers(0, 9),
)
def test_visits_never_overlap_and_stay_within_the_days_asked_for(
    week: list[WeeklyRule], change: tuple[str, date], before: int, after: int
):
    zone, day = change
    first, last = day - timedelta(days=before), day + timedelta(days=after)
    found = visits(week, zone, first, last)
    assert all(one.ends_at <= next_.starts_at for one, next_ in pairwise(found))
    assert all(first <= visit.starts_at.astimezone(ZoneInfo(zone)).date() < last for visit in found)
    lengths = {timedelta(minutes=one.visit_minutes) for one in week}
    assert {visit.ends_at - visit.starts_at for visit in found} <= lengths


@settings(max_examples=100, deadline=None)
@given(week=weeks(), change=st.sampled_from(CHANGES), cut=st.integers(-3, 4))
def test_the_horizon_may_be_filled_piece_by_piece(week: list[WeeklyRule], change: tuple[str, date], cut: int):
    zone, day = change
    first, middle, last = day - timedelta(days=3), day + timedelta(days=cut), day + timedelta(days=4)
    whole = visits(week, zone, first, last)
    assert visits(week, zone, first, middle) + visits(week, zone, middle, last) == whole
