"""Verifying doctors, and keeping accounts out."""

import strawberry

from domain.accounts.enable import enable_account
from domain.doctors.disable_account import disable_account
from domain.doctors.verify_by_id import verify_doctor_by_id
from domain.viewer import AdministratorViewer
from schema.access import ADMINISTRATORS
from schema.accounts.problems import AccountNotFound
from schema.administration.types import Account
from schema.doctors.problems import DoctorNotFound
from schema.doctors.types import Doctor
from schema.guards import must_be
from schema.mutations import Info, mutation, row_id
from schema.outcome import Outcome
from schema.problems import InvalidInput, result

VerifyDoctorResult = result("VerifyDoctorResult", Doctor, DoctorNotFound)
DisableAccountResult = result("DisableAccountResult", Account, AccountNotFound, InvalidInput)
EnableAccountResult = result("EnableAccountResult", Account, AccountNotFound)


@strawberry.type
class AdministrationMutations:
    """What administrators do."""

    @mutation(ADMINISTRATORS, VerifyDoctorResult, "Administrator: patients find the doctor from now on.")
    async def verify_doctor(self, info: Info, id: strawberry.ID) -> Outcome:
        context, doctor = info.context, row_id(id)
        await context.transactions.write(lambda tx: verify_doctor_by_id(tx, doctor, context.now))
        return Outcome("Doctor", id=doctor)

    @mutation(
        ADMINISTRATORS,
        DisableAccountResult,
        "Administrator: nobody signs in to it any more, and whoever was is out at once. A doctor is not"
        " found any more.",
    )
    async def disable_account(self, info: Info, id: strawberry.ID) -> Outcome:
        context, account = info.context, row_id(id)
        oneself = must_be(AdministratorViewer, context.viewer).account_id
        await context.transactions.write(lambda tx: disable_account(tx, oneself, account, context.now))
        return Outcome("Account", id=account)

    @mutation(
        ADMINISTRATORS,
        EnableAccountResult,
        "Administrator: takes that back. A doctor must be verified again.",
    )
    async def enable_account(self, info: Info, id: strawberry.ID) -> Outcome:
        context, account = info.context, row_id(id)
        await context.transactions.write(lambda tx: enable_account(tx, account))
        return Outcome("Account", id=account)
