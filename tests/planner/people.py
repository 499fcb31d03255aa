"""Patients, accounts and partners in plain Python: `type_field` is that field's resolver."""

from typing import Any

from tests.planner.asker import Asker, plain
from tests.planner.pages import page, rejected


class People(Asker):
    """What people see of themselves, administrators of everybody, and doctors of partners."""

    def own(self, patient: Any, value: Any) -> Any:
        return value if patient.id == self.viewer.id else None

    def patient_cpf(self, patient: Any) -> Any:
        return self.own(patient, self.one("Account", patient.id).cpf)

    def patient_email(self, patient: Any) -> Any:
        return self.own(patient, self.one("Account", patient.id).email)

    def patient_phone(self, patient: Any) -> Any:
        return self.own(patient, patient.phone)

    def patient_locale(self, patient: Any) -> Any:
        return self.one("Account", patient.id).locale

    def query_accounts(self, _: Any, first: int, search: str | None = None, after: str | None = None) -> Any:
        self.must_be_administrator()
        found = [
            row
            for row in self.all("Account")
            if search is None or row.email == search.lower() or plain(search) in plain(self.account_name(row))
        ]
        return page(None, found, first, after)

    def query_unverified_doctors(self, _: Any, first: int, after: str | None = None) -> Any:
        self.must_be_administrator()
        return page(None, [row for row in self.all("Doctor") if not row.verified_at], first, after)

    def account_name(self, account: Any) -> Any:
        named = (self.one(kind, account.id) for kind in ("Patient", "Doctor", "Administrator"))
        return next(filter(None, named)).name

    def query_integrators(self, _: Any) -> Any:
        kind = getattr(self.query_viewer(None), "kind", None)
        if kind != "Doctor":
            raise rejected("FORBIDDEN" if kind else "UNAUTHENTICATED")
        found = [row for row in self.all("Integrator") if not row.disabled_at or self.grant(row)]
        return sorted(found, key=lambda row: (row.name.encode(), row.id))

    def grant(self, integrator: Any) -> Any:
        given = (row for row in self.all("Grant") if row.integrator_id == integrator.id)
        return next((row for row in given if row.doctor_id == self.viewer.id), None)

    def integrator_granted_at(self, integrator: Any) -> Any:
        return getattr(self.grant(integrator), "granted_at", None)

    def integrator_granted_scopes(self, integrator: Any) -> Any:
        grant = self.grant(integrator)
        return grant.scopes.split() if grant else None

    def integrator_scopes(self, integrator: Any) -> list[str]:
        return list(integrator.scopes.split())

    def signed_in_viewer(self, _: Any) -> Any:
        return self.query_viewer(None)
