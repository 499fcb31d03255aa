"""Accounts, the sessions that they opened, and failed attempts to sign in."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
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
    disabled_at: datetime | None = optional_instant()
    created_at: datetime = instant()


class Administrator(Table, table=True):
    """Somebody of the operator who verifies doctors."""

    __tablename__ = "administrators"
    id: UUID = Field(primary_key=True, foreign_key="accounts.id")
    name: str


class Session(Table, table=True):
    """A browser that is signed in. Only the digest of its cookie is kept."""

    __tablename__ = "sessions"
    token_digest: bytes = Field(primary_key=True, description="SHA-256 of the cookie's value.")
    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    created_at: datetime = instant()
    expires_at: datetime = instant(index=True)
    id_token: str | None = Field(default=None, description="The provider's, to sign out there too.")


class Identity(Table, table=True):
    """A person as an OpenID provider knows her, and the account that this opens; never joined by e-mail."""

    __tablename__ = "identities"
    __table_args__ = (UniqueConstraint("issuer", "subject", name="identities_one_account_per_subject"),)
    id: UUID = identifier()
    issuer: str
    subject: str
    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    created_at: datetime = instant()


class AuthorizationRequest(Table, table=True):
    """A browser that was sent to the provider, until it comes back; only the digest of its cookie is kept."""

    __tablename__ = "authorization_requests"
    browser_digest: bytes = Field(primary_key=True)
    remembered: str = Field(description="JSON: state, nonce, PKCE's verifier, where to go afterwards.")
    expires_at: datetime = instant(index=True)


class Newcomer(Table, table=True):
    """A person whom the provider named and who has no account with it yet, until a form is filled in.

    Kept as the provider wrote it, of any length; rules judge it when it is used.
    """

    __tablename__ = "newcomers"
    token_digest: bytes = Field(primary_key=True, description="SHA-256 of the cookie's value.")
    issuer: str
    subject: str
    id_token: str
    roles: str = Field(description="Space-separated, the first one to be had by whoever fills in the form.")
    name: str | None = Field(default=None)
    email: str | None = Field(default=None)
    cpf: str | None = Field(default=None)
    crm: str | None = Field(default=None, description="Such as SP-123456.")
    expires_at: datetime = instant(index=True)


class SignInThrottle(Table, table=True):
    """Failed attempts in the current window, for an identifier or an address; only its digest is kept."""

    __tablename__ = "sign_in_throttles"
    subject_digest: bytes = Field(primary_key=True)
    failures: int = Field(default=0)
    window_started_at: datetime = instant(index=True)
