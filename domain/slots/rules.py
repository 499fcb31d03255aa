"""What a doctor may publish and take back. Pure; what a patient may claim is in claim.py."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from domain.availability.rules import VISIT_MINUTES, Visit
from domain.errors import Invalid, must_be_valid
from domain.problems import Problem
from domain.slots.errors import SlotInThePast, SlotNotFound, SlotTaken
from domain.slots.models import Slot, SlotStatus

MOST_AT_ONCE: Final = 200
FARTHEST: Final = timedelta(days=366)


def must_be_publishable(slots: Sequence[Visit], now: datetime) -> None:
    """1 to 200 slots of whole minutes, 5 minutes to 8 hours long, apart from each other, within a year.

    One that does not start ahead of now is refused with SlotInThePast, once nothing else is wrong.
    """
    if not 1 <= len(slots) <= MOST_AT_ONCE:
        must_be_valid(Invalid("slots", Problem.TOO_MANY if slots else Problem.REQUIRED))
    wrong = [
        Invalid(f"slots.{place}.{name}", problem)
        for place, slot in enumerate(slots)
        for name, problem in _wrong_with(slot, now)
    ]
    must_be_valid(*wrong, *(Invalid(f"slots.{place}", Problem.OVERLAP) for place in _overlapping(slots)))
    if any(slot.starts_at <= now for slot in slots):
        raise SlotInThePast


def _wrong_with(slot: Visit, now: datetime) -> Iterator[tuple[str, Problem]]:
    for name, at in {"startsAt": slot.starts_at, "endsAt": slot.ends_at}.items():
        if at.second or at.microsecond:
            yield name, Problem.WHOLE_MINUTES
    if slot.starts_at - now > FARTHEST:
        yield "startsAt", Problem.TOO_FAR
    minutes = (slot.ends_at - slot.starts_at) / timedelta(minutes=1)
    if minutes <= 0:
        yield "endsAt", Problem.END_BEFORE_START
    elif not VISIT_MINUTES[0] <= minutes <= VISIT_MINUTES[-1]:
        yield "endsAt", Problem.VISIT_MINUTES


def _overlapping(slots: Sequence[Visit]) -> list[int]:
    """The places of those that begin before another has ended."""
    found = []
    ends = datetime.min.replace(tzinfo=slots[0].starts_at.tzinfo)
    for place, slot in sorted(enumerate(slots), key=lambda entry: entry[1].starts_at):
        if slot.starts_at < ends:
            found.append(place)
        ends = max(ends, slot.ends_at)
    return sorted(found)


def must_be_withdrawable(slot: Slot | None, now: datetime) -> Slot:
    """A doctor's own slot that is ahead and that no patient has booked or holds."""
    if slot is None or slot.status == SlotStatus.WITHDRAWN or slot.starts_at <= now:
        raise SlotNotFound
    if slot.status != SlotStatus.FREE or (slot.held_until is not None and slot.held_until > now):
        raise SlotTaken(slot.doctor_id)
    return slot
