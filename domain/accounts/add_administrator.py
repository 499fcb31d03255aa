"""Let somebody of the operator in."""

from datetime import datetime
from uuid import UUID

from domain.accounts import queries, rules
from domain.accounts.errors import AlreadyRegistered
from domain.accounts.form import Form
from domain.accounts.models import Account, Administrator, Role
from domain.transaction import Transaction


async def add_administrator(
    tx: Transaction, name: str, email: str, password_hash: str, now: datetime
) -> UUID:
    """An administrator signs in by e-mail. Refuses with InvalidInput and AlreadyRegistered."""
    form = Form()
    called, address = form.read("name", rules.person_name, name), form.read("email", rules.email, email)
    form.close()
    if await tx.rows(queries.TAKEN, cpf=None, email=address):
        raise AlreadyRegistered
    account = Account(
        role=Role.ADMINISTRATOR, cpf=None, email=address, password_hash=password_hash, created_at=now
    )
    tx.add(account)
    tx.add(Administrator(id=account.id, name=called))
    return account.id
