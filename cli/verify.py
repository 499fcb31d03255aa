"""Let patients find a doctor: `python -m cli verify SP-123456`."""

import asyncio
import sys
from datetime import UTC, datetime

from domain.doctors.errors import DoctorNotFound
from domain.doctors.models import Doctor
from domain.doctors.verify import verify_doctor
from domain.transaction import Unavailable
from infra.database import Database


def verify(crm: str, database_url: str) -> None:
    """Say in one sentence who is verified now, or why nobody is (on stderr, exit code 1)."""
    try:
        doctor = asyncio.run(_verify(crm, database_url))
    except DoctorNotFound:
        sys.exit(f"No doctor is registered with the CRM {crm!r}: it is written like SP-123456.")
    except Unavailable:
        sys.exit("The database does not answer: nobody was verified.")
    whom = f"{doctor.name} (CRM {doctor.crm_state}-{doctor.crm_number})"
    print(f"{whom} is verified: patients find this doctor now.")


async def _verify(crm: str, database_url: str) -> Doctor:
    async with Database(database_url, read_pool=1, write_pool=1) as database:
        return await database.write(lambda tx: verify_doctor(tx, crm, datetime.now(UTC)))
