"""From a visit's facts to the letter that is sent: the words are in workers/templates/.

One template a message and language holds its words; subject.txt, layout.txt and layout.html arrange them as
subject, plain text and HTML. A template that asks for what is not there is a fault, not a gap.
"""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from domain.appointments.models import LIVE, Party
from domain.notifications.read import Facts
from infra.letter import Letter
from workers.invitations import invitation_of
from workers.moments import Moment, moment_of

TEMPLATES: Final = Path(__file__).parent / "templates"
BRAND: Final = "Health&Med"
PATHS: Final = {Party.DOCTOR: "/doctor/requests/", Party.PATIENT: "/appointments/"}


@dataclass(frozen=True)
class Desk:
    """Where letters are written."""

    origin: str
    """The address of the clinic in a browser; links begin with it."""
    sender: Address

    def write(self, id: UUID, facts: Facts, now: datetime) -> Letter:  # noqa: A002 - its own name
        """The letter as it is true now, to a receiver who has an address."""
        assert facts.address is not None
        link = self.origin + PATHS[facts.kind.receiver] + str(facts.appointment_id)
        invitation = invitation_of(facts, self.sender, link, now)
        name = f"{facts.locale}/{facts.kind.receiver.lower()}/{facts.kind.matter}.jinja"
        said = words(facts, link, now) | {"invited": invitation is not None}
        return Letter(
            id=id,
            at=now,
            name=_receiver_name(facts),
            address=facts.address,
            language=facts.locale,
            subject=PLAIN.get_template(name).render(said, layout="subject.txt"),
            text=PLAIN.get_template(name).render(said, layout="layout.txt"),
            html=HTML.get_template(name).render(said, layout="layout.html"),
            invitation=invitation,
        )


def words(facts: Facts, link: str, now: datetime) -> dict[str, Any]:
    """What templates may speak of."""
    here, there = _zones(facts)

    def seen(at: datetime | None, zone: str = here) -> Moment | None:
        return moment_of(at, zone, facts.locale, now) if at else None

    visit, elsewhere = seen(facts.starts_at), seen(facts.starts_at, there)
    assert visit is not None
    assert elsewhere is not None
    by_receiver = facts.closed_by is facts.kind.receiver
    return {
        "doctor": facts.doctor_name,
        "patient": facts.patient_name,
        "first_name": facts.patient_name.split()[0],
        "receiver": facts.kind.receiver.lower(),
        "visit": visit,
        "elsewhere": elsewhere if elsewhere.zone != visit.zone else None,
        "moved_from": seen(facts.moved_from_at),
        "answer_by": seen(facts.expires_at),
        "pending": facts.is_pending,
        "is_off": facts.status not in LIVE,
        "by_receiver": by_receiver,
        "reason": None if by_receiver else facts.closed_reason,
        "link": link,
    }


def _zones(facts: Facts) -> tuple[str, str]:
    """The receiver's zone, and the other party's."""
    zones = facts.doctor_time_zone, facts.patient_time_zone
    return zones if facts.kind.receiver is Party.DOCTOR else (zones[1], zones[0])


def _receiver_name(facts: Facts) -> str:
    return facts.doctor_name if facts.kind.receiver is Party.DOCTOR else facts.patient_name


def flow(text: str) -> str:
    """One line, however the template's lines are broken; what was escaped stays so."""
    line = " ".join(text.split())
    return Markup(line) if isinstance(text, Markup) else line  # noqa: S704 - of parts that were escaped


def _environment(*, escapes: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=escapes,  # noqa: S701 - plain text is not HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["flow"] = flow
    environment.globals["brand"] = BRAND
    return environment


PLAIN: Final = _environment(escapes=False)
HTML: Final = _environment(escapes=True)
