"""The demo's doctors and patients: rows of the two files beside this one. All of them are invented."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from datetime import time
from pathlib import Path
from typing import Any, Final

from domain.accounts.rules import parse_crm
from domain.availability.models import Weekday
from domain.availability.rules import WeeklyRule
from domain.doctors.register import DoctorRegistration
from domain.patients.register import PatientRegistration

PASSWORD: Final = "demo-1234-demo"  # noqa: S105 - for everybody to know
ADMINISTRATOR: Final = "Sônia Rezende Prates"
ADMINISTRATOR_EMAIL: Final = "admin@example.com"
HERE: Final = Path(__file__).parent
DOCTORS: Final = HERE / "demo_doctors.csv"
PATIENTS: Final = HERE / "demo_patients.csv"

CITIES: Final = {
    "São Paulo": ("SP", "America/Sao_Paulo"),
    "Rio de Janeiro": ("RJ", "America/Sao_Paulo"),
    "Belo Horizonte": ("MG", "America/Sao_Paulo"),
    "Porto Alegre": ("RS", "America/Sao_Paulo"),
    "Salvador": ("BA", "America/Bahia"),
    "Recife": ("PE", "America/Recife"),
    "Fortaleza": ("CE", "America/Fortaleza"),
    "Manaus": ("AM", "America/Manaus"),
    "Cuiabá": ("MT", "America/Cuiaba"),
    "Rio Branco": ("AC", "America/Rio_Branco"),
}
"""Each city's state and time zone."""

MON, TUE, WED, THU, FRI, SAT, SUN = Weekday


def _each(
    days: tuple[Weekday, ...], starts: int, ends: int, visit: int = 50, gap: int = 10
) -> list[WeeklyRule]:
    """The same hours on some days of the week."""
    return [WeeklyRule(day, time(starts), time(ends), visit, gap) for day in days]


WEEKS: Final = {
    "mornings": _each((MON, TUE, WED, THU, FRI), 8, 12),
    "afternoons": _each((MON, TUE, THU, FRI), 13, 18),
    "evenings": _each((MON, TUE, WED, THU), 18, 22),
    "saturdays": _each((SAT,), 8, 14) + _each((TUE, THU), 19, 22),
    "alternate": _each((MON, WED, FRI), 9, 12, 30, 0) + _each((WED,), 14, 16),
    "split": _each((TUE, WED, FRI), 10, 12, 40, 20) + _each((TUE, FRI), 15, 18, 40, 20),
}
"""The shapes of a doctor's week."""


def doctors() -> Iterator[tuple[DoctorRegistration, list[WeeklyRule]]]:
    """What each doctor filled in, and when each works."""
    for row in _rows(DOCTORS):
        state, zone = CITIES[row["city"]]
        crm = parse_crm(row["crm"])
        assert crm is not None, row["crm"]
        yield (
            DoctorRegistration(
                **_person(row, zone),
                crm_number=crm.number,
                crm_state=crm.state,
                specialties=tuple(row["specialties"].split()),
                fee_cents=int(row["fee"]) * 100,
                city=row["city"],
                state=state,
                bio=row["bio"],
            ),
            WEEKS[row["week"]],
        )


def patients() -> Iterator[PatientRegistration]:
    """What each patient filled in."""
    for row in _rows(PATIENTS):
        _, zone = CITIES[row["city"]]
        yield PatientRegistration(**_person(row, zone), phone=row["phone"], locale=row["locale"])


def sign_ins() -> list[tuple[str, str, str]]:
    """Role, identifier and password of one of each kind: the first of each file, and the administrator."""
    patient, doctor = next(_rows(PATIENTS)), next(_rows(DOCTORS))
    return [
        ("Patient", patient["cpf"], PASSWORD),
        ("Doctor", doctor["crm"], PASSWORD),
        ("Administrator", ADMINISTRATOR_EMAIL, PASSWORD),
    ]


def email_of(name: str) -> str:
    """First and last name at example.com, which nobody ever receives mail at (RFC 2606)."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    words = re.findall("[a-z]+", plain)
    return f"{words[0]}.{words[-1]}@example.com"


def _person(row: dict[str, str], zone: str) -> dict[str, Any]:
    return {
        "name": row["name"],
        "cpf": row["cpf"],
        "email": email_of(row["name"]),
        "password": PASSWORD,
        "accepts_terms": True,
        "time_zone": zone,
    }


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
