"""Integrators, what doctors granted them, and the patients that they registered."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, text
from sqlmodel import Field

from domain.columns import Table, identifier, instant, optional_instant


class Integrator(Table, table=True):
    """A partner's program, which reads and books through the same contract."""

    __tablename__ = "integrators"
    __table_args__ = (Index("integrators_one_per_name", text("lower(name)"), unique=True),)
    id: UUID = identifier()
    name: str
    scopes: str = Field(default="", description="Space-separated, as RFC 6749 section 3.3 writes them.")
    secret_digest: bytes | None = Field(
        default=None, sa_type=LargeBinary, description="SHA-256; none for a service account."
    )
    secret_since: datetime = instant()
    disabled_at: datetime | None = optional_instant()
    created_at: datetime = instant()


class ServiceAccount(Table, table=True):
    """A client of a configured OpenID provider whose tokens are this integrator's."""

    __tablename__ = "service_accounts"
    issuer: str = Field(primary_key=True)
    client: str = Field(primary_key=True, description="The token's client_id, azp or appid.")
    integrator_id: UUID = Field(foreign_key="integrators.id", index=True)


class Grant(Table, table=True):
    """A doctor lets an integrator do what its scopes allow, as they were when the doctor said so."""

    __tablename__ = "grants"
    integrator_id: UUID = Field(primary_key=True, foreign_key="integrators.id")
    doctor_id: UUID = Field(primary_key=True, foreign_key="doctors.id", index=True)
    scopes: str = Field(description="Space-separated.")
    granted_at: datetime = instant()


class Enrolment(Table, table=True):
    """An integrator registered a patient, and acts for that patient since."""

    __tablename__ = "enrolments"
    integrator_id: UUID = Field(primary_key=True, foreign_key="integrators.id")
    patient_id: UUID = Field(primary_key=True, foreign_key="patients.id", index=True)
    created_at: datetime = instant()
