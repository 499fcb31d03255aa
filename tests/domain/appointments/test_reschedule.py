"""A patient moves a visit."""

from datetime import timedelta
from uuid import uuid4

import pytest

from domain.appointments.errors import AppointmentNotFound, PatientBusy, TooLate
from domain.availability.models import Absence
from domain.errors import Invalid, InvalidInput
from domain.integrators.revoke import revoke_integrator
from domain.problems import Problem
from domain.slots.errors import SlotInThePast, SlotNotFound, SlotTaken
from domain.terms import Terms
from domain.transaction import Transaction
from domain.viewer import IntegratorViewer
from tests.clinic import Clinic
from tests.domain.appointments.visits import Visit, asked

MOMENT = timedelta(microseconds=1)
LATER = timedelta(days=3)


async def test_the_new_visit_points_at_the_old_one_and_keeps_its_reason_and_fee(clinic: Clinic):
    visit = await asked(clinic, reason="Dor de cabeça")
    await visit.confirm()
    async with clinic.database._writer.acquire() as connection:
        await connection.execute("UPDATE doctors SET fee_cents = 99999 WHERE id = $1", visit.doctor.id)
    moved = await move(visit, LATER)
    row = await moved.row()
    assert (row.status, row.rescheduled_from_id) == ("PENDING", visit.id)
    assert (row.reason, row.fee_cents) == ("Dor de cabeça", visit.doctor.fee_cents)
    assert (row.created_at, row.expires_at) == (clinic.now, clinic.now + timedelta(hours=24))
    assert await moved.slot_status() == "BUSY"


async def test_the_old_visit_is_cancelled_by_the_system_in_favour_of_the_new_one(clinic: Clinic):
    visit = await asked(clinic)
    moved = await move(visit, LATER)
    row = await visit.row()
    assert (row.status, row.closed_by, row.closed_reason) == ("CANCELLED", "SYSTEM", "rescheduled")
    assert await visit.slot_status() == "FREE"
    assert (await visit.steps())[-1] == ("SYSTEM", "PENDING", "CANCELLED", "rescheduled")
    assert await moved.steps() == [("PATIENT", None, "PENDING", None)]


async def test_one_change_is_told_and_the_old_slot_comes_back(clinic: Clinic):
    visit = await asked(clinic)
    moved = await move(visit, LATER)
    assert await visit.events() == ["AppointmentBooked"]
    assert await moved.events() == ["AppointmentRescheduled"]
    told = await clinic.fetch("SELECT kind FROM events WHERE slot_id = $1 ORDER BY id", visit.slot.id)
    assert [event.kind for event in told] == ["AppointmentBooked", "SlotPublished"]
    assert (await clinic.row("doctors", visit.doctor.id)).next_slot_at == visit.slot.starts_at


async def test_the_old_slot_does_not_come_back_into_an_absence(clinic: Clinic):
    visit = await asked(clinic)
    await away(visit)
    await move(visit, LATER)
    assert await visit.slot_status() == "WITHDRAWN"
    told = await clinic.fetch("SELECT kind FROM events WHERE slot_id = $1 ORDER BY id", visit.slot.id)
    assert [event.kind for event in told] == ["AppointmentBooked", "SlotWithdrawn"]


async def test_a_moved_visit_can_be_moved_again(clinic: Clinic):
    visit = await asked(clinic)
    moved = await move(visit, LATER)
    back = Visit(clinic, await moved.reschedule(visit.slot.id), visit.doctor, visit.patient, visit.slot)
    assert (await back.row()).rescheduled_from_id == moved.id
    assert (await back.row()).status == "PENDING"
    assert await moved.slot_status() == "FREE"


async def test_a_patient_moves_a_visit_until_the_change_window(clinic: Clinic):
    visit = await asked(clinic)
    await visit.confirm()
    slot = await clinic.slot(visit.doctor, LATER)
    deadline = visit.slot.starts_at - Terms().change_window
    with pytest.raises(TooLate) as refusal:
        await visit.reschedule(slot.id, deadline)
    assert refusal.value.deadline == deadline
    assert await visit.reschedule(slot.id, deadline - MOMENT)


async def test_only_another_free_slot_of_the_same_doctor_can_be_moved_to(clinic: Clinic):
    visit = await asked(clinic)
    elsewhere = await clinic.slot(await clinic.doctor(), LATER)
    begun = await clinic.slot(visit.doctor, -timedelta(hours=1))
    taken = await clinic.slot(visit.doctor, LATER)
    await clinic.book(taken, await clinic.patient())
    for slot_id, refusal in (
        (elsewhere.id, SlotNotFound),
        (uuid4(), SlotNotFound),
        (None, SlotNotFound),
        (begun.id, SlotInThePast),
        (taken.id, SlotTaken),
        (visit.slot.id, SlotTaken),
    ):
        with pytest.raises(refusal):
            await visit.reschedule(slot_id)
    assert (await visit.row()).status == "PENDING"
    assert await visit.slot_status() == "BUSY"


async def test_another_visit_of_the_patient_is_in_the_way(clinic: Clinic):
    visit = await asked(clinic)
    other = await clinic.book(await clinic.slot(await clinic.doctor(), LATER), visit.patient)
    slot = await clinic.slot(visit.doctor, LATER + timedelta(minutes=20))
    with pytest.raises(PatientBusy) as refusal:
        await visit.reschedule(slot.id)
    assert refusal.value.appointment_id == other
    assert (await clinic.row("slots", slot.id)).status == "FREE"


async def test_a_visit_is_not_in_its_own_way(clinic: Clinic):
    visit = await asked(clinic)
    async with clinic.database._writer.acquire() as connection:  # as a longer visit of old data would be
        await connection.execute(
            "UPDATE appointments SET ends_at = ends_at + interval '1 hour' WHERE id = $1", visit.id
        )
    moved = await move(visit, timedelta(days=1, hours=1))
    assert (await moved.row()).status == "PENDING"


async def test_a_partner_moves_its_patients_visit_and_is_named_in_both_histories(clinic: Clinic):
    visit, partner = await served(clinic)
    moved = await move(visit, LATER, partner)
    assert (await moved.row()).status == "PENDING"
    steps = await clinic.fetch(
        "SELECT party, to_status, integrator_id FROM appointment_steps WHERE appointment_id = ANY ($1)"
        " ORDER BY array_position($1, appointment_id), id",
        [visit.id, moved.id],
    )
    assert [tuple(step) for step in steps] == [
        ("PATIENT", "PENDING", None),
        ("SYSTEM", "CANCELLED", partner.id),
        ("PATIENT", "PENDING", partner.id),
    ]


async def test_a_partner_moves_nobody_elses_visit_and_none_without_a_grant(clinic: Clinic):
    visit, partner = await served(clinic)
    slot = await clinic.slot(visit.doctor, LATER)
    for stranger in (IntegratorViewer((await clinic.integrator()).id), await granted(clinic, visit)):
        with pytest.raises(AppointmentNotFound):
            await visit.reschedule(slot.id, through=stranger)
    await clinic.database.write(lambda tx: revoke_integrator(tx, visit.doctor.id, partner.integrator_id))
    with pytest.raises(AppointmentNotFound):
        await visit.reschedule(slot.id, through=partner)
    assert (await visit.row()).status == "PENDING"


async def test_a_partner_is_told_with_what_its_patient_is_busy_only_if_it_may_see_that(clinic: Clinic):
    visit, partner = await served(clinic)
    other = await clinic.doctor()
    in_the_way = await clinic.book(await clinic.slot(other, LATER), visit.patient)
    slot = await clinic.slot(visit.doctor, LATER + timedelta(minutes=20))
    with pytest.raises(InvalidInput) as refusal:
        await visit.reschedule(slot.id, through=partner)
    assert refusal.value.fields == [Invalid("slotId", Problem.PATIENT_BUSY)]
    assert (await clinic.row("slots", slot.id)).status == "FREE"
    await clinic.grant(other, await clinic.row("integrators", partner.integrator_id))
    with pytest.raises(PatientBusy) as busy:
        await visit.reschedule(slot.id, through=partner)
    assert busy.value.appointment_id == in_the_way


async def move(visit: Visit, to: timedelta, through: IntegratorViewer | None = None) -> Visit:
    slot = await visit.clinic.slot(visit.doctor, to)
    new_id = await visit.reschedule(slot.id, through=through)
    return Visit(visit.clinic, new_id, visit.doctor, visit.patient, slot)


async def granted(clinic: Clinic, visit: Visit) -> IntegratorViewer:
    """A partner whom the visit's doctor lets act; its patients are others."""
    integrator = await clinic.integrator()
    await clinic.grant(visit.doctor, integrator)
    return IntegratorViewer(integrator.id)


async def served(clinic: Clinic) -> tuple[Visit, IntegratorViewer]:
    """A visit of a patient whom a partner registered, with a doctor who lets that partner act."""
    doctor, integrator = await clinic.doctor(), await clinic.integrator()
    await clinic.grant(doctor, integrator)
    slot, patient = await clinic.slot(doctor), await clinic.enrolled(integrator)
    visit = Visit(clinic, await clinic.book(slot, patient), doctor, patient, slot)
    return visit, IntegratorViewer(integrator.id)


async def away(visit: Visit) -> None:
    absence = Absence(
        doctor_id=visit.doctor.id, starts_at=visit.slot.starts_at, ends_at=visit.slot.starts_at + MOMENT
    )

    async def work(tx: Transaction) -> None:
        tx.add(absence)

    await visit.clinic.database.write(work)
