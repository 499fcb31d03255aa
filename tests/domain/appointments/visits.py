"""Visits that stand where a test begins, and every step from there."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from domain.appointments.cancel import cancel_appointment
from domain.appointments.complete import complete_appointment
from domain.appointments.confirm import confirm_appointment
from domain.appointments.decline import decline_appointment
from domain.appointments.expire import expire_requests
from domain.appointments.models import AppointmentStatus, Party
from domain.appointments.no_show import mark_no_show
from domain.appointments.reschedule import reschedule_appointment
from domain.doctors.models import Doctor
from domain.patients.models import Patient
from domain.slots.models import Slot
from domain.terms import Terms
from domain.viewer import DoctorViewer, IntegratorViewer, PatientViewer
from tests.clinic import Clinic

WHY: Final = "Something came up"


@dataclass
class Visit:
    """An appointment that was booked at the clinic's `now`, and the steps that its parties take."""

    clinic: Clinic
    id: UUID
    doctor: Doctor
    patient: Patient
    slot: Slot

    async def confirm(self, now: datetime | None = None) -> UUID:
        return await self._write(confirm_appointment, self.doctor.id, self.id, now or self.clinic.now)

    async def decline(self, now: datetime | None = None, why: str = WHY) -> UUID:
        return await self._write(decline_appointment, self.doctor.id, self.id, why, now or self.clinic.now)

    async def cancel(
        self,
        now: datetime | None = None,
        by: Party = Party.PATIENT,
        why: str = WHY,
        terms: Terms | None = None,
    ) -> UUID:
        viewer = PatientViewer(self.patient.id) if by is Party.PATIENT else DoctorViewer(self.doctor.id)
        return await self._write(
            cancel_appointment, viewer, self.id, why, terms or Terms(), now or self.clinic.now
        )

    async def reschedule(
        self, slot_id: UUID | None, now: datetime | None = None, through: IntegratorViewer | None = None
    ) -> UUID:
        viewer = through or PatientViewer(self.patient.id)
        return await self._write(
            reschedule_appointment, viewer, self.id, slot_id, Terms(), now or self.clinic.now
        )

    async def complete(self, now: datetime | None = None) -> UUID:
        return await self._write(complete_appointment, self.doctor.id, self.id, now or self.slot.starts_at)

    async def miss(self, now: datetime | None = None) -> UUID:
        return await self._write(mark_no_show, self.doctor.id, self.id, now or self.slot.starts_at)

    async def expire(self, now: datetime | None = None) -> int:
        return await expire_requests(self.clinic.database, now or self.clinic.now + timedelta(hours=22))

    async def row(self) -> Any:
        return await self.clinic.row("appointments", self.id)

    async def slot_status(self) -> str:
        return str((await self.clinic.row("slots", self.slot.id)).status)

    async def steps(self) -> list[tuple[str, str | None, str, str | None]]:
        """Who, from, to, why; in their order."""
        steps = await self.clinic.fetch(
            "SELECT * FROM appointment_steps WHERE appointment_id = $1 ORDER BY id", self.id
        )
        return [(step.party, step.from_status, step.to_status, step.reason) for step in steps]

    async def events(self) -> list[str]:
        """What was told of it."""
        events = await self.clinic.fetch(
            "SELECT kind FROM events WHERE appointment_id = $1 ORDER BY id", self.id
        )
        return [event.kind for event in events]

    async def _write(self, use_case: Callable[..., Awaitable[UUID]], *arguments: Any) -> UUID:
        return await self.clinic.database.write(lambda tx: use_case(tx, *arguments))


async def asked(clinic: Clinic, starts: timedelta = timedelta(days=1), **request: Any) -> Visit:
    """A pending visit of a new patient with a new doctor."""
    doctor, patient = await clinic.doctor(), await clinic.patient()
    slot = await clinic.slot(doctor, starts)
    return Visit(clinic, await clinic.book(slot, patient, **request), doctor, patient, slot)


async def stands(clinic: Clinic, status: AppointmentStatus) -> Visit:
    """A visit that has come to `status`."""
    visit = await asked(clinic)
    if status in (AppointmentStatus.COMPLETED, AppointmentStatus.NO_SHOW):
        await visit.confirm()
    if status is not AppointmentStatus.PENDING:
        await STEPS[status](visit)
    return visit


STEPS: Final[dict[AppointmentStatus, Callable[[Visit], Awaitable[object]]]] = {
    AppointmentStatus.CONFIRMED: Visit.confirm,
    AppointmentStatus.DECLINED: Visit.decline,
    AppointmentStatus.EXPIRED: Visit.expire,
    AppointmentStatus.CANCELLED: Visit.cancel,
    AppointmentStatus.COMPLETED: Visit.complete,
    AppointmentStatus.NO_SHOW: Visit.miss,
}
