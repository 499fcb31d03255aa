"""A small clinic with every kind of row in it, always the same, and full of characters that bite."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from domain.accounts.models import Account, Administrator, Role
from domain.appointments.models import Appointment, AppointmentStatus, AppointmentStep, Party
from domain.availability.models import Absence, AvailabilityRule, Weekday
from domain.doctors.models import NEVER, Doctor, DoctorSpecialty
from domain.integrators.models import Grant, Integrator
from domain.integrators.scopes import Scope
from domain.patients.models import Patient
from domain.slots.models import Origin, Slot, SlotStatus, Withdrawal
from domain.viewer import (
    AdministratorViewer,
    Anonymous,
    DoctorViewer,
    IntegratorViewer,
    PatientViewer,
    Viewer,
)

NOW: Final = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
HOUR: Final = timedelta(hours=1)
NAMES: Final = (
    ('Ana "Aninha" D\'Ávila', "São Paulo", "SP", 25_000, "Cardiologia; 'plantão' \\o/"),
    ("José  Conceição", "Brasília", "DF", 25_000, ""),
    ("</script><script>alert(1)</script>", "são paulo", "SP", 0, "<!-- & -->"),
    ("张伟 🩺 Zoë\u2028", "Niterói", "RJ", 100_000, "emoji 👩🏽‍⚕️ and \x7f\x01 controls"),
    ("Back\\slash \\u0041 \\n", "Belém", "PA", 25_000, "line\nbreak\r\n\ttab"),
    ("$1 || %s :name {x} --", "Belém", "PA", 31_900, "'; DROP TABLE doctors; --"),
    ("Zulmira Ãéîõü", "São Paulo", "SP", 18_050, " leading and trailing "),
    ("Unverified Person", "Manaus", "AM", 25_000, "not in any list"),
)
PATIENTS: Final = (
    ('Bruno "B" Lima', "52998224725", "bruno@example.com", "+55 11 98765-4321", "pt-BR"),
    ("Zoë O'Hara\n👶", None, "zoe@example.com", None, "en"),
    ("Carla", "11144477735", None, "", "pt-BR"),
    ("Davi \\ d", "39053344705", "davi@example.com", "1", "en"),
    ("Nobody's", None, None, None, "pt-BR"),
)
SPECIALTIES: Final = ("cardiology", "dermatology", "pediatrics", "psychiatry", "cardiology")
TEXTS: Final = (
    "ana",
    "jose conceiçao",
    "Zoe 张伟",
    "cardio",
    "niteroy",
    "",
    "'; DROP TABLE doctors --",
    "%_\\",
    "$1",
)
"""What is searched for."""


def id_of(kind: str, at: int) -> UUID:
    """The id of the row number `at` of a kind: `d` doctors, `b` patients, `5` slots, `a` appointments ..."""
    return UUID(f"{kind * 8}-0000-7000-8000-{at:012x}")


DOCTOR, PATIENT, SLOT, APPOINTMENT, ABSENCE = "d", "b", "5", "a", "c"
ADMINISTRATOR: Final = id_of("e", 1)
INTEGRATORS: Final = (id_of("f", 1), id_of("f", 2), id_of("f", 3))
UNKNOWN: Final = id_of("9", 1)

VIEWERS: Final[dict[str, Viewer]] = {
    "anonymous": Anonymous(locale="pt-BR"),
    "anonymous in English": Anonymous(locale="en"),
    "patient": PatientViewer(id_of(PATIENT, 1), "pt-BR"),
    "other patient": PatientViewer(id_of(PATIENT, 2), "en"),
    "doctor": DoctorViewer(id_of(DOCTOR, 1), "en"),
    "other doctor": DoctorViewer(id_of(DOCTOR, 2), "pt-BR"),
    "unverified doctor": DoctorViewer(id_of(DOCTOR, 8), "pt-BR"),
    "administrator": AdministratorViewer(ADMINISTRATOR, "en"),
    "integrator": IntegratorViewer(INTEGRATORS[0], "en", frozenset(Scope)),
    "integrator without scopes": IntegratorViewer(INTEGRATORS[0], "en"),
    "other integrator": IntegratorViewer(INTEGRATORS[1], "pt-BR", frozenset(Scope)),
}


def rows() -> list[Any]:
    """All of the scene, in an order in which it can be inserted."""
    slots = _slots()
    appointments = _appointments(slots)
    people = [*_accounts(), *_people(slots), *_grants()]
    return [*people, *slots, *appointments, *_steps(appointments), *_template()]


def _accounts() -> list[Any]:
    doctors = [_account(id_of(DOCTOR, n), Role.DOCTOR) for n in range(1, len(NAMES) + 1)]
    patients = [
        _account(id_of(PATIENT, n), Role.PATIENT, cpf=cpf, email=email, locale=locale)
        for n, (_, cpf, email, _, locale) in enumerate(PATIENTS, 1)
    ]
    return [*doctors, *patients, _account(ADMINISTRATOR, Role.ADMINISTRATOR)]


def _account(id: UUID, role: Role, **more: Any) -> Account:
    values: dict[str, Any] = {"cpf": None, "email": None, "locale": "pt-BR"} | more
    return Account(id=id, role=role, created_at=NOW, **values)


def _people(slots: list[Slot]) -> list[Any]:
    made: list[Any] = [
        Patient(id=id_of(PATIENT, n), name=name, phone=phone)
        for n, (name, _, _, phone, _) in enumerate(PATIENTS, 1)
    ]
    for n, (name, city, state, fee, bio) in enumerate(NAMES, 1):
        id = id_of(DOCTOR, n)
        free = [s.starts_at for s in slots if s.doctor_id == id and s.status == "FREE" and s.starts_at > NOW]
        doctor = Doctor(
            id=id,
            name=name,
            crm_number=str(1000 + n),
            crm_state=state,
            bio=bio,
            city=city,
            state=state,
            time_zone="America/Manaus" if state == "AM" else "America/Sao_Paulo",
            fee_cents=fee,
            verified_at=None if n == len(NAMES) else NOW - timedelta(days=n),
            search_text=f"{name} {city}".lower(),
            next_slot_at=min(free, default=NEVER),
            published_until=date(2027, 1, 30),
        )
        made.append(doctor)
        practised = dict.fromkeys(SPECIALTIES[n % 5 : n % 5 + 3] if n != 7 else ())
        made += [
            DoctorSpecialty(doctor_id=id, specialty_code=code, place=place)
            for place, code in enumerate(practised)
        ]
    made.append(Administrator(id=ADMINISTRATOR, name="Operações & Cia"))
    for n, scopes in enumerate((" ".join(Scope), "", "directory:read")):
        away = NOW if n == 2 else None
        more: dict[str, Any] = {"secret_since": NOW, "disabled_at": away, "created_at": NOW}
        made.append(Integrator(id=INTEGRATORS[n], name=f'Partner "{n}"', scopes=scopes, **more))
    return made


def _grants() -> list[Grant]:
    """The second doctor granted all to the first partner, and to hear to the second; the first doctor let the
    first partner write, and one read that is disabled since."""
    given = (
        (0, 2, " ".join(Scope)),
        (0, 1, "appointments:write"),
        (1, 2, "events:read"),
        (2, 1, "appointments:read"),
    )
    return [
        Grant(
            integrator_id=INTEGRATORS[n],
            doctor_id=id_of(DOCTOR, doctor),
            scopes=scopes,
            granted_at=NOW - timedelta(days=doctor),
        )
        for n, doctor, scopes in given
    ]


def _steps(appointments: list[Appointment]) -> list[AppointmentStep]:
    """Of each, that it was asked for, every third time through a partner; and how it ended."""
    made = []
    for n, appointment in enumerate(appointments):
        asked = AppointmentStep(
            appointment_id=appointment.id,
            at=appointment.created_at,
            party=Party.PATIENT,
            account_id=appointment.patient_id,
            integrator_id=None if n % 3 else INTEGRATORS[n % 2],
            to_status=AppointmentStatus.PENDING,
        )
        ended = AppointmentStep(
            appointment_id=appointment.id,
            at=NOW,
            party=appointment.closed_by or Party.DOCTOR,
            from_status=AppointmentStatus.PENDING,
            to_status=appointment.status,
            reason=appointment.closed_reason,
        )
        made += [asked, ended] if appointment.status != "PENDING" else [asked]
    return made


def _slots() -> list[Slot]:
    """For each doctor but the seventh: past, present, free, held, lapsed, busy, withdrawn; one far ahead."""
    made: list[Slot] = []

    def slot(doctor: int, after: timedelta, status: SlotStatus = SlotStatus.FREE, **more: Any) -> None:
        start = NOW + after
        values: dict[str, Any] = {"origin": Origin.EXTRA, "status": status, "withdrawn_for": None} | more
        made.append(
            Slot(
                id=id_of(SLOT, len(made) + 1),
                doctor_id=id_of(DOCTOR, doctor),
                starts_at=start,
                ends_at=start + timedelta(minutes=50),
                **values,
            )
        )

    for doctor in (1, 2, 3, 4, 5, 6, 8):
        for hours in (-48, -24, 24, 26, 28, 30):
            slot(doctor, hours * HOUR, SlotStatus.BUSY)
        slot(doctor, -HOUR)
        slot(doctor, timedelta(0))
        for day in range(2, 2 + doctor):
            slot(doctor, timedelta(days=day, seconds=doctor % 2, microseconds=120_000 * (doctor % 3)))
        slot(doctor, timedelta(days=1, hours=12), SlotStatus.WITHDRAWN, withdrawn_for=Withdrawal.DOCTOR)
        slot(doctor, timedelta(days=45))
    for doctor, patient, until in ((1, 1, 1), (2, 2, -1), (3, 3, 0), (4, 4, 5)):
        hold: dict[str, Any] = {
            "held_by": id_of(PATIENT, patient),
            "held_until": NOW + until * timedelta(minutes=1),
        }
        slot(doctor, 3 * HOUR, **hold)
    return made


def _appointments(slots: list[Slot]) -> list[Appointment]:
    """Of the first three doctors: one in each status, and a visit that was moved twice."""
    statuses = list(AppointmentStatus)
    made: list[Appointment] = []
    for pair, (doctor, patient) in enumerate(((1, 1), (2, 1), (2, 2), (1, 3), (3, 4))):
        busy = [slot for slot in slots if slot.doctor_id == id_of(DOCTOR, doctor) and slot.status == "BUSY"]
        live = AppointmentStatus.CONFIRMED if doctor % 2 else AppointmentStatus.PENDING
        for n, status in enumerate((live, *statuses[2:])):
            slot = busy[n % 2] if n else busy[2 + pair % 4]
            made.append(_appointment(len(made) + 1, slot, patient, status))
    moved = [appointment for appointment in made if appointment.status == AppointmentStatus.CANCELLED]
    vars(moved[1]).update(rescheduled_from_id=moved[0].id)
    vars(made[7]).update(rescheduled_from_id=moved[1].id)
    return made


def _appointment(n: int, slot: Slot, patient: int, status: AppointmentStatus) -> Appointment:
    closed = status not in ("PENDING", "CONFIRMED")
    return Appointment(
        id=id_of(APPOINTMENT, n),
        slot_id=slot.id,
        doctor_id=slot.doctor_id,
        patient_id=id_of(PATIENT, patient),
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        status=status,
        reason=(None, "", "dor \"forte\"\n'no' peito \\", "🤕")[n % 4],
        fee_cents=n * 1_000,
        created_at=NOW - timedelta(days=3, microseconds=n),
        expires_at=slot.starts_at - HOUR if status == "PENDING" else None,
        confirmed_at=None if status == "PENDING" or n % 3 else NOW - timedelta(days=2),
        closed_at=NOW - timedelta(milliseconds=n) if closed else None,
        closed_by=list(Party)[n % 3] if closed else None,
        closed_reason="não pôde\tvir" if closed and n % 2 else None,
    )


def _template() -> list[Any]:
    hours = [
        (1, Weekday.MONDAY, time(8), time(12), 50, 10),
        (1, Weekday.MONDAY, time(13, 30), time(0), 25, 0),
        (1, Weekday.SUNDAY, time(0), time(23, 59), 480, 240),
        (2, Weekday.WEDNESDAY, time(7, 5), time(9, 7), 5, 3),
    ]
    rules = [
        AvailabilityRule(
            id=id_of("7", n),
            doctor_id=id_of(DOCTOR, doctor),
            weekday=day,
            starts_at=begin,
            ends_at=end,
            visit_minutes=visit,
            gap_minutes=gap,
        )
        for n, (doctor, day, begin, end, visit, gap) in enumerate(hours, 1)
    ]
    away = [(1, -9, -1, "past"), (1, -2, 0, "just over"), (1, -1, 4, None), (1, 9, 30, 'férias "2026"\n🏖')]
    absences = [
        Absence(
            id=id_of(ABSENCE, n),
            doctor_id=id_of(DOCTOR, doctor),
            starts_at=NOW + begin * timedelta(days=1),
            ends_at=NOW + end * timedelta(days=1),
            note=note,
        )
        for n, (doctor, begin, end, note) in enumerate([*away, (2, 1, 2, "theirs")], 1)
    ]
    return [*rules, *absences]
