"""The clinic's terms: what the operator may set, and the product's defaults."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Terms:
    """Passed to the use cases that need it."""

    horizon_days: int = 60
    """Slots are published this many days ahead."""
    request_ttl: timedelta = timedelta(hours=24)
    """An unanswered request lapses after this."""
    change_window: timedelta = timedelta(hours=2)
    """A patient cancels or moves a visit until this long before it starts."""
    auto_verify_doctors: bool = False
    """Doctors are verified as they register."""
