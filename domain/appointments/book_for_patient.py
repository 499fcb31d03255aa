"""Book a visit for a patient whom a partner registered."""

from datetime import datetime
from uuid import UUID

from domain.appointments.acting import as_told, may_book
from domain.appointments.book import Booking, book_appointment
from domain.appointments.errors import PatientBusy
from domain.errors import Invalid, must_be_valid
from domain.integrators.enrolled import is_enrolled
from domain.problems import Problem
from domain.slots.errors import SlotNotFound
from domain.terms import Terms
from domain.transaction import Transaction


async def book_for_patient(
    tx: Transaction, integrator_id: UUID, patient_id: UUID, request: Booking, terms: Terms, now: datetime
) -> UUID:
    """As book_appointment, whose history then names the partner.

    InvalidInput also for a patient whom the partner did not register, and when the patient is busy with what
    the partner may not see; SlotNotFound also where the doctor granted it nothing.
    """
    must_be_valid(await wrong_patient(tx, integrator_id, patient_id))
    if not await may_book(tx, integrator_id, request.slot_id):
        raise SlotNotFound
    try:
        return await book_appointment(tx, patient_id, request, terms, now, integrator_id=integrator_id)
    except PatientBusy as busy:
        raise await as_told(tx, integrator_id, busy, "patientId") from None


async def wrong_patient(tx: Transaction, integrator_id: UUID, patient_id: UUID) -> Invalid | None:
    """A patient of somebody else is no patient."""
    if await is_enrolled(tx, integrator_id, patient_id):
        return None
    return Invalid("patientId", Problem.PATIENT)
