"""Patients."""

from uuid import UUID

from sqlmodel import Field

from domain.columns import Table


class Patient(Table, table=True):
    """A patient. CPF and e-mail stand in the account of the same id."""

    __tablename__ = "patients"
    id: UUID = Field(primary_key=True, foreign_key="accounts.id")
    name: str
    phone: str | None = Field(default=None)
    time_zone: str = Field(default="America/Sao_Paulo", description="IANA name.")
