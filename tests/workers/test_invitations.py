"""The calendar entry through a visit's life, read back as calendars read it."""

from datetime import datetime, timedelta
from email.headerregistry import Address
from typing import Any

import pytest
from icalendar import Calendar

from domain.appointments.models import AppointmentStatus
from domain.notifications.models import NotificationKind
from domain.notifications.read import read_notification
from infra.letter import Invitation
from tests.clinic import Clinic
from tests.domain.appointments.visits import Visit, asked
from tests.domain.notifications.asked import enqueue, wanted
from tests.workers.scene import FIRST, NOW, letter_of
from workers.invitations import invitation_of

SENDER = Address("Health&Med", addr_spec="nao-responda@healthmed.example")


def entry_of(invitation: Invitation | None) -> Any:
    """The one event, after a look at what holds it."""
    assert invitation is not None
    calendar: Any = Calendar.from_ical(invitation.content)
    assert (calendar["version"], calendar["method"]) == ("2.0", invitation.method)
    assert all(len(line) <= 75 for line in invitation.content.split(b"\r\n"))
    (entry,) = calendar.walk("VEVENT")
    return entry


def test_a_confirmed_visit_is_an_entry_in_utc():
    letter = letter_of(NotificationKind.PATIENT_CONFIRMED, doctor_name="Ana; Souza, \\Filha")
    entry = entry_of(letter.invitation)
    assert letter.invitation is not None
    assert letter.invitation.method == "REQUEST"
    assert (entry["uid"], entry["sequence"], entry["status"]) == (str(FIRST), 2, "CONFIRMED")
    assert (entry.start, entry.end) == (NOW + timedelta(days=1), NOW + timedelta(days=1, minutes=50))
    assert entry["dtstamp"].dt == NOW
    assert b"\r\nDTSTART:20261202T120000Z\r\n" in letter.invitation.content
    assert entry["summary"] == "Consulta com Dr(a). Ana; Souza, \\Filha"
    assert (entry["organizer"], entry["organizer"].params["cn"]) == (
        f"mailto:{SENDER.addr_spec}",
        "Health&Med",
    )
    assert entry["attendee"] == "mailto:bruno.lima@example.com"


@pytest.mark.parametrize("kind", sorted(set(NotificationKind) - {NotificationKind.PATIENT_CONFIRMED}))
def test_a_visit_that_was_never_confirmed_is_in_no_calendar(kind):
    assert letter_of(kind, was_confirmed=False).invitation is None


@pytest.mark.parametrize("kind", ["DOCTOR_CANCELLED", "PATIENT_REMINDER_DAY", "PATIENT_REMINDER_HOUR"])
def test_doctors_and_reminders_get_none(kind):
    assert letter_of(NotificationKind(kind), was_confirmed=True).invitation is None


@pytest.mark.parametrize("kind", ["PATIENT_DECLINED", "PATIENT_EXPIRED", "PATIENT_CANCELLED"])
def test_a_visit_that_was_moved_and_then_came_to_nothing_leaves_the_calendar(kind):
    letter = letter_of(NotificationKind(kind), was_confirmed=True)
    assert letter.invitation is not None
    assert letter.invitation.method == "CANCEL"
    assert entry_of(letter.invitation)["status"] == "CANCELLED"
    assert "retira a consulta da sua agenda" in letter.text


@pytest.mark.usefixtures("empty")
async def test_one_entry_lives_through_all_of_a_visits_life(clinic: Clinic):
    visit = await asked(clinic, timedelta(days=5))
    entries = []
    await visit.confirm()
    entries.append(await sent(clinic, visit, NotificationKind.PATIENT_CONFIRMED))
    slot = await clinic.slot(visit.doctor, timedelta(days=6))
    moved = Visit(clinic, await visit.reschedule(slot.id), visit.doctor, visit.patient, slot)
    entries.append(await sent(clinic, moved, NotificationKind.PATIENT_RESCHEDULED))
    await moved.confirm()
    entries.append(await sent(clinic, moved, NotificationKind.PATIENT_CONFIRMED))
    await moved.cancel()
    entries.append(await sent(clinic, moved, NotificationKind.PATIENT_CANCELLED))
    assert [entry["uid"] for entry in entries] == [str(visit.id)] * 4
    assert [entry["sequence"] for entry in entries] == [2, 4, 5, 6]
    assert [entry["status"] for entry in entries] == ["CONFIRMED", "TENTATIVE", "CONFIRMED", "CANCELLED"]
    assert [entry.start for entry in entries] == [visit.slot.starts_at, *[slot.starts_at] * 3]


async def sent(clinic: Clinic, visit: Visit, kind: NotificationKind, now: datetime | None = None) -> Any:
    """The entry that would go out now."""
    await enqueue(clinic, [wanted(visit, kind)])
    (row,) = await clinic.fetch(
        "SELECT id FROM notifications WHERE appointment_id = $1 AND kind = $2", visit.id, kind
    )
    facts = await clinic.database.look(lambda tx: read_notification(tx, row.id, now or clinic.now))
    assert facts.holds
    invitation = invitation_of(facts, SENDER, "https://healthmed.example", clinic.now)
    assert invitation is not None
    assert invitation.method == ("CANCEL" if facts.status is AppointmentStatus.CANCELLED else "REQUEST")
    return entry_of(invitation)
