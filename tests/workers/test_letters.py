"""What each message says, to whom, in both languages."""

from datetime import datetime, timedelta
from html.parser import HTMLParser

import pytest
from jinja2 import UndefinedError

from domain.appointments.models import AppointmentStatus, Party
from domain.notifications.models import NotificationKind
from tests.workers.scene import NOW, VISIT, WHY, facts_of, letter_of
from workers.letters import PLAIN
from workers.moments import moment_of, offset_of, zone_name

BOTH = ("pt-BR", "en")
EVERY = [(kind, locale) for kind in NotificationKind for locale in BOTH]
BOOKED, RECEIVED = NotificationKind.DOCTOR_BOOKED, NotificationKind.PATIENT_RECEIVED
SUBJECTS = {
    ("DOCTOR_BOOKED", "pt-BR"): "Nova consulta agendada",
    ("DOCTOR_BOOKED", "en"): "New appointment",
    ("DOCTOR_CANCELLED", "pt-BR"): "Consulta cancelada",
    ("DOCTOR_CANCELLED", "en"): "Appointment cancelled",
    ("DOCTOR_RESCHEDULED", "pt-BR"): "Consulta remarcada",
    ("DOCTOR_RESCHEDULED", "en"): "Appointment moved",
    ("PATIENT_RECEIVED", "pt-BR"): "Recebemos o seu pedido de consulta",
    ("PATIENT_RECEIVED", "en"): "We have your request",
    ("PATIENT_CONFIRMED", "pt-BR"): "Consulta confirmada",
    ("PATIENT_CONFIRMED", "en"): "Appointment confirmed",
    ("PATIENT_DECLINED", "pt-BR"): "Pedido de consulta recusado",
    ("PATIENT_DECLINED", "en"): "Request declined",
    ("PATIENT_EXPIRED", "pt-BR"): "Pedido de consulta sem resposta",
    ("PATIENT_EXPIRED", "en"): "Request not answered",
    ("PATIENT_CANCELLED", "pt-BR"): "Consulta cancelada",
    ("PATIENT_CANCELLED", "en"): "Appointment cancelled",
    ("PATIENT_RESCHEDULED", "pt-BR"): "Consulta remarcada",
    ("PATIENT_RESCHEDULED", "en"): "Appointment moved",
    ("PATIENT_REMINDER_DAY", "pt-BR"): "Lembrete: a sua consulta é amanhã",
    ("PATIENT_REMINDER_DAY", "en"): "Reminder: your appointment is tomorrow",
    ("PATIENT_REMINDER_HOUR", "pt-BR"): "Lembrete: a sua consulta começa às 10:00",
    ("PATIENT_REMINDER_HOUR", "en"): "Reminder: your appointment begins at 10:00",
}


class Page(HTMLParser):
    """What a mail client shows, the addresses it may go to, and what stays open."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "title"):
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def test_the_doctor_is_told_of_a_visit_in_these_very_words():
    letter = letter_of(BOOKED, doctor_name="Ana Souza", patient_name="Bruno Lima")
    assert letter.subject == "Health&Med - Nova consulta agendada"
    assert letter.text.startswith(
        "Olá, Dr. Ana Souza! Você tem uma nova consulta marcada! Paciente: Bruno Lima. "
        "Data e horário: 02/12/2026 às 09:00.\n"
    )
    assert f"\nhttps://healthmed.example/doctor/requests/{VISIT}\n" in letter.text


@pytest.mark.parametrize(("kind", "locale"), EVERY)
def test_every_message_has_its_subject_and_its_link(kind, locale):
    letter = letter_of(kind, locale)
    path = "doctor/requests" if kind.receiver is Party.DOCTOR else "appointments"
    link = f"https://healthmed.example/{path}/{VISIT}"
    assert letter.subject == f"Health&Med - {SUBJECTS[kind, locale]}"
    assert link in letter.text
    assert set(Page(letter.html).links) == {link}
    assert (letter.language, letter.address) == (locale, "bruno.lima@example.com")


@pytest.mark.parametrize(("kind", "locale"), EVERY)
def test_plain_text_and_html_say_the_same(kind, locale):
    letter = letter_of(kind, locale)
    page = Page(letter.html)
    for paragraph in letter.text.split("\n\n")[:3]:
        for line in paragraph.splitlines():
            assert line.removeprefix("> ").removesuffix(":") in page.text
    assert page.open == []
    assert page.tags.count("h1") == 1
    assert f'<html lang="{locale}"' in letter.html
    assert "{" not in letter.text + letter.subject
    assert "\n\n\n" not in letter.text


@pytest.mark.parametrize(("kind", "locale"), EVERY)
def test_subjects_name_nobody_and_nothing_of_anybodys_health(kind, locale):
    letter = letter_of(kind, locale, closed_reason="Dor no peito")
    for word in ("Ana", "Bruno", "Dor", "peito"):
        assert word not in letter.subject


@pytest.mark.parametrize("locale", BOTH)
@pytest.mark.parametrize("kind", ["PATIENT_DECLINED", "PATIENT_CANCELLED", "DOCTOR_CANCELLED"])
def test_the_other_partys_reason_is_quoted(kind, locale):
    letter = letter_of(NotificationKind(kind), locale)
    first, second = WHY.splitlines()
    assert f"\n> {first}\n> {second}\n" in letter.text
    assert f"{first}<br>{second}" in letter.html


@pytest.mark.parametrize("locale", BOTH)
@pytest.mark.parametrize("kind", ["PATIENT_CANCELLED", "DOCTOR_CANCELLED"])
def test_whoever_cancelled_is_told_so_and_not_told_why(kind, locale):
    letter = letter_of(NotificationKind(kind), locale, closed_by=NotificationKind(kind).receiver)
    assert ("As you asked" if locale == "en" else "Como você pediu") in letter.text
    assert "emergência" not in letter.text + letter.html


def test_a_request_that_was_answered_meanwhile_is_not_asked_for_again():
    answered = letter_of(BOOKED, status=AppointmentStatus.CONFIRMED)
    assert "Ver a consulta:" in answered.text
    assert "Confirme" not in answered.text
    assert "Confirme ou recuse o pedido até 02/12/2026 às 07:00" in letter_of(BOOKED).text
    assert "confirmada" in letter_of(RECEIVED, status=AppointmentStatus.CONFIRMED).text


def test_what_people_are_called_cannot_break_out_of_the_page():
    letter = letter_of(
        RECEIVED, doctor_name='<script>alert("1")</script> & Filhos', patient_name="O'Brien <b>"
    )
    assert "<script" not in letter.html
    assert "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &amp; Filhos" in letter.html
    assert '<script>alert("1")</script> & Filhos' in letter.text
    quoted = letter_of(NotificationKind.DOCTOR_CANCELLED, closed_reason="<img src=x onerror=1>\n{{ 7 * 7 }}")
    assert "<img" not in quoted.html
    assert "> {{ 7 * 7 }}" in quoted.text


@pytest.mark.parametrize("locale", BOTH)
def test_times_are_the_receivers_and_named_when_the_other_party_lives_elsewhere(locale):
    zones = {"doctor_time_zone": "America/Sao_Paulo", "patient_time_zone": "America/Manaus"}
    at = "at" if locale == "en" else "às"
    day = "2026-12-02" if locale == "en" else "02/12/2026"
    patient, doctor = letter_of(RECEIVED, locale, **zones), letter_of(BOOKED, locale, **zones)
    assert f"{at} 08:00" in patient.text
    assert f"{day} {at} 09:00 ({zone_name('America/Sao_Paulo', locale)}, UTC-3)" in patient.text
    assert doctor.text.splitlines()[0].endswith(f"{day} {at} 09:00.")
    assert f"{day} {at} 08:00 ({zone_name('America/Manaus', locale)}, UTC-4)" in doctor.text
    assert zone_name("America/Manaus", locale) in Page(patient.html).text


def test_zones_that_show_the_same_time_by_the_same_name_are_not_named():
    assert "UTC" not in letter_of(RECEIVED, patient_time_zone="America/Bahia").text


@pytest.mark.parametrize(
    ("hours", "subject", "said"),
    [
        (24, "é amanhã", "é amanhã, 02/12/2026 (quarta-feira), às 09:00."),
        (4, "é hoje", "é hoje, 01/12/2026 (terça-feira), às 13:00."),
        (72, "é em 04/12/2026", "é em 04/12/2026 (sexta-feira), às 09:00."),
    ],
)
def test_a_reminder_that_is_late_does_not_lie(hours, subject, said):
    letter = letter_of(NotificationKind.PATIENT_REMINDER_DAY, starts_at=NOW + timedelta(hours=hours))
    assert letter.subject.endswith(subject)
    assert said in letter.text


def test_a_moved_visit_tells_both_times():
    for kind in (NotificationKind.DOCTOR_RESCHEDULED, NotificationKind.PATIENT_RESCHEDULED):
        assert "de 04/12/2026 às 09:00 para quarta-feira, 02/12/2026, às 09:00" in letter_of(kind).text


def test_a_template_that_asks_for_what_is_not_there_is_a_fault():
    with pytest.raises(UndefinedError):
        PLAIN.get_template("pt-BR/doctor/booked.jinja").render(layout="layout.txt")


def test_facts_do_not_show_themselves():
    assert "Bruno" not in repr(facts_of(BOOKED)) + repr(letter_of(BOOKED))


@pytest.mark.parametrize(
    ("zone", "offset", "pt", "en"),
    [
        ("America/Sao_Paulo", "UTC-3", "horário de Brasília", "Brasília time"),
        ("America/Rio_Branco", "UTC-5", "horário do Acre", "Acre time"),
        ("Europe/Lisbon", "UTC+0", "horário de Lisboa", "Lisbon time"),
        ("Asia/Kolkata", "UTC+5:30", "horário de Kolkata", "Kolkata time"),
        ("America/St_Johns", "UTC-3:30", "horário de St Johns", "St Johns time"),
        ("UTC", "UTC+0", "horário de UTC", "UTC time"),
    ],
)
def test_zones_have_the_names_that_people_use(zone, offset, pt, en):
    there = moment_of(NOW, zone, "pt-BR", NOW)
    assert there.zone == f"{pt}, {offset}"
    assert zone_name(zone, "en") == en


def test_summer_time_is_that_of_the_day(now: datetime):
    july = datetime.fromisoformat("2026-07-01T12:00:00+00:00")
    assert moment_of(july, "Europe/Lisbon", "en", now).zone.endswith("UTC+1")
    assert offset_of(july) == "UTC+0"
