"""What patients, doctors and partners do with appointments."""

from typing import Final
from uuid import UUID

import strawberry

from domain.appointments.book import Booking, book_appointment
from domain.appointments.book_for_patient import book_for_patient
from domain.appointments.cancel import cancel_appointment
from domain.appointments.complete import complete_appointment
from domain.appointments.confirm import confirm_appointment
from domain.appointments.decline import decline_appointment
from domain.appointments.no_show import mark_no_show
from domain.appointments.reschedule import reschedule_appointment
from domain.errors import Invalid, must_be_valid
from domain.integrators.scopes import Scope
from domain.problems import Problem
from domain.transaction import Transaction
from domain.viewer import DoctorViewer, IntegratorViewer, PatientViewer
from schema.access import DOCTORS, Access
from schema.appointments.problems import (
    AppointmentNotFound,
    IdempotencyMismatch,
    PatientBusy,
    StatusConflict,
    TooEarly,
    TooLate,
)
from schema.appointments.types import Appointment
from schema.guards import must_be, must_be_patient_or_doctor
from schema.mutations import Info, mutation, row_id
from schema.outcome import Outcome
from schema.problems import InvalidInput, result
from schema.slots.problems import SlotInThePast, SlotNotFound, SlotTaken

NOBODY: Final = UUID(int=0)
"""For whom a partner books that names no patient."""
BOOKERS = Access((PatientViewer,), partner=Scope.APPOINTMENTS_WRITE)
PARTIES = Access((PatientViewer, DoctorViewer), partner=Scope.APPOINTMENTS_WRITE)
TO_A_SLOT = (SlotNotFound, SlotTaken, SlotInThePast, PatientBusy)
OF_ONE = (AppointmentNotFound, StatusConflict)
BookAppointmentResult = result(
    "BookAppointmentResult", Appointment, *TO_A_SLOT, IdempotencyMismatch, InvalidInput
)
ConfirmAppointmentResult = result("ConfirmAppointmentResult", Appointment, *OF_ONE)
DeclineAppointmentResult = result("DeclineAppointmentResult", Appointment, *OF_ONE, InvalidInput)
CancelAppointmentResult = result("CancelAppointmentResult", Appointment, *OF_ONE, TooLate, InvalidInput)
RescheduleAppointmentResult = result(
    "RescheduleAppointmentResult", Appointment, *OF_ONE, TooLate, *TO_A_SLOT, InvalidInput
)
CompleteAppointmentResult = result("CompleteAppointmentResult", Appointment, *OF_ONE, TooEarly)
MarkNoShowResult = result("MarkNoShowResult", Appointment, *OF_ONE, TooEarly)


@strawberry.input
class BookAppointmentInput:
    """A slot, why, and the client's own name for this request, so that a retry books once."""

    slot_id: strawberry.ID
    reason: str | None = None
    idempotency_key: str | None = None
    patient_id: strawberry.ID | None = strawberry.field(
        default=None, description="Partner: the patient, whom it registered. A patient leaves it out."
    )


@strawberry.type
class AppointmentMutations:
    """An appointment's life."""

    @mutation(
        BOOKERS,
        BookAppointmentResult,
        "Patient; or a partner for a patient of its own. The same idempotencyKey with the same input gives"
        " the same appointment, once.",
    )
    async def book_appointment(self, info: Info, input: BookAppointmentInput) -> Outcome:
        context, viewer = info.context, info.context.viewer
        request = Booking(row_id(input.slot_id), input.reason, input.idempotency_key)
        named = row_id(input.patient_id) if input.patient_id is not None else None
        when = (context.terms, context.now)

        async def book(tx: Transaction) -> UUID:
            if isinstance(viewer, IntegratorViewer):
                return await book_for_patient(tx, viewer.integrator_id, named or NOBODY, request, *when)
            patient = must_be(PatientViewer, viewer).account_id
            must_be_valid(Invalid("patientId", Problem.PATIENT) if named not in (None, patient) else None)
            return await book_appointment(tx, patient, request, *when)

        return Outcome("Appointment", id=await context.transactions.write(book))

    @mutation(DOCTORS, ConfirmAppointmentResult, "Doctor.")
    async def confirm_appointment(self, info: Info, id: strawberry.ID) -> Outcome:
        context = info.context
        doctor = must_be(DoctorViewer, context.viewer)
        confirmed = await context.transactions.write(
            lambda tx: confirm_appointment(tx, doctor.account_id, row_id(id), context.now)
        )
        return Outcome("Appointment", id=confirmed)

    @mutation(DOCTORS, DeclineAppointmentResult, "Doctor.")
    async def decline_appointment(self, info: Info, id: strawberry.ID, reason: str) -> Outcome:
        context = info.context
        doctor = must_be(DoctorViewer, context.viewer)
        declined = await context.transactions.write(
            lambda tx: decline_appointment(tx, doctor.account_id, row_id(id), reason, context.now)
        )
        return Outcome("Appointment", id=declined)

    @mutation(
        PARTIES,
        CancelAppointmentResult,
        "Patient or doctor, or a partner for its own patient; with a reason.",
    )
    async def cancel_appointment(self, info: Info, id: strawberry.ID, reason: str) -> Outcome:
        context = info.context
        viewer = context.viewer
        hand = viewer if isinstance(viewer, IntegratorViewer) else must_be_patient_or_doctor(viewer)
        cancelled = await context.transactions.write(
            lambda tx: cancel_appointment(tx, hand, row_id(id), reason, context.terms, context.now)
        )
        return Outcome("Appointment", id=cancelled)

    @mutation(
        BOOKERS,
        RescheduleAppointmentResult,
        "Patient, or a partner for its own patient: moves to another free slot of the same doctor, in one"
        " step: never without either slot. InvalidInput is for partners alone: the patient is busy then.",
    )
    async def reschedule_appointment(self, info: Info, id: strawberry.ID, slot_id: strawberry.ID) -> Outcome:
        context = info.context
        viewer = context.viewer
        mover = viewer if isinstance(viewer, IntegratorViewer) else must_be(PatientViewer, viewer)
        moved = await context.transactions.write(
            lambda tx: reschedule_appointment(
                tx, mover, row_id(id), row_id(slot_id), context.terms, context.now
            )
        )
        return Outcome("Appointment", id=moved)

    @mutation(DOCTORS, CompleteAppointmentResult, "Doctor, after it began.")
    async def complete_appointment(self, info: Info, id: strawberry.ID) -> Outcome:
        context = info.context
        doctor = must_be(DoctorViewer, context.viewer)
        completed = await context.transactions.write(
            lambda tx: complete_appointment(tx, doctor.account_id, row_id(id), context.now)
        )
        return Outcome("Appointment", id=completed)

    @mutation(DOCTORS, MarkNoShowResult, "Doctor, after it began.")
    async def mark_no_show(self, info: Info, id: strawberry.ID) -> Outcome:
        context = info.context
        doctor = must_be(DoctorViewer, context.viewer)
        missed = await context.transactions.write(
            lambda tx: mark_no_show(tx, doctor.account_id, row_id(id), context.now)
        )
        return Outcome("Appointment", id=missed)
