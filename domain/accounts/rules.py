"""What a person may be called, reached and known by, without the database.

A rule takes a field as it was typed and gives it back as it is kept, or raises Unfit; what it gives back, it
takes and gives back unchanged. Nothing that PostgreSQL cannot keep (NUL, half a surrogate pair) passes one.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import available_timezones

from validate_docbr import CPF

from domain.problems import Problem

STATES: Final = frozenset(
    {"AC", "AL", "AM", "AP", "BA", "CE", "DF", "ES", "GO", "MA", "MG", "MS", "MT", "PA"}
    | {"PB", "PE", "PI", "PR", "RJ", "RN", "RO", "RR", "RS", "SC", "SE", "SP", "TO"}
)
"""The 26 states and the Federal District (IBGE); each has a regional council of medicine, a CRM."""
LOCALES: Final = frozenset({"pt-BR", "en"})
AREAS: Final = frozenset(
    {"Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia"}
    | {"Europe", "Indian", "Pacific"}
)
"""IANA's geographic areas: `Etc/...`, `GMT0` and `Brazil/East` are left out."""

NAME_LENGTHS: Final = (2, 120)
PASSWORD_LENGTHS: Final = (8, 128)
"""OWASP ASVS 5.0, 6.2.1 and 6.2.9, asks for 8 at the least and room for 64."""
LONGEST_EMAIL: Final = 254
"""RFC 5321's path of 256 octets without its angle brackets."""
LONGEST_LOCAL_PART: Final = 64
LONGEST_IDENTIFIER: Final = 300
NFC_SHRINKS: Final = 4
"""Longer than this many times the limit, a text is too long however it is normalised; so it is not."""

UNFIT: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Control characters, surrogates, line separators, and marks that turn the direction of what follows."""
EMAIL: Final = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})"
)
"""The address of WHATWG's <input type=email> that has a top-level domain and no stray dots; ASCII."""
CPF_DIGITS: Final = re.compile(r"[0-9]{11}")
BRAZILIAN_PHONE: Final = re.compile(r"(?:\+?55|0)?([1-9][1-9]9?[0-9]{8})")
"""Area code and number, as Anatel numbers them; the country's code or the trunk's 0 may stand before."""
E164: Final = re.compile(r"\+[1-9][0-9]{9,14}")
CRM_NUMBER: Final = re.compile(r"0*([1-9][0-9]{0,9})")
CRM_STATE_FIRST: Final = re.compile(r"(?:CRM)?[ /.:-]*([A-Z]{2})[ /.:-]*([0-9][0-9.]*)")
CRM_STATE_LAST: Final = re.compile(r"(?:CRM[ /.:-]*)?([0-9][0-9.]*)[ /-]*([A-Z]{2})")


class Unfit(ValueError):
    """A field cannot be taken; accounts/form.py knows which field it is."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class ByCpf(NamedTuple):
    """Somebody, named by a CPF."""

    cpf: str


class ByCrm(NamedTuple):
    """A doctor, named by the state's council and the number there."""

    state: str
    number: str


class ByEmail(NamedTuple):
    """Somebody, named by an e-mail address."""

    email: str


def normalised(text: str, least: int, most: int, *, allowed: str = "") -> str:
    """NFC (RFC 8265 asks for it), `least` to `most` characters, none of them unfit but those `allowed`."""
    if len(text) > most * NFC_SHRINKS:
        raise Unfit(Problem.TOO_LONG)
    if set(UNFIT.findall(text)) - set(allowed):
        raise Unfit(Problem.CHARACTERS)
    text = unicodedata.normalize("NFC", text)
    if least and not text.strip():
        raise Unfit(Problem.REQUIRED)
    if not least <= len(text) <= most:
        raise Unfit(Problem.TOO_SHORT if len(text) < least else Problem.TOO_LONG)
    return text


def line(text: str, least: int, most: int) -> str:
    """One line of words with single spaces between them."""
    text = text.strip()
    if len(text) <= most * NFC_SHRINKS and not UNFIT.search(text):
        text = " ".join(unicodedata.normalize("NFC", text).split())
    return normalised(text, least, most)


def person_name(text: str) -> str:
    """A name: 2 to 120 characters, at least one of them a letter."""
    name = line(text, *NAME_LENGTHS)
    if not any(character.isalpha() for character in name):
        raise Unfit(Problem.NAME)
    return name


def cpf(text: str) -> str:
    """Eleven digits, the last two of which check the others; 111.111.111-11 and its like are none."""
    digits = re.sub(r"[ .-]", "", _given(text))
    if not CPF_DIGITS.fullmatch(digits) or not CPF().validate(digits):
        raise Unfit(Problem.CPF)
    return digits


def email(text: str) -> str:
    """An address in lower case, so that one person has one account however it is typed."""
    address = _given(text)
    if len(address) > LONGEST_EMAIL:
        raise Unfit(Problem.TOO_LONG)
    address = address.lower() if address.isascii() else ""
    if not EMAIL.fullmatch(address) or address.index("@") > LONGEST_LOCAL_PART:
        raise Unfit(Problem.EMAIL)
    return address


def password(text: str) -> str:
    """8 to 128 characters, spaces included but not alone; typed on any keyboard it is the same password."""
    return normalised(text, *PASSWORD_LENGTHS)


def phone(text: str | None) -> str | None:
    """+5511987654321, or another country's number in E.164; nothing is None."""
    if text is None or not text.strip():
        return None
    number = re.sub(r"[ ().-]", "", text.strip())
    if at_home := BRAZILIAN_PHONE.fullmatch(number):
        return f"+55{at_home[1]}"
    if not E164.fullmatch(number) or number.startswith("+55"):
        raise Unfit(Problem.PHONE)
    return number


@lru_cache(maxsize=1)
def time_zones() -> frozenset[str]:
    """UTC and IANA's zones that are named after a place; read once, it takes 50 ms."""
    return frozenset({"UTC"} | {zone for zone in available_timezones() if zone.partition("/")[0] in AREAS})


def time_zone(text: str) -> str:
    """A place's IANA zone, e.g. America/Sao_Paulo, or UTC."""
    zone = _given(text)
    if zone not in time_zones():
        raise Unfit(Problem.TIME_ZONE)
    return zone


def locale(text: str) -> str:
    """A language that the clinic speaks."""
    if text not in LOCALES:
        raise Unfit(Problem.LOCALE)
    return text


def accepted(terms: bool) -> bool:
    """The terms of use are accepted, or there is no account."""
    if not terms:
        raise Unfit(Problem.TERMS)
    return terms


def state(text: str) -> str:
    """A state's two letters, in capitals."""
    code = _given(text).upper()
    if code not in STATES:
        raise Unfit(Problem.STATE)
    return code


def crm_number(text: str) -> str:
    """One to ten digits, without leading zeros and the dots that people put between thousands."""
    number = CRM_NUMBER.fullmatch(_given(text).replace(".", ""))
    if not number:
        raise Unfit(Problem.CRM)
    return number[1]


def parse_crm(text: str) -> ByCrm | None:
    """A CRM as doctors write it: SP-123456, 123456/SP, CRM/SP 123456, crm sp123.456."""
    written = text.strip().upper() if len(text) <= LONGEST_IDENTIFIER and text.isascii() else ""
    if found := CRM_STATE_FIRST.fullmatch(written):
        parts = (found[1], found[2])
    elif found := CRM_STATE_LAST.fullmatch(written):
        parts = (found[2], found[1])
    else:
        return None
    try:
        return ByCrm(state(parts[0]), crm_number(parts[1]))
    except Unfit:
        return None


def parse_identifier(text: str) -> ByCpf | ByCrm | ByEmail | None:
    """Who wants to sign in: an e-mail, a CPF with or without dots, or a CRM; None is nobody."""
    if len(text) > LONGEST_IDENTIFIER:
        return None
    try:
        return ByEmail(email(text)) if "@" in text else ByCpf(cpf(text))
    except Unfit:
        return parse_crm(text)


def _given(text: str) -> str:
    if not text.strip():
        raise Unfit(Problem.REQUIRED)
    return text.strip()
