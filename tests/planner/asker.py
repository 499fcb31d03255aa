"""Somebody asks: what there is, and what of it may be seen."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from domain.viewer import IntegratorViewer
from tests.planner.pages import rejected

Rows = Mapping[str, list[SimpleNamespace]]


def plain(text: str) -> str:
    unaccented = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(unaccented.lower().split())


def uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@dataclass
class Asker:
    """The rows by their type's name, which doctors match which text, and who asks."""

    rows: Rows
    matches: Mapping[str, set[UUID]]
    viewer: Any

    def all(self, kind: str) -> list[SimpleNamespace]:
        return self.rows[kind]

    def one(self, kind: str, id: Any) -> Any:
        return next((row for row in self.all(kind) if row.id == id), None)

    def mine(self, appointment: Any) -> bool:
        parties = (appointment.patient_id, appointment.doctor_id)
        return self.viewer.id is not None and self.viewer.id in parties

    def visible(self, appointment: Any, scope: str = "appointments:read") -> Any:
        if appointment is None or self.mine(appointment):
            return appointment
        granted = any(
            (row.integrator_id, row.doctor_id) == (self.viewer.id, appointment.doctor_id)
            and scope in row.scopes.split()
            and scope in getattr(self.viewer, "scopes", ())
            for row in self.all("Grant")
        )
        return appointment if granted else None

    def must_reach(self, scope: str | None) -> None:
        if isinstance(self.viewer, IntegratorViewer) and scope not in self.viewer.scopes:
            raise rejected("FORBIDDEN")

    def must_be_administrator(self) -> None:
        kind = getattr(self.query_viewer(None), "kind", None)
        if kind != "Administrator":
            raise rejected("FORBIDDEN" if kind else "UNAUTHENTICATED")

    def query_viewer(self, _: Any) -> Any:
        kinds = ("Patient", "Doctor", "Administrator", "Integrator")
        return next(filter(None, (self.one(kind, self.viewer.id) for kind in kinds)), None)
