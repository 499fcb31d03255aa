"""Signing in: by any identifier, never telling more than yes or no, and not too often."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from validate_docbr import CPF

from domain.accounts.change_password import change_password
from domain.accounts.errors import InvalidCredentials, TooManyAttempts
from domain.accounts.sessions import find_viewer
from domain.accounts.sign_in import SignedIn, sign_in
from domain.accounts.throttle import MOST_PER_ADDRESS, MOST_PER_IDENTIFIER, WINDOW
from domain.viewer import DoctorViewer, PatientViewer
from infra.database import Database, DatabaseTransaction
from infra.passwords import Passwords
from tests.domain.accounts.people import PASSWORD, Door, QuickPasswords, a_doctor, a_patient


@dataclass
class Watched:
    """Transactions that know how many are open, and what was asked in each."""

    database: Database
    open: int = 0
    asked: list[list[str]] = field(default_factory=list)

    async def write(self, work: Callable[[Any], Awaitable[Any]]) -> Any:
        async def watched(tx: DatabaseTransaction) -> Any:
            statements: list[str] = []
            self.asked.append(statements)
            self.open += 1
            rows = tx.rows

            async def noted(statement: Any, **binds: Any) -> Any:
                statements.append(type(statement).__name__)
                return await rows(statement, **binds)

            tx.rows = noted  # type: ignore[method-assign]
            try:
                return await work(tx)
            finally:
                self.open -= 1

        return await self.database.write(watched)


async def outcome(attempt: Awaitable[SignedIn]) -> object:
    """What came of it, as something to compare and count."""
    try:
        return type((await attempt).viewer)
    except TooManyAttempts:
        return TooManyAttempts
    except InvalidCredentials:
        return InvalidCredentials


async def test_a_doctor_signs_in_by_crm_email_or_cpf(door: Door):
    form = a_doctor(crm_state="RJ")
    doctor, n = await door.doctor(form), form.crm_number
    crms = [f"RJ-{n}", f"{n}/RJ", f"CRM/RJ {n}", f"CRM-RJ {n}", f"crm rj{n}", f" rj - 00{n} "]
    for identifier in (*crms, form.email, form.email.upper(), form.cpf, CPF()._only_digits(form.cpf)):
        entered = await door.enter(identifier)
        assert entered.viewer == DoctorViewer(doctor, "pt-BR"), identifier


async def test_a_patient_signs_in_by_cpf_or_email(door: Door, database: Database, now: datetime):
    form = a_patient(locale="en")
    patient = await door.patient(form)
    for identifier in (form.cpf, CPF()._only_digits(form.cpf), form.email, f"  {form.email.upper()} "):
        entered = await door.enter(identifier)
        assert entered.viewer == PatientViewer(patient, "en")
        assert entered.token not in repr(entered)
    assert await database.look(lambda tx: find_viewer(tx, entered.token, now)) == entered.viewer


async def test_the_real_passwords_let_in_and_keep_out(database: Database, now: datetime):
    passwords = Passwords()
    door = Door(database, now, passwords)
    form = a_patient(password="Ação é segredo")
    await door.patient(form)
    typed = ["Ac\u0327a\u0303o e\u0301 segredo", "acao e segredo"]
    assert [await outcome(door.enter(form.cpf, t)) for t in typed] == [PatientViewer, InvalidCredentials]
    assert await outcome(door.enter("nobody@example.com")) is InvalidCredentials
    passwords.close()


async def test_unknown_malformed_and_wrong_are_the_same_and_take_the_same_steps(
    database: Database, door: Door, now: datetime
):
    form = a_patient()
    await door.patient(form)
    unknown = CPF().generate()
    tries = [
        (form.email, "wrong password"),
        (form.email, "x" * 129),
        (form.email, ""),
        (form.email, "\x00\ud800 password"),
        (unknown, PASSWORD),
        ("SP-999999999", PASSWORD),
        ("nobody@example.com", PASSWORD),
        ("no identifier", PASSWORD),
        ("", PASSWORD),
        ("\x00", PASSWORD),
        ("\ud800", PASSWORD),
        ("x" * 100_000, PASSWORD),
    ]
    steps = []
    for identifier, password in tries:
        watched, passwords = Watched(database), QuickPasswords()
        attempt = sign_in(watched, passwords, identifier, password, door.address, now)
        assert await outcome(attempt) is InvalidCredentials, (identifier[:30], password[:30])
        steps.append((watched.asked, len(passwords.asked)))
    assert all(step == ([["Insert", "Select"]], 1) for step in steps), steps


async def test_an_account_without_a_password_lets_nobody_in(door: Door, database: Database):
    form = a_patient()
    patient = await door.patient(form)
    async with database._writer.acquire() as connection:
        await connection.execute("UPDATE accounts SET password_hash = NULL WHERE id = $1", patient)
    for password in (PASSWORD, "", "nobody's password"):
        assert await outcome(door.enter(form.email, password)) is InvalidCredentials


async def test_no_transaction_is_open_while_a_password_is_verified(
    database: Database, door: Door, now: datetime
):
    form, watched = a_patient(), Watched(database)
    await door.patient(form)

    class Watching(QuickPasswords):
        async def verify(self, hashed: str | None, password: str) -> bool:
            assert watched.open == 0
            return await super().verify(hashed, password)

    passwords = Watching()
    await sign_in(watched, passwords, form.cpf, PASSWORD, door.address, now)
    assert (len(passwords.asked), len(watched.asked)) == (1, 2)


async def test_a_password_that_changed_meanwhile_opens_no_session(
    database: Database, door: Door, now: datetime
):
    form = a_patient()
    patient = await door.patient(form)

    class Slow(QuickPasswords):
        async def verify(self, hashed: str | None, password: str) -> bool:
            await database.write(lambda tx: change_password(tx, patient, "quick:another password"))
            return await super().verify(hashed, password)

    door.passwords = Slow()
    assert await outcome(door.enter(form.cpf)) is InvalidCredentials
    assert await outcome(door.enter(form.cpf, "another password")) is PatientViewer


async def test_of_a_flood_on_one_account_ten_are_verified(door: Door):
    form, passwords = a_patient(), QuickPasswords()
    await door.patient(form)
    door.passwords = passwords
    written = [form.cpf, CPF()._only_digits(form.cpf), f" {form.cpf} "]
    flood = [outcome(door.enter(written[n % 3], "wrong password", address=f"192.0.2.{n}")) for n in range(30)]
    outcomes = Counter(await asyncio.gather(*flood))
    assert outcomes == {InvalidCredentials: MOST_PER_IDENTIFIER, TooManyAttempts: 20}
    assert len(passwords.asked) == MOST_PER_IDENTIFIER
    assert await outcome(door.enter(form.cpf)) is TooManyAttempts
    assert await outcome(door.enter(form.email)) is PatientViewer


@pytest.mark.parametrize("identifier", ["SP-888888888", "gone@example.org", "no identifier at all"])
async def test_who_is_not_there_is_throttled_too(door: Door, identifier: str):
    outcomes = [await outcome(door.enter(identifier)) for _ in range(MOST_PER_IDENTIFIER + 1)]
    assert outcomes == [InvalidCredentials] * MOST_PER_IDENTIFIER + [TooManyAttempts]


async def test_of_a_flood_from_one_address_a_hundred_are_verified(door: Door):
    async def turn(n: int) -> object:
        return await outcome(door.enter(f"{n}@{door.address[5:]}.example.com"))

    outcomes = Counter(await asyncio.gather(*(turn(n) for n in range(120))))
    assert outcomes == {InvalidCredentials: MOST_PER_ADDRESS, TooManyAttempts: 20}
    form = a_patient()
    await door.patient(form)
    for _ in range(MOST_PER_IDENTIFIER + 1):  # what is refused for the address does not count for the account
        assert await outcome(door.enter(form.cpf)) is TooManyAttempts
    assert await outcome(door.enter(form.cpf, address="192.0.2.200")) is PatientViewer


async def test_one_may_try_again_when_it_says_so(door: Door, now: datetime):
    form = a_patient()
    await door.patient(form)
    for minute in range(MOST_PER_IDENTIFIER):
        await outcome(door.enter(form.cpf, "wrong password", now=now + timedelta(minutes=minute)))
    later = now + timedelta(minutes=10, milliseconds=1)
    with pytest.raises(TooManyAttempts) as refusal:
        await door.enter(form.cpf, now=later)
    assert refusal.value.retry_after_seconds == 300
    with pytest.raises(TooManyAttempts) as refusal:
        await door.enter(form.cpf, now=now + WINDOW - timedelta(microseconds=1))
    assert refusal.value.retry_after_seconds == 1
    assert await outcome(door.enter(form.cpf, now=now + WINDOW)) is PatientViewer


async def test_signing_in_forgives_the_account_and_gives_the_address_its_attempt_back(
    door: Door, now: datetime
):
    form = a_patient()
    await door.patient(form)
    for _ in range(3):
        for _ in range(MOST_PER_IDENTIFIER - 1):
            assert await outcome(door.enter(form.cpf, "wrong password")) is InvalidCredentials
        assert await outcome(door.enter(form.cpf)) is PatientViewer
    failed = 3 * (MOST_PER_IDENTIFIER - 1)
    for n in range(MOST_PER_ADDRESS - failed):
        assert await outcome(door.enter(f"{n}@{door.address[5:]}.example.net")) is InvalidCredentials
    assert await outcome(door.enter(form.cpf)) is TooManyAttempts


async def test_a_subscribers_ipv6_addresses_are_one(door: Door):
    async def turn(n: int) -> object:
        return await outcome(door.enter(f"v6-{n}@example.com", address=f"2001:db8:0:7::{n:x}"))

    outcomes = Counter([await turn(n) for n in range(MOST_PER_ADDRESS + 2)])
    assert outcomes == {InvalidCredentials: MOST_PER_ADDRESS, TooManyAttempts: 2}
    assert await outcome(door.enter("v6@example.com", address="2001:db8:0:8::1")) is InvalidCredentials


async def test_nothing_secret_is_kept_as_it_was_typed(door: Door, database: Database):
    form = a_patient(password="a secret of this test alone")
    await door.patient(form)
    passwords = Passwords()
    door.passwords = passwords
    real = a_patient(password="another secret of this test")
    await door.patient(real)
    entered = await door.enter(real.cpf, real.password)
    await outcome(door.enter(real.cpf, "wrong secret of this test"))
    passwords.close()
    digits = CPF()._only_digits(real.cpf)
    async with database._reader.acquire() as connection:
        tables = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        held = {
            table: "\n".join(row[0] for row in await connection.fetch(f"SELECT t::text FROM {table} t"))
            for (table,) in tables
        }
    hexed = [entered.token, digits]
    for secret in (*hexed, *(s.encode().hex() for s in hexed), real.password, "wrong secret", door.address):
        assert {table for table, text in held.items() if secret in text} <= {"accounts"}, secret
    assert all(real.password not in text and entered.token not in text for text in held.values())
    assert {table for table, text in held.items() if digits in text} == {"accounts"}
    assert digits not in repr(real)
    assert real.password not in repr(real)
