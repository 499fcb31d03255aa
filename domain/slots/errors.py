"""What the clinic refuses about slots."""

from collections.abc import Iterable
from uuid import UUID

from domain.errors import DomainError


class SlotNotFound(DomainError):
    """There is no such slot for whoever asks; why is not said."""


class SlotTaken(DomainError):
    """Somebody was faster: it is booked, or somebody else holds it."""

    def __init__(self, doctor_id: UUID) -> None:
        super().__init__(str(doctor_id))
        self.doctor_id = doctor_id
        """Whose next free slots are the alternatives."""


class SlotInThePast(DomainError):
    """It has begun, or ended."""


class SlotsOverlap(DomainError):
    """Other slots of the doctor, free or booked, stand at that time."""

    def __init__(self, conflicts: Iterable[UUID]) -> None:
        self.conflicts = list(conflicts)
        """The slots in the way, soonest first."""
        super().__init__(", ".join(map(str, self.conflicts)))
