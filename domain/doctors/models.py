"""Doctors and their specialties."""

from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from domain.columns import Sortable, Table, instant, optional_instant

NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)
"""When the next free slot of a doctor without one starts: after every other."""


class Specialty(Table, table=True):
    """A specialty recognised by the Federal Council of Medicine (CFM, resolution 2.330/2023)."""

    __tablename__ = "specialties"
    code: str = Field(primary_key=True)
    name_pt: str
    name_en: str


class Doctor(Table, table=True):
    """A doctor, as patients find them once verified."""

    __tablename__ = "doctors"
    __table_args__ = (
        UniqueConstraint("crm_state", "crm_number", name="doctors_one_per_crm"),
        CheckConstraint("fee_cents >= 0", name="doctors_fee_not_negative"),
        Index("doctors_by_next_slot", "next_slot_at", "id", postgresql_where=text("verified_at IS NOT NULL")),
        Index("doctors_by_fee", "fee_cents", "id", postgresql_where=text("verified_at IS NOT NULL")),
        Index("doctors_by_name", "search_text", "id", postgresql_where=text("verified_at IS NOT NULL")),
        Index("doctors_by_words", text("array_to_tsvector(words_of(search_text))"), postgresql_using="gin"),
    )
    id: UUID = Field(primary_key=True, foreign_key="accounts.id")
    name: str
    crm_number: str = Field(description="Digits, without leading zeros.")
    crm_state: str
    bio: str = Field(default="")
    city: str
    state: str
    time_zone: str = Field(default="America/Sao_Paulo", description="IANA name.")
    fee_cents: int = Field(description="The price of one consultation, in centavos of BRL.")
    verified_at: datetime | None = optional_instant()
    search_text: str = Field(sa_type=Sortable, description="Name, city, specialties: lower case, no accents.")
    next_slot_at: datetime = instant(default=NEVER)
    published_until: date | None = Field(
        default=None, description="The template's slots exist before this day."
    )


class SearchWord(Table, table=True):
    """A word that a doctor is found by; a trigger on doctors keeps them, as an index would."""

    __tablename__ = "search_words"
    __table_args__ = (
        Index(
            "search_words_by_trigrams",
            "word",
            postgresql_using="gin",
            postgresql_ops={"word": "gin_trgm_ops"},
        ),
    )
    word: str = Field(primary_key=True, sa_type=Sortable)


class DoctorSpecialty(Table, table=True):
    """A doctor practises a specialty; `place` keeps the order in which the doctor named them."""

    __tablename__ = "doctor_specialties"
    doctor_id: UUID = Field(primary_key=True, foreign_key="doctors.id")
    specialty_code: str = Field(primary_key=True, foreign_key="specialties.code", index=True)
    place: int
