"""Who may have a slot, and why not."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from domain.errors import DomainError
from domain.slots.claim import must_be_claimable
from domain.slots.errors import SlotInThePast, SlotNotFound, SlotTaken
from domain.slots.models import SlotStatus

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
SOON, BEFORE = NOW + timedelta(minutes=1), NOW - timedelta(minutes=1)
ME, ANOTHER = uuid4(), uuid4()


def seen(**other: Any) -> Any:
    """A free slot ahead, but for what is said."""
    slot = {"slot_id": uuid4(), "doctor_id": uuid4(), "starts_at": SOON, "status": SlotStatus.FREE}
    return SimpleNamespace(**{**slot, "held_by": None, "held_until": None, "verified_at": BEFORE, **other})


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"held_by": ME, "held_until": SOON},
        {"held_by": ANOTHER, "held_until": BEFORE},
        {"held_by": ANOTHER, "held_until": NOW},
    ],
)
def test_a_free_slot_ahead_can_be_claimed(other: dict[str, Any]):
    must_be_claimable(seen(**other), ME, NOW)


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"status": None}, SlotNotFound),
        ({"status": SlotStatus.WITHDRAWN, "starts_at": BEFORE}, SlotNotFound),
        ({"verified_at": None, "status": SlotStatus.BUSY}, SlotNotFound),
        ({"starts_at": NOW}, SlotInThePast),
        ({"starts_at": BEFORE, "status": SlotStatus.BUSY}, SlotInThePast),
        ({"status": SlotStatus.BUSY}, SlotTaken),
        ({"held_by": ANOTHER, "held_until": SOON}, SlotTaken),
    ],
)
def test_the_first_reason_to_say_no_is_told(other: dict[str, Any], refusal: type[DomainError]):
    with pytest.raises(refusal):
        must_be_claimable(seen(**other), ME, NOW)
