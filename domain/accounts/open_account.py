"""Open an account: the first half of every registration."""

from datetime import datetime
from uuid import UUID

from domain.accounts import queries
from domain.accounts.errors import AlreadyRegistered
from domain.accounts.models import Account, Role
from domain.accounts.registration import Person
from domain.transaction import Transaction


async def open_account(
    tx: Transaction, role: Role, person: Person, password_hash: str | None, now: datetime
) -> UUID:
    """Whoever registers, and so accepts the terms, may sign in; the id that patient or doctor share with it.

    Refuses with AlreadyRegistered. The loser of a race meets a constraint, runs again and is refused here.
    """
    if await tx.rows(queries.TAKEN, cpf=person.cpf, email=person.email):
        raise AlreadyRegistered
    account = Account(
        role=role,
        cpf=person.cpf,
        email=person.email,
        password_hash=password_hash,
        locale=person.locale,
        accepted_terms_at=now,
        created_at=now,
    )
    tx.add(account)
    return account.id
