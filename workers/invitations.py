"""The visit as an entry that calendars add, move and take away by themselves (RFC 5545, RFC 5546)."""

from datetime import UTC, datetime
from email.headerregistry import Address
from typing import Final

from icalendar import Calendar, Event, vCalAddress, vText

from domain.appointments.models import LIVE
from domain.notifications.models import NotificationKind
from domain.notifications.read import Facts
from infra.letter import Invitation, Method

PROGRAM: Final = "-//Health&Med//Consultas//PT"
CARRIES: Final = frozenset(
    {
        NotificationKind.PATIENT_CONFIRMED,
        NotificationKind.PATIENT_RESCHEDULED,
        NotificationKind.PATIENT_DECLINED,
        NotificationKind.PATIENT_EXPIRED,
        NotificationKind.PATIENT_CANCELLED,
    }
)
"""The messages that may change what the patient's calendar holds."""
TITLE: Final = {"pt-BR": "Consulta com Dr(a). {}", "en": "Appointment with Dr. {}"}


def invitation_of(facts: Facts, sender: Address, link: str, now: datetime) -> Invitation | None:
    """The entry as the visit stands now; None where the calendar knows nothing of it.

    A visit that was never confirmed is in no calendar. One that was moved keeps its UID, and its SEQUENCE
    rises, so that the entry moves; declined, expired or cancelled then, it goes away.
    """
    if facts.kind not in CARRIES or not facts.was_confirmed or not facts.address:
        return None
    calendar = Calendar()
    calendar.add("prodid", PROGRAM)
    calendar.add("version", "2.0")
    method: Method = "REQUEST" if facts.status in LIVE else "CANCEL"
    calendar.add("method", method)
    calendar.add_component(_entry(facts, sender, link, now))
    return Invitation(method=method, content=calendar.to_ical())


def _entry(facts: Facts, sender: Address, link: str, now: datetime) -> Event:
    entry = Event()
    entry.add("uid", str(facts.series_id))
    entry.add("sequence", facts.sequence)
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("dtstart", facts.starts_at.astimezone(UTC))
    entry.add("dtend", facts.ends_at.astimezone(UTC))
    entry.add("summary", TITLE[facts.locale].format(facts.doctor_name))
    entry.add("status", _status(facts))
    entry.add("url", link)
    entry.add("organizer", _person(sender.addr_spec, sender.display_name))
    patient = _person(str(facts.address), facts.patient_name)
    patient.params["partstat"] = vText("TENTATIVE" if facts.is_pending else "ACCEPTED")
    patient.params["rsvp"] = vText("FALSE")
    entry.add("attendee", patient)
    return entry


def _status(facts: Facts) -> str:
    if facts.status not in LIVE:
        return "CANCELLED"
    return "TENTATIVE" if facts.is_pending else "CONFIRMED"


def _person(address: str, name: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{address}")
    person.params["cn"] = vText(name)
    return person
