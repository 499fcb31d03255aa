"""What patients and doctors do with appointments."""

import strawberry

from domain.appointments.book import Booking, book_appointment
from domain.appointments.cancel import cancel_appointment
from domain.appointments.complete import complete_appointment
from domain.appointments.confirm import confirm_appointment
from domain.appointments.decline import decline_appointment
from domain.appointments.no_show import mark_no_show
from domain.appointments.reschedule import reschedule_appointment
from domain.viewer import DoctorViewer, PatientViewer
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

TO_A_SLOT = (SlotNotFound, SlotTaken, SlotInThePast, PatientBusy)
OF_ONE = (AppointmentNotFound, StatusConflict)
BookAppointmentResult = result(
    "BookAppointmentResult", Appointment, *TO_A_SLOT, IdempotencyMismatch, InvalidInput
)
ConfirmAppointmentResult = result("ConfirmAppointmentResult", Appointment, *OF_ONE)
DeclineAppointmentResult = result("DeclineAppointmentResult", Appointment, *OF_ONE, InvalidInput)
CancelAppointmentResult = result("CancelAppointmentResult", Appointment, *OF_ONE, TooLate, InvalidInput)
RescheduleAppointmentResult = result("RescheduleAppointmentResult", Appointment, *OF_ONE, TooLate, *TO_A_SLOT)
CompleteAppointmentResult = result("CompleteAppointmentResult", Appointment, *OF_ONE, TooEarly)
MarkNoShowResult = result("MarkNoShowResult", Appointment, *OF_ONE, TooEarly)


@strawberry.input
class BookAppointmentInput:
    """A slot, why, and the client's own name for this request, so that a retry books once."""

    slot_id: strawberry.ID
    reason: str | None = None
    idempotency_key: str | None = None


@strawberry.type
class AppointmentMutations:
    """An appointment's life."""

    @mutation(
        BookAppointmentResult,
        "Patient. The same idempotencyKey with the same input gives the same appointment, once.",
    )
    async def book_appointment(self, info: Info, input: BookAppointmentInput) -> Outcome:
        context = info.context
        patient = must_be(PatientViewer, context.viewer)
        request = Booking(row_id(input.slot_id), input.reason, input.idempotency_key)
        booked = await context.transactions.write(
            lambda tx: book_appointment(tx, patient.account_id, request, context.terms, context.now)
        )
        return Outcome("Appointment", id=booked)

    @mutation(ConfirmAppointmentResult, "Doctor.")
    async def confirm_appointment(self, info: Info, id: strawberry.ID) -> Outcome:
        context = info.context
        doctor = must_be(DoctorViewer, context.viewer)
        confirmed = await context.transactions.write(
            lambda tx: confirm_appointment(tx, doctor.account_id, row_id(id), context.now)
        )
        return Outcome("Appointment", id=confirmed)

    @mutation(DeclineAppointmentResult, "Doctor.")
    async def decline_appointment(self, info: Info, id: strawberry.ID, reason: str) -> Outcome:
        context = info.context
        doctor = must_be(DoctorViewer, context.viewer)
        declined = await context.transactions.write(
            lambda tx: decline_appointment(tx, doctor.account_id, row_id(id), reason, context.now)
        )
        return Outcome("Appointment", id=declined)

    @mutation(CancelAppointmentResult, "Patient or doctor, with a reason.")
    async def cancel_appointment(self, info: Info, id: strawberry.ID, reason: str) -> Outcome:
        context = info.context
        party = must_be_patient_or_doctor(context.viewer)
        cancelled = await context.transactions.write(
            lambda tx: cancel_appointment(tx, party, row_id(id), reason, context.terms, context.now)
        )
        return Outcome("Appointment", id=cancelled)

    @mutation(
        RescheduleAppointmentResult,
        "Patient: moves to another free slot of the same doctor, in one step: never without either slot.",
    )
    async def reschedule_appointment(self, info: Info, id: strawberry.ID, slot_id: strawberry.ID) -> Outcome:
        context = info.context
        patient = must_be(PatientViewer, context.viewer)
        moved = await context.transactions.write(
            lambda tx: reschedule_appointment(
                tx, patient.account_id, row_id(id), row_id(slot_id), context.terms, context.now
            )
        )
        return Outcome("Appointment", id=moved)

    @mutation(CompleteAppointmentResult, "Doctor, after it began.")
    async def complete_appointment(self, info: Info, id: strawberry.ID) -> Outcome:
        context = info.context
        doctor = must_be(DoctorViewer, context.viewer)
        completed = await context.transactions.write(
            lambda tx: complete_appointment(tx, doctor.account_id, row_id(id), context.now)
        )
        return Outcome("Appointment", id=completed)

    @mutation(MarkNoShowResult, "Doctor, after it began.")
    async def mark_no_show(self, info: Info, id: strawberry.ID) -> Outcome:
        context = info.context
        doctor = must_be(DoctorViewer, context.viewer)
        missed = await context.transactions.write(
            lambda tx: mark_no_show(tx, doctor.account_id, row_id(id), context.now)
        )
        return Outcome("Appointment", id=missed)
