"""Who may ask a root field at all: declared beside it, checked before it is answered, published as a table.

What is not theirs looks like what is not there; that is for the statements. This is for what nobody else has.
"""

from dataclasses import dataclass
from typing import Any, Final

from domain.integrators.scopes import Scope
from domain.viewer import (
    AdministratorViewer,
    Anonymous,
    DoctorViewer,
    IntegratorViewer,
    PatientViewer,
    Viewer,
)
from planner.sources import Rejected

Kind = type[Viewer]


@dataclass(frozen=True)
class Access:
    """One root field's."""

    viewers: tuple[Kind, ...]
    partner: Scope | bool = False
    """The scope that a partner's token needs; True for any token, False for none."""
    nothing: tuple[Kind, ...] = ()
    """Who may ask and finds nothing, since it can never be theirs."""

    def must_allow(self, viewer: Viewer) -> None:
        """A rejection for whoever may not ask."""
        if isinstance(viewer, IntegratorViewer):
            self._must_reach(viewer)
        elif not isinstance(viewer, (*self.viewers, *self.nothing)):
            if isinstance(viewer, Anonymous):
                raise Rejected("Sign in first.", "UNAUTHENTICATED")
            raise Rejected("Not for this kind of account.", "FORBIDDEN")

    def _must_reach(self, viewer: IntegratorViewer) -> None:
        if self.partner is False:
            raise Rejected("Not for partners' programs.", "FORBIDDEN")
        if self.partner is not True and self.partner not in viewer.scopes:
            raise Rejected(f"The token lacks the scope {self.partner}.", "FORBIDDEN")

    def guard(self, context: Any) -> None:
        """The same, for the planner."""
        self.must_allow(context.viewer)


PEOPLE: Final[tuple[Kind, ...]] = (Anonymous, PatientViewer, DoctorViewer, AdministratorViewer)
ANYBODY: Final = Access(PEOPLE, partner=True)
THE_PUBLIC: Final = Access(PEOPLE, partner=Scope.DIRECTORY_READ)
BROWSERS: Final = Access(PEOPLE)
"""Coming in and going out: what gives or takes the session of a browser."""
PATIENTS: Final = Access((PatientViewer,))
DOCTORS: Final = Access((DoctorViewer,))
ADMINISTRATORS: Final = Access((AdministratorViewer,))
PARTNERS: Final = Access((), partner=Scope.APPOINTMENTS_WRITE)
