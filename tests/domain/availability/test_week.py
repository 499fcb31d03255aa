"""Which weekly templates and absences can be kept."""

from datetime import UTC, datetime, time, timedelta

import pytest

from domain.availability.models import Weekday
from domain.availability.rules import WeeklyRule, must_be_a_week, must_be_an_absence, trimmed
from domain.errors import Invalid, InvalidInput

NINE = WeeklyRule(Weekday.MONDAY, time(9), time(12))
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


def wrong_with(*rules: WeeklyRule) -> list[Invalid]:
    with pytest.raises(InvalidInput) as refusal:
        must_be_a_week(rules)
    return refusal.value.fields


def wrong_absence(starts: timedelta, ends: timedelta, note: str | None = None) -> list[Invalid]:
    with pytest.raises(InvalidInput) as refusal:
        must_be_an_absence(NOW + starts, NOW + ends, note, NOW)
    return refusal.value.fields


def test_no_rules_are_a_template_too():
    must_be_a_week([])


def test_rules_that_touch_do_not_overlap():
    must_be_a_week([NINE, NINE._replace(starts_at=time(12), ends_at=time(0))])


def test_the_same_hours_on_another_day_do_not_overlap():
    must_be_a_week([NINE, NINE._replace(weekday=Weekday.TUESDAY)])


@pytest.mark.parametrize(
    ("change", "path", "problem"),
    [
        ({"ends_at": time(9)}, "rules.0.endsAt", "end_before_start"),
        ({"ends_at": time(8)}, "rules.0.endsAt", "end_before_start"),
        ({"visit_minutes": 4}, "rules.0.visitMinutes", "visit_minutes"),
        ({"visit_minutes": 481}, "rules.0.visitMinutes", "visit_minutes"),
        ({"visit_minutes": -(2**31)}, "rules.0.visitMinutes", "visit_minutes"),
        ({"gap_minutes": -1}, "rules.0.gapMinutes", "gap_minutes"),
        ({"gap_minutes": -50}, "rules.0.gapMinutes", "gap_minutes"),
        ({"gap_minutes": 241}, "rules.0.gapMinutes", "gap_minutes"),
        ({"ends_at": time(9, 49)}, "rules.0.endsAt", "no_visit"),
        ({"starts_at": time(9, 0, 1)}, "rules.0.startsAt", "wall_time"),
        ({"ends_at": time(12, 0, 0, 1)}, "rules.0.endsAt", "wall_time"),
        ({"starts_at": time(9, tzinfo=UTC)}, "rules.0.startsAt", "wall_time"),
    ],
)
def test_a_rule_that_cannot_be_kept_is_named(change: dict[str, object], path: str, problem: str):
    assert wrong_with(NINE._replace(**change)) == [(path, problem)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change", [{"visit_minutes": 5}, {"visit_minutes": 180}, {"gap_minutes": 0}, {"gap_minutes": 240}]
)
def test_the_bounds_themselves_are_taken(change: dict[str, int]):
    must_be_a_week([NINE._replace(**change)])  # type: ignore[arg-type]


def test_all_that_is_wrong_is_said_at_once():
    late = NINE._replace(starts_at=time(11), ends_at=time(14), gap_minutes=999)
    assert wrong_with(NINE, late, NINE._replace(ends_at=time(8), visit_minutes=1)) == [
        ("rules.1.gapMinutes", "gap_minutes"),
        ("rules.2.endsAt", "end_before_start"),
        ("rules.2.visitMinutes", "visit_minutes"),
        ("rules.1.startsAt", "overlap"),
        ("rules.2.startsAt", "overlap"),
    ]


def test_a_rule_inside_a_longer_one_overlaps_it_even_after_a_shorter_one():
    long = NINE._replace(ends_at=time(18))
    short = NINE._replace(starts_at=time(10), ends_at=time(11))
    after = NINE._replace(starts_at=time(15), ends_at=time(16))
    assert wrong_with(after, long, short) == [
        ("rules.0.startsAt", "overlap"),
        ("rules.2.startsAt", "overlap"),
    ]


def test_a_template_has_fifty_rules_at_most():
    rules = [WeeklyRule(Weekday(n % 7), time(n // 7), time(n // 7, 30), visit_minutes=30) for n in range(51)]
    must_be_a_week(rules[:50])
    assert wrong_with(*rules) == [("rules", "too_many")]


@pytest.mark.parametrize(
    ("starts", "ends", "problem"),
    [
        (timedelta(days=1), timedelta(days=1), "end_before_start"),
        (timedelta(days=2), timedelta(days=1), "end_before_start"),
        (timedelta(days=-2), timedelta(), "past"),
        (timedelta(), timedelta(days=366, seconds=1), "absence_too_long"),
    ],
)
def test_an_absence_ends_ahead_and_lasts_a_year_at_most(starts: timedelta, ends: timedelta, problem: str):
    assert wrong_absence(starts, ends) == [("endsAt", problem)]


def test_an_absence_may_have_begun():
    must_be_an_absence(NOW - timedelta(days=1), NOW + timedelta(seconds=1), None, NOW)


@pytest.mark.parametrize(
    ("note", "problem"),
    [("x" * 501, "too_long"), ("a\x00b", "characters"), ("\x1b[31m", "characters"), ("\ud800", "characters")],
)
def test_a_note_can_be_shown(note: str, problem: str):
    assert wrong_absence(timedelta(), timedelta(days=1), note) == [("note", problem)]


def test_a_note_may_have_lines_and_any_script():
    must_be_an_absence(NOW, NOW + timedelta(days=1), "Férias\nна море 🏖", NOW)


def test_a_note_is_kept_without_what_is_around_it():
    assert trimmed(" one\r\ntwo ") == "one\ntwo"
    assert trimmed("  ") is None
    assert trimmed(None) is None


def test_everything_about_an_absence_is_said_at_once():
    assert len(wrong_absence(timedelta(days=1), timedelta(), "\x00")) == 2
