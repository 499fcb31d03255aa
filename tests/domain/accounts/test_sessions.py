"""Who holds a session, and until when."""

import secrets
from datetime import timedelta
from uuid import UUID

from domain.accounts.change_password import change_password
from domain.accounts.models import Account, Role
from domain.accounts.prune import prune_sign_ins
from domain.accounts.sessions import LIFETIME, close_session, digest_of, find_viewer, open_session
from domain.accounts.sign_out import sign_out
from domain.columns import new_id
from domain.transaction import Transaction
from domain.viewer import AdministratorViewer, DoctorViewer, PatientViewer, SignedInViewer
from tests.clinic import Clinic
from tests.domain.accounts.people import Door, a_patient


async def opened(clinic: Clinic, account_id: UUID) -> str:
    return await clinic.database.write(lambda tx: open_session(tx, account_id, clinic.now))


async def holder(clinic: Clinic, token: str, after: timedelta = timedelta()) -> SignedInViewer | None:
    return await clinic.database.look(lambda tx: find_viewer(tx, token, clinic.now + after))


async def test_a_token_leads_to_its_viewer(clinic: Clinic, door: Door):
    patient, doctor = await clinic.patient(), await clinic.doctor()
    foreigner = await door.patient(a_patient(locale="en"))
    assert await holder(clinic, await opened(clinic, patient.id)) == PatientViewer(patient.id, "pt-BR")
    assert await holder(clinic, await opened(clinic, doctor.id)) == DoctorViewer(doctor.id, "pt-BR")
    assert await holder(clinic, await opened(clinic, foreigner)) == PatientViewer(foreigner, "en")


async def test_an_administrator_is_one(clinic: Clinic):
    account = Account(id=new_id(), role=Role.ADMINISTRATOR, cpf=None, email=None, created_at=clinic.now)

    async def work(tx: Transaction) -> str:
        tx.add(account)
        return await open_session(tx, account.id, clinic.now)

    token = await clinic.database.write(work)
    assert await holder(clinic, token) == AdministratorViewer(account.id, "pt-BR")


async def test_a_session_ends_after_twelve_hours(clinic: Clinic):
    token = await opened(clinic, (await clinic.patient()).id)
    assert timedelta(hours=12) == LIFETIME
    assert await holder(clinic, token, LIFETIME - timedelta(microseconds=1))
    assert await holder(clinic, token, LIFETIME) is None


async def test_a_token_that_nobody_was_given_is_nobody(clinic: Clinic):
    token = await opened(clinic, (await clinic.patient()).id)
    for other in ("", token[:-1], token + "=", token.swapcase(), "\x00", "\ud800", "é" * 10_000):
        assert await holder(clinic, other) is None


async def test_signing_out_ends_this_session_alone(clinic: Clinic):
    patient = await clinic.patient()
    here, there = await opened(clinic, patient.id), await opened(clinic, patient.id)
    assert await clinic.database.write(lambda tx: sign_out(tx, here)) is True
    assert await holder(clinic, here) is None
    assert await holder(clinic, there)
    assert await clinic.database.write(lambda tx: sign_out(tx, here)) is False
    assert await clinic.database.write(lambda tx: sign_out(tx, None)) is False
    assert await clinic.database.write(lambda tx: close_session(tx, there)) is True


async def test_a_new_password_ends_every_session(clinic: Clinic):
    patient, other = await clinic.patient(), await clinic.patient()
    tokens = [await opened(clinic, patient.id) for _ in range(3)]
    untouched = await opened(clinic, other.id)
    await clinic.database.write(lambda tx: change_password(tx, patient.id, "quick:new"))
    assert [await holder(clinic, token) for token in tokens] == [None] * 3
    assert await holder(clinic, untouched)
    assert (await clinic.row("accounts", patient.id)).password_hash == "quick:new"


async def test_the_session_that_changed_the_password_may_stay(clinic: Clinic):
    patient = await clinic.patient()
    here, there = await opened(clinic, patient.id), await opened(clinic, patient.id)
    await clinic.database.write(lambda tx: change_password(tx, patient.id, "quick:new", keep=here))
    assert await holder(clinic, here)
    assert await holder(clinic, there) is None


async def test_pruning_deletes_what_is_over_and_nothing_else(clinic: Clinic, door: Door):
    patient = await clinic.patient()
    token, digest = await opened(clinic, patient.id), secrets.token_bytes(32)
    later = clinic.now + LIFETIME
    fresh = await clinic.database.write(lambda tx: open_session(tx, patient.id, later))

    async def kept() -> int:
        rows = await clinic.fetch(
            "SELECT token_digest FROM sessions WHERE token_digest = ANY($1)"
            " UNION ALL SELECT subject_digest FROM sign_in_throttles WHERE subject_digest = $2",
            [digest_of(token), digest_of(fresh)],
            digest,
        )
        return len(rows)

    async with clinic.database._writer.acquire() as connection:
        await connection.execute("INSERT INTO sign_in_throttles VALUES ($1, 3, $2)", digest, clinic.now)
    before = await kept()
    await clinic.database.write(lambda tx: prune_sign_ins(tx, clinic.now))
    assert (before, await kept()) == (3, 3)
    assert await clinic.database.write(lambda tx: prune_sign_ins(tx, later)) >= 2
    assert await kept() == 1
    assert await clinic.database.look(lambda tx: find_viewer(tx, fresh, later))
