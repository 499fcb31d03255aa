"""Appointments in plain Python: `type_field` is that field's resolver."""

from typing import Any

from tests.planner.asker import Asker, uuid
from tests.planner.pages import page, rejected
from tests.planner.scene import NOW


class Visits(Asker):
    """What their parties and granted partners see."""

    def query_appointment(self, _: Any, id: str) -> Any:
        self.must_reach("appointments:read")
        return self.visible(self.one("Appointment", uuid(id)))

    def query_appointments(self, _: Any, first: int, filter: Any = None, after: str | None = None) -> Any:
        kind = getattr(self.query_viewer(None), "kind", None)
        if kind not in ("Patient", "Doctor", "Integrator"):
            raise rejected("FORBIDDEN" if kind else "UNAUTHENTICATED")
        self.must_reach("appointments:read")
        wanted = filter or {}
        begins, ends, statuses = wanted.get("from"), wanted.get("to"), wanted.get("status")
        found = [
            row
            for row in self.all("Appointment")
            if self.visible(row)
            and (statuses is None or row.status in statuses)
            and (begins is None or row.starts_at >= begins)
            and (ends is None or row.starts_at < ends)
        ]
        return page("starts_at", found, first, after)

    def appointment_reason(self, appointment: Any) -> Any:
        return appointment.reason if self.mine(appointment) else None

    def appointment_closed_reason(self, appointment: Any) -> Any:
        return appointment.closed_reason if self.mine(appointment) else None

    def appointment_history(self, appointment: Any) -> list[Any]:
        steps = [row for row in self.all("AppointmentStep") if row.appointment_id == appointment.id]
        return sorted(steps, key=lambda step: (step.at, step.id))

    def appointment_step_by(self, step: Any) -> Any:
        return step.party

    def appointment_step_from(self, step: Any) -> Any:
        return step.from_status

    def appointment_step_to(self, step: Any) -> Any:
        return step.to_status

    def appointment_step_through(self, step: Any) -> Any:
        return self.one("Integrator", step.integrator_id)

    def appointment_step_reason(self, step: Any) -> Any:
        return step.reason if self.mine(self.one("Appointment", step.appointment_id)) else None

    def appointment_slot(self, appointment: Any) -> Any:
        return self.one("Slot", appointment.slot_id)

    def appointment_doctor(self, appointment: Any) -> Any:
        return self.one("Doctor", appointment.doctor_id)

    def appointment_patient(self, appointment: Any) -> Any:
        return self.one("Patient", appointment.patient_id)

    def appointment_rescheduled_from(self, appointment: Any) -> Any:
        return self.visible(self.one("Appointment", appointment.rescheduled_from_id))

    def patient_busy_appointment(self, busy: Any) -> Any:
        return self.one("Appointment", busy.appointment_id)

    def absence_added_absence(self, added: Any) -> Any:
        return self.one("Absence", added.id)

    def absence_added_affected(self, added: Any) -> list[Any]:
        found = [
            row
            for row in self.all("Appointment")
            if row.doctor_id == self.viewer.id
            and row.status in ("PENDING", "CONFIRMED")
            and added.starts_at < row.ends_at
            and added.ends_at > row.starts_at
            and row.ends_at > NOW
        ]
        return sorted(found, key=lambda appointment: appointment.starts_at)
