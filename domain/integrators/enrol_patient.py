"""Register a patient whom a partner serves."""

from datetime import datetime
from uuid import UUID

from domain.integrators import queries
from domain.integrators.models import Enrolment
from domain.patients.register import PatientForm, register_patient, validated_form
from domain.transaction import Transaction


async def enrol_patient(tx: Transaction, integrator_id: UUID, typed: PatientForm, now: datetime) -> UUID:
    """The patient's id. The same CPF and e-mail from the same partner are the same patient, however often.

    The patient has no password, so nobody can sign in with one. Refuses with InvalidInput and, when
    any of it belongs to somebody else, AlreadyRegistered.
    """
    person = validated_form(typed)
    before = await tx.rows(
        queries.ENROLLED_BEFORE, integrator_id=integrator_id, cpf=person.cpf, email=person.email
    )
    if before:
        known: UUID = before[0].patient_id
        return known
    patient_id = await register_patient(tx, person, None, now)
    tx.add(Enrolment(integrator_id=integrator_id, patient_id=patient_id, created_at=now))
    return patient_id
