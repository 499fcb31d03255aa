"""Accounts, the sessions that they opened, and failed attempts to sign in."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from domain.columns import Table, identifier, instant, one_of, optional_instant, word


class Role(StrEnum):
    """What an account is here for."""

    PATIENT = "PATIENT"
    DOCTOR = "DOCTOR"
    ADMINISTRATOR = "ADMINISTRATOR"


class Account(Table, table=True):
    """One person who may sign in. Its id is also the id of the patient, doctor or administrator."""

    __tablename__ = "accounts"
    __table_args__ = (
        Index("accounts_one_per_cpf", "cpf", unique=True),
        Index("accounts_one_per_email", "email", unique=True),
        one_of("role", Role, "accounts_role_known"),
    )
    id: UUID = identifier()
    role: Role = word()
    cpf: str | None = Field(description="Eleven digits, without punctuation.")
    email: str | None = Field(description="In lower case.")
    password_hash: str | None = Field(default=None, description="argon2id, in PHC format.")
    locale: str = Field(default="pt-BR", description="pt-BR or en.")
    accepted_terms_at: datetime | None = optional_instant()
    created_at: datetime = instant()


class Administrator(Table, table=True):
    """Somebody of the operator who verifies doctors."""

    __tablename__ = "administrators"
    id: UUID = Field(primary_key=True, foreign_key="accounts.id")
    name: str


class Integrator(Table, table=True):
    """A partner's program, which reads and books through the same contract."""

    __tablename__ = "integrators"
    id: UUID = identifier()
    name: str
    scopes: str = Field(default="", description="Space-separated, as RFC 6749 section 3.3 writes them.")
    created_at: datetime = instant()


class Session(Table, table=True):
    """A browser that is signed in. Only the digest of its cookie is kept."""

    __tablename__ = "sessions"
    token_digest: bytes = Field(primary_key=True, description="SHA-256 of the cookie's value.")
    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    created_at: datetime = instant()
    expires_at: datetime = instant(index=True)


class SignInThrottle(Table, table=True):
    """Failed attempts in the current window, for an identifier or an address; only its digest is kept."""

    __tablename__ = "sign_in_throttles"
    subject_digest: bytes = Field(primary_key=True)
    failures: int = Field(default=0)
    window_started_at: datetime = instant(index=True)
