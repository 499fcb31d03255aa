"""What a doctor may charge, practise and say, without the database."""

from collections.abc import Collection, Iterable
from typing import Final

from domain.accounts.form import Form
from domain.accounts.rules import Unfit, line, normalised
from domain.doctors.models import Specialty
from domain.problems import Problem

HIGHEST_FEE: Final = 10_000_000
"""R$ 100,000.00, in centavos; 0 is a free consultation."""
MOST_SPECIALTIES: Final = 5
CITY_LENGTHS: Final = (2, 80)
LONGEST_BIO: Final = 2000


def fee(cents: int) -> int:
    """The price of one consultation, in centavos of BRL."""
    if not 0 <= cents <= HIGHEST_FEE:
        raise Unfit(Problem.FEE)
    return cents


def city(text: str) -> str:
    """2 to 80 characters on one line."""
    return line(text, *CITY_LENGTHS)


def bio(text: str) -> str:
    """Up to 2000 characters, on as many lines as the doctor likes."""
    return normalised(text.strip().replace("\r\n", "\n"), 0, LONGEST_BIO, allowed="\n\t")


def read_specialties(form: Form, codes: Collection[str], known: Collection[str]) -> None:
    """One to five of those the clinic knows, each once; the one that is wrong is named by its place."""
    if not codes:
        form.refuse("specialties", Problem.REQUIRED)
    if len(codes) > MOST_SPECIALTIES:
        form.refuse("specialties", Problem.TOO_MANY)
        return
    seen: set[str] = set()
    for place, code in enumerate(codes):
        if code not in known:
            form.refuse(f"specialties.{place}", Problem.SPECIALTY)
        elif code in seen:
            form.refuse(f"specialties.{place}", Problem.REPEATED)
        seen.add(code)


def words(name: str, city: str, specialties: Iterable[Specialty], crm: str) -> str:
    """What a doctor is found by, before accents and case go; the name first, as doctors are sorted by it."""
    names = [name for specialty in specialties for name in (specialty.name_pt, specialty.name_en)]
    return " ".join([name, city, *names, "CRM", crm])
