"""The rules that need no database."""

from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as any_

from domain.appointments.events import CHANGES, AppointmentChangeKind
from domain.appointments.models import LIVE, AppointmentStatus, Party
from domain.appointments.rules import (
    TRANSITIONS,
    expiry,
    fingerprint,
    trimmed,
    wrong_key,
    wrong_reason,
)
from domain.problems import Problem

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
TTL = timedelta(hours=24)
MARGIN = timedelta(hours=2)
MOMENT = timedelta(microseconds=1)
ahead = any_.timedeltas(min_value=MOMENT, max_value=timedelta(days=60))


@given(ahead)
def test_a_request_lapses_ahead_and_never_after_the_start(ahead: timedelta):
    assert NOW < expiry(NOW + ahead, TTL, NOW) <= NOW + ahead


@given(ahead, any_.timedeltas(min_value=timedelta(hours=1), max_value=timedelta(days=7)))
def test_a_request_lapses_after_its_time_or_two_hours_before_the_start_or_at_a_near_start(
    ahead: timedelta, ttl: timedelta
):
    starts_at = NOW + ahead
    expected = starts_at if ahead <= MARGIN else min(NOW + ttl, starts_at - MARGIN)
    assert expiry(starts_at, ttl, NOW) == expected


@pytest.mark.parametrize(
    ("ahead", "lapses"),
    [
        (timedelta(minutes=5), timedelta(minutes=5)),
        (MARGIN, MARGIN),
        (MARGIN + MOMENT, MOMENT),
        (timedelta(hours=10), timedelta(hours=8)),
        (timedelta(hours=26), timedelta(hours=24)),
        (timedelta(days=30), timedelta(hours=24)),
    ],
)
def test_expiry_at_its_edges(ahead: timedelta, lapses: timedelta):
    assert expiry(NOW + ahead, TTL, NOW) == NOW + lapses


def test_only_live_appointments_have_a_next_step_and_none_leads_back():
    assert {before for before, _ in TRANSITIONS} == set(LIVE)
    assert AppointmentStatus.PENDING not in {after for _, after in TRANSITIONS}


def test_a_patient_only_ever_cancels():
    taken = {after for (_, after), parties in TRANSITIONS.items() if Party.PATIENT in parties}
    assert taken == {AppointmentStatus.CANCELLED}


def test_every_kind_of_change_in_the_contract_has_its_event():
    assert sorted(CHANGES.values()) == sorted(AppointmentChangeKind)


@pytest.mark.parametrize(
    ("reason", "problem"),
    [
        (None, Problem.REQUIRED),
        ("no", Problem.TOO_SHORT),
        ("dor", None),
        ("x" * 500, None),
        ("x" * 501, Problem.TOO_LONG),
        ("Dor de cabeça\n\te febre 🤒", None),
        ("a\x00b", Problem.CHARACTERS),
        ("a\x1bb", Problem.CHARACTERS),
        ("a\x85b", Problem.CHARACTERS),
        ("a\ud800b", Problem.CHARACTERS),
    ],
)
def test_a_reason_is_3_to_500_characters_that_can_be_shown(reason: str | None, problem: Problem | None):
    wrong = wrong_reason(reason)
    assert (wrong and wrong.problem) == problem


@given(any_.text())
def test_a_reason_that_passes_can_be_kept(text: str):
    reason = trimmed(text)
    if reason is not None and wrong_reason(reason) is None:
        assert reason == reason.strip()
        assert "\x00" not in reason
        reason.encode()


@pytest.mark.parametrize("blank", [None, "", "  ", "\r\n\t "])
def test_a_blank_reason_is_none(blank: str | None):
    assert trimmed(blank) is None


def test_line_ends_are_written_one_way():
    assert trimmed(" one\r\ntwo ") == "one\ntwo"


@pytest.mark.parametrize(
    ("key", "good"),
    [
        (None, True),
        ("", False),
        ("1234567", False),
        ("12345678", True),
        ("k" * 200, True),
        ("k" * 201, False),
        ("with a space", False),
        ("with\ttab", False),
        ("newline8\n", False),
        ("não-ascii", False),
        ("7d1c1a0e-5f43-4e0e-9d25-0c5b1c6f2a11", True),
        ("a-b_c.d:e/f", True),
    ],
)
def test_a_key_is_8_to_200_printable_characters(key: str | None, good: bool):
    assert (wrong_key(key) is None) == good


def test_a_fingerprint_is_equal_for_equal_input_alone():
    slots = [uuid4(), uuid4()]
    inputs = list(product(slots, [None, "None", "dor", "dor\n"]))
    assert len({fingerprint(slot, reason) for slot, reason in inputs}) == len(inputs)
    assert fingerprint(slots[0], "dor") == fingerprint(slots[0], "dor")
