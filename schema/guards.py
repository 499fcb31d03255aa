"""Whoever asks, as the kind of viewer that a use case takes (schema/access.py says who is let in)."""

from typing import TypeVar

from domain.viewer import Anonymous, DoctorViewer, PatientViewer, Viewer
from planner.sources import Rejected

V = TypeVar("V", bound=Viewer)


def must_be(kind: type[V], viewer: Viewer) -> V:
    """The viewer as this kind; a rejection otherwise."""
    if isinstance(viewer, kind):
        return viewer
    if isinstance(viewer, Anonymous):
        raise Rejected("Sign in first.", "UNAUTHENTICATED")
    raise Rejected("Not for this kind of account.", "FORBIDDEN")


def must_be_patient_or_doctor(viewer: Viewer) -> PatientViewer | DoctorViewer:
    """The viewer as a party of appointments; a rejection otherwise."""
    return viewer if isinstance(viewer, DoctorViewer) else must_be(PatientViewer, viewer)
