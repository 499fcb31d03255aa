"""Who is asking."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Viewer:
    """Anybody; the subclasses say who may do what."""

    id: UUID | None = None
    locale: str = "pt-BR"


@dataclass(frozen=True)
class Anonymous(Viewer):
    """Nobody is signed in."""


@dataclass(frozen=True)
class SignedInViewer(Viewer):
    """Somebody with an account."""

    @property
    def account_id(self) -> UUID:
        """The account's id; there is one."""
        assert self.id is not None
        return self.id


@dataclass(frozen=True)
class PatientViewer(SignedInViewer):
    """A patient: holds, books, cancels and moves his or her own."""


@dataclass(frozen=True)
class DoctorViewer(SignedInViewer):
    """A doctor: publishes time, answers requests."""


@dataclass(frozen=True)
class AdministratorViewer(SignedInViewer):
    """Somebody of the operator."""


@dataclass(frozen=True)
class IntegratorViewer(Viewer):
    """A partner's program, as far as its token reaches; it has no account."""

    scopes: frozenset[str] = frozenset()
    heard: frozenset[UUID] = frozenset()
    """The doctors whose events it may hear: known where it subscribes, and looked at again and again."""

    @property
    def integrator_id(self) -> UUID:
        """The integrator's id; there is one."""
        assert self.id is not None
        return self.id
