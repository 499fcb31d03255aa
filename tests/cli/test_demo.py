"""What `python -m cli seed` leaves behind."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import pytest
from validate_docbr import CPF

from cli import demo
from cli.demo_people import CITIES, PASSWORD
from domain.accounts.models import Role
from domain.accounts.sign_in import sign_in
from domain.appointments.models import AppointmentStatus
from infra.database import Database
from infra.passwords import Passwords
from infra.settings import Settings
from tests.databases import new_database

COUNTED = "accounts administrators doctors patients slots absences appointments appointment_steps events"


@dataclass
class Seeded:
    """A database of its own, and how it is asked."""

    url: str
    connection: asyncpg.Connection

    async def fetch(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in await self.connection.fetch(sql, *values)]

    async def counts(self) -> dict[str, int]:
        return {table: (await self.fetch(f"SELECT count(*) FROM {table}"))[0][0] for table in COUNTED.split()}


@pytest.fixture(scope="module")
async def seeded(worker_id: str) -> AsyncIterator[Seeded]:
    """A database that was filled once; the tests of this module leave it as it is."""
    url = await new_database(f"demo_{worker_id}")
    await demo.seed(Settings(database_url=url))
    connection = await asyncpg.connect(url)
    yield Seeded(url, connection)
    await connection.close()


async def test_there_are_people_of_every_kind(seeded: Seeded):
    counts = await seeded.counts()
    assert (counts["doctors"], counts["patients"], counts["administrators"]) == (60, 25, 1)
    assert counts["accounts"] == 86
    [(specialties, cities)] = await seeded.fetch(
        "SELECT count(DISTINCT specialty_code), (SELECT count(DISTINCT city) FROM doctors)"
        " FROM doctor_specialties"
    )
    assert (specialties, cities) == (12, 10)


async def test_doctors_are_as_patients_would_expect_them(seeded: Seeded):
    doctors = await seeded.fetch(
        "SELECT city, crm_state, state, time_zone, fee_cents, bio FROM doctors WHERE verified_at IS NOT NULL"
    )
    assert len(doctors) == 60
    for city, crm_state, state, time_zone, fee_cents, bio in doctors:
        assert (state, time_zone) == CITIES[city]
        assert crm_state == state
        assert 12_000 <= fee_cents <= 65_000
        assert bio.count(".") == 2


async def test_cpfs_are_valid(seeded: Seeded):
    cpfs = [cpf for (cpf,) in await seeded.fetch("SELECT cpf FROM accounts WHERE cpf IS NOT NULL")]
    assert len(cpfs) == 85
    assert all(CPF().validate(cpf) for cpf in cpfs)


async def test_appointments_are_in_every_status(seeded: Seeded):
    found = {status for (status,) in await seeded.fetch("SELECT DISTINCT status FROM appointments")}
    assert found == set(AppointmentStatus)


@pytest.mark.parametrize(("party", "place"), [("doctor", 1), ("patient", 0)])
async def test_whoever_signs_in_sees_every_status(seeded: Seeded, party: str, place: int):
    identifier = demo.DEMO_SIGN_INS[place][1]
    kept = "".join(sign for sign in identifier if sign.isdigit())
    column = {"doctor": "crm_number", "patient": "cpf"}[party]
    found = await seeded.fetch(
        f"SELECT DISTINCT status FROM appointments JOIN {party}s ON {party}s.id = {party}_id"
        f" JOIN accounts ON accounts.id = {party}_id WHERE {column} = $1",
        kept,
    )
    assert {status for (status,) in found} == set(AppointmentStatus)


async def test_one_chain_was_moved_twice(seeded: Seeded):
    chains = await seeded.fetch(
        "SELECT third.status, second.status, second.closed_by, first.status FROM appointments third"
        " JOIN appointments second ON second.id = third.rescheduled_from_id"
        " JOIN appointments first ON first.id = second.rescheduled_from_id"
    )
    assert chains
    assert set(chains) == {("PENDING", "CANCELLED", "SYSTEM", "CANCELLED")}


async def test_every_status_has_its_history_and_its_event(seeded: Seeded):
    last = await seeded.fetch(
        "SELECT a.status, s.to_status, a.created_at <= s.at, s.at <= now() FROM appointments a"
        " CROSS JOIN LATERAL (SELECT * FROM appointment_steps WHERE appointment_id = a.id"
        " ORDER BY id DESC LIMIT 1) s"
    )
    assert len(last) == (await seeded.counts())["appointments"]
    assert all(status == to and after and before for status, to, after, before in last)
    steps = await seeded.fetch("SELECT at, from_status, to_status FROM appointment_steps ORDER BY id")
    told = await seeded.fetch("SELECT kind FROM events WHERE appointment_id IS NOT NULL")
    replaced = sum(1 for row in await seeded.fetch("SELECT 1 FROM events WHERE kind LIKE '%Rescheduled'"))
    assert (
        len(told) == len(steps) - replaced
    )  # moving is one event and two steps: the old one's, the new one's


async def test_what_is_live_is_ahead_and_can_be_answered(seeded: Seeded):
    live = await seeded.fetch(
        "SELECT status, starts_at, expires_at FROM appointments WHERE status IN ('PENDING', 'CONFIRMED')"
    )
    now = datetime.now(UTC)
    assert Counter(status for status, *_ in live).keys() == {"PENDING", "CONFIRMED"}
    assert all(starts_at > now for _, starts_at, _ in live)
    assert all(expires_at > now for _, _, expires_at in live if expires_at)


async def test_next_slots_are_true(seeded: Seeded):
    [(seeded_at,)] = await seeded.fetch("SELECT max(created_at) + '3 hours' FROM appointments")
    kept = await seeded.fetch(
        "SELECT next_slot_at, (SELECT min(starts_at) FROM slots WHERE doctor_id = doctors.id"
        " AND status = 'FREE' AND starts_at > $1) FROM doctors",
        seeded_at,
    )
    assert len(kept) == 60
    assert all(next_slot_at == true for next_slot_at, true in kept)


async def test_slots_reach_the_horizon_and_no_farther(seeded: Seeded):
    [(first, last)] = await seeded.fetch("SELECT min(published_until), max(published_until) FROM doctors")
    today = datetime.now(UTC).date()
    horizon = today + timedelta(days=Settings().horizon_days)
    assert horizon - timedelta(days=1) <= first <= last <= horizon  # Rio Branco's day may be yesterday's


@pytest.mark.parametrize(("role", "identifier", "password"), demo.DEMO_SIGN_INS)
async def test_the_printed_sign_ins_sign_in(seeded: Seeded, role: str, identifier: str, password: str):
    passwords = Passwords()
    async with Database(seeded.url, read_pool=1, write_pool=1) as database:
        now = datetime.now(UTC)
        entered = await sign_in(database, passwords, identifier, password, "127.0.0.1", now)
    passwords.close()
    [(kept,)] = await seeded.fetch("SELECT role FROM accounts WHERE id = $1", entered.viewer.id)
    assert kept == role.upper()


async def test_one_sign_in_of_each_kind_is_printed():
    assert {role.upper() for role, *_ in demo.DEMO_SIGN_INS} == set(Role)
    assert {password for *_, password in demo.DEMO_SIGN_INS} == {PASSWORD}


async def test_a_second_run_changes_nothing_and_says_so(seeded: Seeded, capsys: pytest.CaptureFixture[str]):
    before = await seeded.counts()
    await demo.seed(Settings(database_url=seeded.url))
    assert await seeded.counts() == before
    assert capsys.readouterr().out == "The database has accounts already: no demo data was added.\n"


async def test_of_two_runs_at_once_one_fills_the_database(worker_id: str, capsys: pytest.CaptureFixture[str]):
    settings = Settings(database_url=await new_database(f"demo_twice_{worker_id}"))
    await asyncio.gather(demo.seed(settings), demo.seed(settings))
    said = sorted(capsys.readouterr().out.splitlines())
    assert said == [
        "Added 60 doctors, 25 patients and their appointments.",
        "The database has accounts already: no demo data was added.",
    ]


@pytest.mark.parametrize("horizon_days", [1, 366])
async def test_any_horizon_will_do(worker_id: str, horizon_days: int):
    url = await new_database(f"demo_horizon_{worker_id}")
    await demo.seed(Settings(database_url=url, horizon_days=horizon_days))


@pytest.mark.parametrize("weekday", range(7))
async def test_any_day_will_do(worker_id: str, weekday: int):
    url = await new_database(f"demo_day_{worker_id}")
    now = datetime(2027, 2, 1 + weekday, 3 * weekday, 30, tzinfo=UTC)
    async with Database(url, read_pool=1, write_pool=1) as database:
        assert await database.write(lambda tx: demo.furnish(tx, "hash", 14, now))
