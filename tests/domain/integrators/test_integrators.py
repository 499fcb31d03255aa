"""Adding partners, granting, enrolling patients."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from domain.accounts.errors import AlreadyRegistered
from domain.appointments.acting import hand_of
from domain.appointments.cancel import cancel_appointment
from domain.appointments.errors import AppointmentNotFound
from domain.errors import InvalidInput
from domain.integrators.add import Client, add_integrator
from domain.integrators.authenticate import authenticate_integrator
from domain.integrators.disable import disable_integrator
from domain.integrators.enable import enable_integrator
from domain.integrators.enrol_patient import enrol_patient
from domain.integrators.errors import (
    IntegratorNameTaken,
    IntegratorNotFound,
    ServiceAccountTaken,
    UnknownScope,
)
from domain.integrators.grant import grant_integrator
from domain.integrators.models import Integrator
from domain.integrators.revoke import revoke_integrator
from domain.integrators.rotate_secret import rotate_secret
from domain.integrators.scopes import Scope, known, parsed, written
from domain.integrators.viewers import find_integrator
from domain.patients.register import PatientForm
from domain.terms import Terms
from domain.viewer import IntegratorViewer
from tests.clinic import Clinic

ALL = frozenset(Scope)


def form(cpf: str = "390.533.447-05", email: str = "rita@example.com", **more) -> PatientForm:
    values: dict[str, Any] = {"name": "Rita Prado", "cpf": cpf, "email": email, "accepts_terms": True} | more
    return PatientForm(**values)


def test_scopes_are_written_in_one_order_and_read_in_any():
    assert written(parsed(["events:read", "directory:read"])) == "directory:read events:read"
    assert known("openid events:read events:readx") == {Scope.EVENTS_READ}
    with pytest.raises(UnknownScope):
        parsed(["events:*"])


async def test_a_secret_is_kept_as_its_digest_alone(clinic: Clinic, now):
    added = await clinic.database.write(lambda tx: add_integrator(tx, "Digest Ltda", ALL, None, now))
    assert added.secret
    assert len(added.secret) >= 43
    assert added.secret not in str(await clinic.row("integrators", added.id))
    assert added.secret not in repr(added)


async def test_a_name_and_a_service_account_are_taken_once(clinic: Clinic, now):
    client = Client("https://id.example", "once")

    async def add(name: str, account: Client | None) -> None:
        await clinic.database.write(lambda tx: add_integrator(tx, name, ALL, account, now))

    await add("Once Ltda", client)
    with pytest.raises(IntegratorNameTaken):
        await add("ONCE ltda", None)
    with pytest.raises(ServiceAccountTaken):
        await add("Twice Ltda", client)


async def test_who_is_kept_out_gets_no_secret_and_no_grant(clinic: Clinic, now):
    integrator, doctor = await clinic.integrator(), await clinic.doctor()
    await clinic.database.write(lambda tx: disable_integrator(tx, integrator.id, now))
    with pytest.raises(IntegratorNotFound):
        await clinic.database.write(lambda tx: rotate_secret(tx, integrator.id, now))
    with pytest.raises(IntegratorNotFound):
        await clinic.database.write(lambda tx: grant_integrator(tx, doctor.id, integrator.id, now))


async def test_who_is_let_in_again_has_the_same_secret_and_no_token_of_before(clinic: Clinic, now):
    added = await clinic.database.write(lambda tx: add_integrator(tx, "De Volta", ALL, None, now))
    later = now + timedelta(minutes=5)

    async def knows(issued_at: datetime) -> bool:
        at = int(issued_at.timestamp())
        found = clinic.database.look(lambda tx: find_integrator(tx, added.id, "events:read", at))
        return await found is not None

    await clinic.database.write(lambda tx: enable_integrator(tx, added.id, later))
    assert await knows(now), "it was never kept out"
    await clinic.database.write(lambda tx: disable_integrator(tx, added.id, now))
    assert not await knows(later)
    await clinic.database.write(lambda tx: enable_integrator(tx, added.id, later))
    assert (await knows(now), await knows(later)) == (False, True)
    allowed = await authenticate_integrator(
        clinic.database, added.id, added.secret or "", [], "127.0.0.1", later
    )
    assert allowed.scopes == ALL
    with pytest.raises(IntegratorNotFound):
        await clinic.database.write(lambda tx: enable_integrator(tx, uuid4(), now))


async def test_a_grant_is_of_the_scopes_of_its_day(clinic: Clinic, now):
    integrator, doctor = (
        await clinic.integrator(Scope.DIRECTORY_READ, Scope.EVENTS_READ),
        await clinic.doctor(),
    )
    await clinic.grant(doctor, integrator)
    (grant,) = await clinic.fetch("SELECT scopes FROM grants WHERE doctor_id = $1", doctor.id)
    assert grant["scopes"] == "events:read"
    await clinic.database.write(lambda tx: revoke_integrator(tx, doctor.id, integrator.id))
    with pytest.raises(IntegratorNotFound):
        await clinic.database.write(lambda tx: revoke_integrator(tx, doctor.id, integrator.id))


async def test_the_same_person_is_enrolled_once_by_one_partner(clinic: Clinic, now):
    one, other = await clinic.integrator(), await clinic.integrator()

    async def enrol(integrator: Integrator, typed: PatientForm) -> UUID:
        return await clinic.database.write(lambda tx: enrol_patient(tx, integrator.id, typed, now))

    patient = await enrol(one, form())
    assert await enrol(one, form("39053344705", "RITA@example.com")) == patient
    account = await clinic.row("accounts", patient)
    assert (account["password_hash"], account["role"]) == (None, "PATIENT")
    for integrator, typed in ((other, form()), (one, form(email="other@example.com"))):
        with pytest.raises(AlreadyRegistered):
            await enrol(integrator, typed)
    with pytest.raises(InvalidInput):
        await enrol(one, form(accepts_terms=False))


async def test_a_partner_cancels_for_its_patient_alone(clinic: Clinic, now):
    doctor, integrator = await clinic.doctor(), await clinic.integrator()
    await clinic.grant(doctor, integrator)
    first, second = await clinic.slots(doctor, 2)
    own = await clinic.book(first, await clinic.enrolled(integrator))
    foreign = await clinic.book(second, await clinic.patient())
    viewer = IntegratorViewer(integrator.id, scopes=ALL)

    async def cancel(appointment) -> None:
        await clinic.database.write(
            lambda tx: cancel_appointment(tx, viewer, appointment, "não pode vir", Terms(), now)
        )

    await cancel(own)
    (step,) = await clinic.fetch(
        "SELECT party, integrator_id FROM appointment_steps"
        " WHERE appointment_id = $1 AND to_status = 'CANCELLED'",
        own,
    )
    assert tuple(step) == ("PATIENT", integrator.id)
    with pytest.raises(AppointmentNotFound):
        await cancel(foreign)
    await clinic.database.write(lambda tx: revoke_integrator(tx, doctor.id, integrator.id))
    with pytest.raises(AppointmentNotFound):
        await clinic.database.write(lambda tx: hand_of(tx, viewer, own))
