"""Administrators, and accounts that are kept out."""

import pytest

from domain.accounts.add_administrator import add_administrator
from domain.accounts.enable import enable_account
from domain.accounts.errors import AccountNotFound, AlreadyRegistered, InvalidCredentials
from domain.accounts.sessions import find_viewer, open_session
from domain.accounts.sign_in import SignedIn, sign_in
from domain.doctors.disable_account import disable_account
from domain.doctors.errors import DoctorNotFound
from domain.doctors.verify_by_id import verify_doctor_by_id
from domain.errors import InvalidInput
from domain.viewer import AdministratorViewer
from infra.passwords import Passwords
from tests.clinic import Clinic


async def test_an_administrator_signs_in_by_e_mail_until_the_account_is_disabled(clinic: Clinic, now):
    passwords = Passwords()
    hashed = await passwords.hash("correct horse")
    id = await clinic.database.write(
        lambda tx: add_administrator(tx, "Olga Nunes", "Olga@Example.com", hashed, now)
    )

    async def enter() -> SignedIn:
        return await sign_in(
            clinic.database, passwords, "olga@example.com", "correct horse", "192.0.2.1", now
        )

    entered = await enter()
    assert entered.viewer == AdministratorViewer(id, "pt-BR")
    other = await clinic.administrator()
    await clinic.database.write(lambda tx: disable_account(tx, other, id, now))
    assert await clinic.database.look(lambda tx: find_viewer(tx, entered.token, now)) is None
    with pytest.raises(InvalidCredentials):
        await enter()
    await clinic.database.write(lambda tx: enable_account(tx, id))
    assert (await enter()).viewer.id == id
    passwords.close()


async def test_an_e_mail_is_an_administrators_once(clinic: Clinic, now):
    async def add(email: str):
        await clinic.database.write(lambda tx: add_administrator(tx, "Olga", email, "x", now))

    await add("once@example.com")
    with pytest.raises(AlreadyRegistered):
        await add("once@example.com")
    with pytest.raises(InvalidInput):
        await add("no address")


async def test_a_disabled_doctor_is_found_no_more_and_must_be_verified_again(clinic: Clinic, now):
    doctor, administrator = await clinic.doctor(), await clinic.administrator()
    token = await clinic.database.write(lambda tx: open_session(tx, doctor.id, now))
    await clinic.database.write(lambda tx: disable_account(tx, administrator, doctor.id, now))
    assert await clinic.database.look(lambda tx: find_viewer(tx, token, now)) is None
    assert (await clinic.row("doctors", doctor.id))["verified_at"] is None
    with pytest.raises(DoctorNotFound):
        await clinic.database.write(lambda tx: verify_doctor_by_id(tx, doctor.id, now))
    await clinic.database.write(lambda tx: enable_account(tx, doctor.id))
    await clinic.database.write(lambda tx: verify_doctor_by_id(tx, doctor.id, now))
    assert (await clinic.row("doctors", doctor.id))["verified_at"] == now


async def test_nobody_disables_oneself_or_who_is_not_there(clinic: Clinic, now):
    administrator, integrator = await clinic.administrator(), await clinic.integrator()
    with pytest.raises(InvalidInput):
        await clinic.database.write(lambda tx: disable_account(tx, administrator, administrator, now))
    with pytest.raises(AccountNotFound):
        await clinic.database.write(lambda tx: disable_account(tx, administrator, integrator.id, now))
    with pytest.raises(AccountNotFound):
        await clinic.database.write(lambda tx: enable_account(tx, integrator.id))
