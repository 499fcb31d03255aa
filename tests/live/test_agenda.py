"""Everything that happens to a doctor's slots shows to whoever watches, and appointments to their parties."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from domain.appointments.cancel import cancel_appointment
from domain.appointments.confirm import confirm_appointment
from domain.appointments.decline import decline_appointment
from domain.appointments.reschedule import reschedule_appointment
from domain.slots.hold import hold_slot
from domain.slots.lapse_holds import lapse_holds
from domain.slots.release import release_slot
from domain.slots.withdraw import withdraw_slot
from domain.terms import Terms
from domain.viewer import PatientViewer
from tests.clinic import Clinic
from tests.live.client import SLOTS, VISITS, Client, watching
from tests.live.conftest import eventually
from tests.live.test_leaving import session
from tests.server import Server

LONG_AGO = timedelta(minutes=10)


async def shows(client: Client, *slots: tuple[Any, str]) -> None:
    """Exactly these slots, as they are then, in this order."""
    for slot, status in slots:
        change = await client.next()
        assert change["slot"] == {"id": str(slot.id), "status": status}
    await client.hears_nothing()


async def stays_silent(client: Client, clinic: Clinic) -> None:
    """Told of nothing, though what happened later to somebody else has been told."""
    control = await clinic.doctor()
    await client.subscribe(SLOTS, id="control", doctor=str(control.id))
    for slot in await clinic.slots(control, 2):
        await clinic.database.write(
            partial(withdraw_slot, doctor_id=control.id, slot_id=slot.id, now=clinic.now)
        )
        await client.next(id="control")
    await client.hears_nothing()


async def test_a_hold_and_its_end_show(server: Server, clinic: Clinic):
    doctor, patient = await clinic.doctor(), await clinic.patient()
    slot, write = await clinic.slot(doctor), clinic.database.write
    async with watching(server.origin, SLOTS, doctor=str(doctor.id)) as client:
        await write(lambda tx: hold_slot(tx, patient.id, slot.id, clinic.now))
        await shows(client, (slot, "HELD"))
        await write(lambda tx: release_slot(tx, patient.id, slot.id, clinic.now))
        await shows(client, (slot, "FREE"))


async def test_a_hold_that_lapses_shows(server: Server, clinic: Clinic):
    doctor, patient = await clinic.doctor(), await clinic.patient()
    slot, write = await clinic.slot(doctor), clinic.database.write
    await write(lambda tx: hold_slot(tx, patient.id, slot.id, clinic.now - LONG_AGO))
    async with watching(server.origin, SLOTS, doctor=str(doctor.id)) as client:
        await write(lambda tx: lapse_holds(tx, clinic.now))
        change = await client.next()
        while change["slot"]["id"] != str(slot.id):
            change = await client.next()
        assert change["slot"]["status"] == "FREE"


async def test_a_booking_and_its_end_show(server: Server, clinic: Clinic):
    doctor, patient = await clinic.doctor(), await clinic.patient()
    slot, write = await clinic.slot(doctor, timedelta(days=3)), clinic.database.write
    viewer = PatientViewer(patient.id, "en")
    async with watching(server.origin, SLOTS, doctor=str(doctor.id)) as client:
        declined = await clinic.book(slot, patient)
        await shows(client, (slot, "BUSY"))
        await write(lambda tx: decline_appointment(tx, doctor.id, declined, "Away", clinic.now))
        await shows(client, (slot, "FREE"))
        cancelled = await clinic.book(slot, patient)
        await shows(client, (slot, "BUSY"))
        await write(lambda tx: confirm_appointment(tx, doctor.id, cancelled, clinic.now))
        await shows(client)
        await write(lambda tx: cancel_appointment(tx, viewer, cancelled, "Well again", Terms(), clinic.now))
        await shows(client, (slot, "FREE"))


async def test_a_move_shows_on_both_slots(server: Server, clinic: Clinic):
    doctor, patient = await clinic.doctor(), await clinic.patient()
    old, new = await clinic.slots(doctor, 2, timedelta(days=3))
    booked = await clinic.book(old, patient)
    async with watching(server.origin, SLOTS, doctor=str(doctor.id)) as client:
        await clinic.database.write(
            lambda tx: reschedule_appointment(
                tx, PatientViewer(patient.id), booked, new.id, Terms(), clinic.now
            )
        )
        told: dict[str, str] = {}
        while told != {str(old.id): "FREE", str(new.id): "BUSY"}:
            change = await client.next()
            told[change["slot"]["id"]] = change["slot"]["status"]


async def test_a_withdrawal_shows(server: Server, clinic: Clinic):
    doctor = await clinic.doctor()
    slot = await clinic.slot(doctor)
    async with watching(server.origin, SLOTS, doctor=str(doctor.id)) as client:
        await clinic.database.write(lambda tx: withdraw_slot(tx, doctor.id, slot.id, clinic.now))
        await shows(client, (slot, "WITHDRAWN"))


async def test_slots_of_a_doctor_who_is_not_verified_are_not_shown(server: Server, clinic: Clinic):
    doctor = await clinic.doctor(verified_at=None)
    slot = await clinic.slot(doctor)
    async with watching(server.origin, SLOTS, doctor=str(doctor.id)) as client:
        await clinic.database.write(lambda tx: withdraw_slot(tx, doctor.id, slot.id, clinic.now))
        await stays_silent(client, clinic)


async def test_the_two_parties_are_told_of_a_visit_and_nobody_else(server: Server, clinic: Clinic):
    doctor, patient, stranger = await clinic.doctor(), await clinic.patient(), await clinic.patient()
    other = await clinic.doctor()
    slot = await clinic.slot(doctor)
    tokens = [await session(clinic, person) for person in (doctor, patient, stranger, other)]
    async with (
        watching(server.origin, VISITS, tokens[0]) as of_doctor,
        watching(server.origin, VISITS, tokens[1]) as of_patient,
        watching(server.origin, VISITS, tokens[2]) as of_stranger,
        watching(server.origin, VISITS, tokens[3]) as of_other,
    ):
        booked = await clinic.book(slot, patient)
        await clinic.database.write(lambda tx: confirm_appointment(tx, doctor.id, booked, clinic.now))
        for client in (of_doctor, of_patient):
            kinds = [await client.next(), await client.next()]
            assert [change["kind"] for change in kinds] == ["BOOKED", "CONFIRMED"]
            assert {change["appointment"]["id"] for change in kinds} == {str(booked)}
        for client in (of_stranger, of_other):
            await stays_silent(client, clinic)


async def test_who_is_no_party_any_more_is_told_nothing(server: Server, clinic: Clinic):
    """The right to see is looked up when an event is told, not when it was subscribed to."""
    doctor, patient, other = await clinic.doctor(), await clinic.patient(), await clinic.patient()
    booked = await clinic.book(await clinic.slot(doctor), patient)
    await all_published(clinic)
    token = await session(clinic, patient)
    async with watching(server.origin, VISITS, token) as client:
        async with clinic.database._writer.acquire() as connection:
            await connection.execute(
                "UPDATE appointments SET patient_id = $2 WHERE id = $1", booked, other.id
            )
            await connection.execute(
                "INSERT INTO events (id, kind, at, doctor_id, patient_id, appointment_id)"
                " SELECT gen_random_uuid(), 'AppointmentConfirmed', now(), $1, $2, $3",
                doctor.id,
                patient.id,
                booked,
            )
        await stays_silent(client, clinic)


@pytest.mark.parametrize("doctor", ["x", "", "00000000-0000-0000-0000-000000000000", 5])
async def test_a_doctor_who_does_not_exist_is_watched_in_vain(server: Server, doctor: Any):
    async with watching(server.origin, SLOTS, doctor=doctor) as client:
        await client.hears_nothing()


async def all_published(clinic: Clinic) -> None:
    """Wait until everything that happened so far has a position."""

    async def none_waits() -> bool:
        return not await clinic.fetch("SELECT 1 FROM events WHERE position IS NULL")

    await eventually(none_waits)
