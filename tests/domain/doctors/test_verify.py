"""An administrator verifies a doctor, by CRM."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from cli.verify import verify
from domain.doctors.errors import DoctorNotFound
from domain.doctors.verify import verify_doctor
from tests.clinic import Clinic


async def test_a_doctor_is_verified_by_any_form_of_the_crm(clinic: Clinic):
    doctor = await clinic.doctor(verified_at=None)
    other = await clinic.doctor(verified_at=None)
    crm = f"crm/sp {doctor.crm_number}"
    verified = await clinic.database.write(lambda tx: verify_doctor(tx, crm, clinic.now))
    assert (verified.id, verified.verified_at) == (doctor.id, clinic.now)
    assert (await clinic.row("doctors", doctor.id)).verified_at == clinic.now
    assert (await clinic.row("doctors", other.id)).verified_at is None


async def test_twice_is_the_same_as_once(clinic: Clinic):
    doctor = await clinic.doctor(verified_at=clinic.now)
    crm, later = f"SP-{doctor.crm_number}", clinic.now + timedelta(days=1)
    assert (await clinic.database.write(lambda tx: verify_doctor(tx, crm, later))).verified_at == clinic.now


@pytest.mark.parametrize("crm", ["SP-7777777777", "nonsense", "", "\x00", "529.982.247-25"])
async def test_an_unknown_crm_is_refused(clinic: Clinic, crm: str):
    with pytest.raises(DoctorNotFound):
        await clinic.database.write(lambda tx: verify_doctor(tx, crm, clinic.now))


async def test_the_command_says_who_is_verified(
    clinic: Clinic, database_url: str, capsys: pytest.CaptureFixture[str]
):
    doctor = await clinic.doctor(verified_at=None)
    before = datetime.now(UTC)
    await asyncio.to_thread(verify, f"SP-{doctor.crm_number}", database_url)
    said = f"Ana Souza (CRM SP-{doctor.crm_number}) is verified: patients find this doctor now.\n"
    assert capsys.readouterr().out == said
    assert (await clinic.row("doctors", doctor.id)).verified_at >= before


@pytest.mark.parametrize(
    ("crm", "url", "said"),
    [
        ("SP-7777777777", None, "No doctor is registered with the CRM 'SP-7777777777'"),
        ("SP-1", "postgresql://postgres@127.0.0.1:1/none", "The database does not answer"),
    ],
)
async def test_the_command_fails_in_one_sentence(database_url: str, crm: str, url: str | None, said: str):
    with pytest.raises(SystemExit) as end:
        await asyncio.to_thread(verify, crm, url or database_url)
    assert str(end.value.code).startswith(said)
