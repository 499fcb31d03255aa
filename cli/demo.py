"""Demo data: a clinic that has been open for two weeks, for whoever wants to try it.

Everything is made by the use cases that the API calls, with the times at which it would have happened, and in
one transaction: all of it is there, or nothing.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from cli.demo_people import ADMINISTRATOR, ADMINISTRATOR_EMAIL, PASSWORD, doctors, patients, sign_ins
from cli.demo_visits import LIVES, REASONS, Agenda, Pair
from domain.accounts.models import Account, Administrator, Role
from domain.doctors.register import register_doctor
from domain.event_log import number_events
from domain.patients.register import register_patient
from domain.slots.add_absence import add_absence
from domain.slots.next_slot import pass_time
from domain.slots.set_availability import set_availability
from domain.transaction import Transaction
from infra.database import Database
from infra.passwords import Passwords
from infra.settings import Settings

OPEN_FOR: Final = timedelta(days=14)
SHORTEST_HORIZON: Final = 14
"""The appointments ahead need two weeks of slots, however few this operator publishes."""
ROUNDS: Final = 4
"""How often each life is lived by a doctor and a patient of no particular fame."""
ALL: Final = 1_000_000
"""What happened before anybody looked is no news: nobody is sent mail about it."""
ANYBODY: Final = select(col(Account.id)).limit(1)

DEMO_SIGN_INS: Final = sign_ins()
"""Role, identifier and password of one of each kind."""


async def seed(settings: Settings) -> None:
    """Fill a database that has no accounts; leave any other as it is, and say so."""
    assert settings.database_url is not None
    horizon_days = max(settings.horizon_days, SHORTEST_HORIZON)
    with closing(Passwords()) as passwords:
        hashed = await passwords.hash(PASSWORD)
    async with Database(settings.database_url, read_pool=1, write_pool=1) as database:
        now = datetime.now(UTC)
        added = await database.write(lambda tx: furnish(tx, hashed, horizon_days, now))
    print(added or "The database has accounts already: no demo data was added.")


async def furnish(tx: Transaction, hashed: str, horizon_days: int, now: datetime) -> str | None:
    """What was added, in a sentence; None when there is somebody already."""
    if await tx.rows(ANYBODY):
        return None
    opened = now - OPEN_FOR
    administrator(tx, hashed, opened)
    doctor_ids = await open_practices(tx, hashed, horizon_days + OPEN_FOR.days, opened)
    patient_ids = [await register_patient(tx, patient, hashed, opened) for patient in patients()]
    pairs = list(meetings(Agenda(tx, now), doctor_ids, patient_ids))
    for number, pair in enumerate(pairs):
        await LIVES[number % len(LIVES)](pair)
    congress = now + timedelta(days=20)
    await add_absence(tx, doctor_ids[0], congress, congress + timedelta(days=3), "Congresso", now)
    await pass_time(tx, now)
    await number_events(tx, ALL)
    return f"Added {len(doctor_ids)} doctors, {len(patient_ids)} patients and their appointments."


def administrator(tx: Transaction, hashed: str, opened: datetime) -> None:
    """Somebody of the operator; not by the use case, which refuses when two seed at once."""
    account = Account(
        role=Role.ADMINISTRATOR, cpf=None, email=ADMINISTRATOR_EMAIL, password_hash=hashed, created_at=opened
    )
    tx.add(account)
    tx.add(Administrator(id=account.id, name=ADMINISTRATOR))


async def open_practices(tx: Transaction, hashed: str, days: int, opened: datetime) -> list[UUID]:
    """Register every doctor and publish the slots of as many days from the opening on."""
    doctor_ids = []
    for registration, week in doctors():
        doctor_id = await register_doctor(tx, registration, hashed, opened, auto_verify=True)
        await set_availability(tx, doctor_id, week, days, opened)
        doctor_ids.append(doctor_id)
    return doctor_ids


def meetings(agenda: Agenda, doctor_ids: Sequence[UUID], patient_ids: Sequence[UUID]) -> Iterator[Pair]:
    """Who meets whom, life after life: whoever signs in as the first doctor or patient sees one of each."""
    lives = len(LIVES)
    (first_doctor, *colleagues), (first_patient, *neighbours) = doctor_ids, patient_ids
    known = [(first_doctor, neighbours[n]) for n in range(lives)]
    known += [(colleagues[4 + 6 * n], first_patient) for n in range(lives)]
    others = range(lives * ROUNDS)
    rest = [(colleagues[n * 7 % len(colleagues)], neighbours[n % len(neighbours)]) for n in others]
    for number, (doctor_id, patient_id) in enumerate(known + rest):
        yield Pair(agenda, doctor_id, patient_id, REASONS[number % len(REASONS)])
