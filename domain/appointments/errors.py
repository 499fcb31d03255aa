"""What the clinic refuses about appointments."""

from datetime import datetime
from uuid import UUID

from domain.appointments.models import AppointmentStatus
from domain.errors import DomainError


class AppointmentNotFound(DomainError):
    """There is no such appointment of whoever asks; whether another's is there is not said."""


class StatusConflict(DomainError):
    """The step does not follow from where the appointment stands."""

    def __init__(self, status: AppointmentStatus) -> None:
        super().__init__(status)
        self.status = status
        """Where it stands: EXPIRED from the moment at which a request lapsed."""


class TooLate(DomainError):
    """The visit begins too soon, or has begun."""

    def __init__(self, deadline: datetime) -> None:
        super().__init__(deadline.isoformat())
        self.deadline = deadline
        """The step could be taken before this."""


class TooEarly(DomainError):
    """The visit has not begun."""

    def __init__(self, not_before: datetime) -> None:
        super().__init__(not_before.isoformat())
        self.not_before = not_before
        """The step can be taken from this on."""


class PatientBusy(DomainError):
    """The patient has a live appointment at that time, with whichever doctor."""

    def __init__(self, appointment_id: UUID) -> None:
        super().__init__(str(appointment_id))
        self.appointment_id = appointment_id
        """The appointment in the way; the patient's own."""


class IdempotencyMismatch(DomainError):
    """The patient used the key before, with another input."""
