"""What doctors let partners do, and the patients whom partners register."""

import strawberry

from domain.integrators.enrol_patient import enrol_patient
from domain.integrators.grant import grant_integrator
from domain.integrators.revoke import revoke_integrator
from domain.patients.register import PatientForm
from domain.viewer import DoctorViewer, IntegratorViewer
from schema.access import DOCTORS, PARTNERS
from schema.guards import must_be
from schema.integrators.problems import IntegratorNotFound
from schema.integrators.types import Integrator
from schema.mutations import Info, mutation, row_id
from schema.outcome import Outcome
from schema.patients.types import Patient
from schema.problems import AlreadyRegistered, InvalidInput, result

GrantIntegratorResult = result("GrantIntegratorResult", Integrator, IntegratorNotFound)
RevokeIntegratorResult = result("RevokeIntegratorResult", Integrator, IntegratorNotFound)
EnrolPatientResult = result("EnrolPatientResult", Patient, AlreadyRegistered, InvalidInput)


@strawberry.input
class EnrolPatientInput:
    """A patient without a password. `acceptsTerms`: the patient accepted them, as the partner vouches."""

    name: str
    cpf: str
    email: str
    phone: str | None = None
    time_zone: str = "America/Sao_Paulo"
    locale: str = "pt-BR"
    accepts_terms: bool


@strawberry.type
class IntegratorMutations:
    """Letting partners act."""

    @mutation(
        DOCTORS,
        GrantIntegratorResult,
        "Doctor: lets a partner do what its scopes say with the doctor's appointments. Granting again also"
        " grants what the partner was allowed since.",
    )
    async def grant_integrator(self, info: Info, id: strawberry.ID) -> Outcome:
        context, integrator = info.context, row_id(id)
        doctor = must_be(DoctorViewer, context.viewer).account_id
        await context.transactions.write(lambda tx: grant_integrator(tx, doctor, integrator, context.now))
        return Outcome("Integrator", id=integrator)

    @mutation(
        DOCTORS,
        RevokeIntegratorResult,
        "Doctor: takes that back. The partner's subscriptions end within seconds; what it booked stays.",
    )
    async def revoke_integrator(self, info: Info, id: strawberry.ID) -> Outcome:
        context, integrator = info.context, row_id(id)
        doctor = must_be(DoctorViewer, context.viewer).account_id
        await context.transactions.write(lambda tx: revoke_integrator(tx, doctor, integrator))
        return Outcome("Integrator", id=integrator)

    @mutation(
        PARTNERS,
        EnrolPatientResult,
        "Partner: registers a patient to book for. The same CPF and e-mail again give the same patient.",
    )
    async def enrol_patient(self, info: Info, input: EnrolPatientInput) -> Outcome:
        context, form = info.context, PatientForm(**vars(input))
        integrator = must_be(IntegratorViewer, context.viewer).integrator_id
        enrolled = await context.transactions.write(
            lambda tx: enrol_patient(tx, integrator, form, context.now)
        )
        return Outcome("Patient", id=enrolled)
