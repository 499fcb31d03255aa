"""What the clinic refuses about availability."""

from domain.errors import DomainError


class AbsenceNotFound(DomainError):
    """The doctor has no such absence."""
