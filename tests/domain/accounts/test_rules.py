"""Fields as people type them: what is kept of them, and what is wrong with them."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from validate_docbr import CPF

from domain.accounts import rules
from domain.accounts.rules import ByCpf, ByCrm, ByEmail, Unfit, parse_crm, parse_identifier
from domain.problems import Problem
from tests.clinic import Clinic

RULES: list[Callable[[str], Any]] = [
    rules.person_name,
    rules.cpf,
    rules.email,
    rules.password,
    rules.phone,
    rules.time_zone,
    rules.locale,
    rules.state,
    rules.crm_number,
]
ANY_TEXT = st.text(st.characters(), max_size=300) | st.from_regex(r"\A[\x00-\x7f]{0,30}\Z")
FORMS = ["{s}-{n}", "{n}/{s}", "CRM/{s} {n}", "CRM-{s} {n}", "crm {s}{n}"]
STATES = st.sampled_from(sorted(rules.STATES))
NUMBERS = st.integers(1, 10**10 - 1).map(str)


def _checked(number: int) -> str:
    """Nine digits and their two check digits, by Receita Federal's sums."""
    digits = [int(digit) for digit in f"{number:09}"]
    for _ in range(2):
        total = sum(weight * digit for weight, digit in enumerate(reversed(digits), start=2))
        digits.append(-total % 11 % 10 if total % 11 > 1 else 0)
    return "".join(map(str, digits))


CPFS = st.integers(0, 999_999_999).map(_checked).filter(lambda digits: len(set(digits)) > 1)


def problem_with(rule: Callable[[Any], Any], typed: Any) -> Problem | None:
    """What the rule says, or None when it takes it."""
    try:
        rule(typed)
    except Unfit as unfit:
        return unfit.problem
    return None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@given(typed=ANY_TEXT)
@example(typed="\x00")
@example(typed="\ud800 Ana")
@example(typed="Ana\u202eazuoS")
@example(typed="e\u0301" * 60)
@example(typed="\u2000a\u2001")
@example(typed="x" * 131_072)
@example(typed="\u0315\u0300" * 65_536)
def test_a_rule_takes_any_text_and_what_it_keeps_it_keeps_again(rule: Callable[[str], Any], typed: str):
    try:
        kept = rule(typed)
    except Unfit:
        return
    assert rule(kept or "") == kept
    assert "\x00" not in (kept or "").encode().decode()


@given(ANY_TEXT)
@example("CRM" + "." * 290)
@example("@" * 300)
@example("SP-\ud800")
def test_any_text_is_somebody_or_nobody(typed: str):
    assert isinstance(parse_identifier(typed), ByCpf | ByCrm | ByEmail | None)
    assert isinstance(parse_crm(typed), ByCrm | None)


@given(digits=CPFS)
def test_a_cpf_is_read_with_and_without_its_mask(digits: str):
    spaced = f" {digits[:3]} {digits[3:6]} {digits[6:9]} {digits[9:]} "
    for written in (digits, CPF().mask(digits), spaced):
        assert rules.cpf(written) == digits
        assert parse_identifier(written) == ByCpf(digits)


@given(digits=CPFS, place=st.integers(9, 10), step=st.integers(1, 9))
def test_a_wrong_check_digit_is_found(digits: str, place: int, step: int):
    other = str((int(digits[place]) + step) % 10)
    assert problem_with(rules.cpf, digits[:place] + other + digits[place + 1 :]) is Problem.CPF


@pytest.mark.parametrize("typed", ["111.111.111-11", "000", "5299822472", "529982247250", "٥٢٩٩٨٢٢٤٧٢٥", "x"])
def test_what_is_no_cpf(typed: str):
    assert problem_with(rules.cpf, typed) is Problem.CPF


@given(STATES, NUMBERS, st.sampled_from(FORMS))
@example("SP", "123456", "CRM {n} {s}")
@example("SP", "123456", "CRM{s}{n}")
@example("SP", "123456", "  {n} - {s} ")
@example("SP", "123.456", "CRM/{s} {n}")
def test_a_crm_is_read_in_every_form(state: str, number: str, form: str):
    expected = ByCrm(state, number.replace(".", ""))
    for zeros in ("", "00"):
        written = form.format(s=state, n=zeros + number)
        assert [parse_identifier(w) for w in (written, written.lower())] == [expected, expected]


@pytest.mark.parametrize(
    "typed",
    ["XX-123", "SP-0", "SP-12345678901", "SP", "123456", "CRM 123456", "SP-12a", "SP--", "CRM/SP 1 2", ""],
)
def test_what_is_no_crm(typed: str):
    assert parse_identifier(typed) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Ana.Souza+med@Example.COM ", "ana.souza+med@example.com"),
        ("a@b.co", "a@b.co"),
        ("x@xn--aa-kia.com.br", "x@xn--aa-kia.com.br"),
        ("a" * 64 + "@example.com", "a" * 64 + "@example.com"),
    ],
)
def test_an_email_is_kept_in_lower_case(typed: str, kept: str):
    assert rules.email(typed) == kept
    assert parse_identifier(typed) == ByEmail(kept)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "ana",
            "ana@",
            "@example.com",
            "ana@example",
            "ana@-example.com",
            "ana@example..com",
            "a..b@example.com",
        ),
        *(
            ".ana@example.com",
            "ana@example.com\nBcc: x@y.zz",
            "an a@example.com",
            "ana@exam_ple.com",
            "a@1.2.3.4",
        ),
        *(
            "joão@example.com",
            "\u212aelvin@example.com",
            "<a@example.com>",
            "a" * 65 + "@example.com",
            "a@b.c\x00",
        ),
    ],
)
def test_what_is_no_email(typed: str):
    assert problem_with(rules.email, typed) is Problem.EMAIL


def test_an_email_has_254_characters_at_the_most():
    domain = ".".join(["d" * 61] * 3) + ".com"
    assert problem_with(rules.email, "a" * (253 - len(domain)) + "@" + domain) is None
    assert problem_with(rules.email, "a" * (254 - len(domain)) + "@" + domain) is Problem.TOO_LONG


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana   de\u00a0Souza ", "Ana de Souza"),
        ("Jose\u0301", "Jos\u00e9"),
        ("Ng\u1ecdc D'Ávila-Sá Jr.", "Ng\u1ecdc D'Ávila-Sá Jr."),
        ("\tLi\n", "Li"),
        ("é" * 120, "é" * 120),
        ("e\u0301" * 120, "é" * 120),
    ],
)
def test_a_name_is_tidied(typed: str, kept: str):
    assert rules.person_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", Problem.REQUIRED),
        (" \u2003 ", Problem.REQUIRED),
        ("A", Problem.TOO_SHORT),
        ("é" * 121, Problem.TOO_LONG),
        ("12 34", Problem.NAME),
        ("Ana\nSouza", Problem.CHARACTERS),
        ("Ana\x00", Problem.CHARACTERS),
        ("Ana \ud83d", Problem.CHARACTERS),
        ("\u202eanA", Problem.CHARACTERS),
    ],
)
def test_what_is_no_name(typed: str, problem: Problem):
    assert problem_with(rules.person_name, typed) is problem


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", Problem.REQUIRED),
        (" " * 12, Problem.REQUIRED),
        ("seven77", Problem.TOO_SHORT),
        ("x" * 129, Problem.TOO_LONG),
        ("password\x00", Problem.CHARACTERS),
        ("eight 88", None),
        ("  spaces count  ", None),
        ("x" * 128, None),
    ],
)
def test_a_password_has_8_to_128_characters(typed: str, problem: Problem | None):
    assert problem_with(rules.password, typed) is problem


@given(st.text(st.characters(categories=("L", "M")), min_size=8, max_size=40))
def test_a_password_is_the_same_on_every_keyboard(typed: str):
    composed, decomposed = (unicodedata.normalize(form, typed) for form in ("NFC", "NFD"))
    if problem_with(rules.password, composed) is None:
        assert rules.password(decomposed) == rules.password(composed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (None, None),
        ("  ", None),
        ("(11) 98765-4321", "+5511987654321"),
        ("011 98765 4321", "+5511987654321"),
        ("5511987654321", "+5511987654321"),
        ("+55 (11) 3333.4444", "+551133334444"),
        ("55 98765-4321", "+5555987654321"),
        ("+1 415 555 0123", "+14155550123"),
        ("+351 912 345 678", "+351912345678"),
    ],
)
def test_a_phone_is_kept_in_e164(typed: str | None, kept: str | None):
    assert rules.phone(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["98765-4321", "+5511", "+0123456789", "14155550123999999", "call me", "+", "1\x00", "+55 01 33334444"],
)
def test_what_is_no_phone(typed: str):
    assert problem_with(rules.phone, typed) is Problem.PHONE


@pytest.mark.parametrize("zone", ["America/Sao_Paulo", "America/Argentina/Ushuaia", "Europe/Lisbon", "UTC"])
def test_a_time_zone_is_named_after_a_place(zone: str):
    assert rules.time_zone(zone) == zone


@pytest.mark.parametrize(
    "zone",
    ["BRT", "GMT0", "Etc/GMT+3", "America/Sao_paulo", "posix/UTC", "../etc/passwd", "America/", "localtime"],
)
def test_other_time_zones_are_not_taken(zone: str):
    assert problem_with(rules.time_zone, zone) is Problem.TIME_ZONE


async def test_postgresql_knows_every_time_zone_that_is_taken(clinic: Clinic):
    known = {row["name"] for row in await clinic.fetch("SELECT name FROM pg_timezone_names")}
    assert rules.time_zones() - known == set()


def test_the_other_fields():
    assert [rules.locale("pt-BR"), rules.locale("en"), rules.state(" sp "), rules.accepted(True)] == [
        *("pt-BR", "en", "SP", True)
    ]
    assert problem_with(rules.locale, "pt") is Problem.LOCALE
    assert problem_with(rules.state, "XX") is Problem.STATE
    assert problem_with(rules.accepted, False) is Problem.TERMS
    assert problem_with(rules.crm_number, "12a") is Problem.CRM
    assert len(rules.STATES) == 27
