"""What doctors' use cases refuse."""

from domain.errors import DomainError


class DoctorNotFound(DomainError):
    """No doctor is registered with this CRM, or what was given is no CRM."""
