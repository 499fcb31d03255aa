"""The demo's appointments: each life that an appointment can have, lived through the clinic's use cases.

The use cases are told when things happen, so each life is kept as it would have been: history, events, slots.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import col

from domain.appointments.book import Booking, book_appointment
from domain.appointments.cancel import cancel_appointment
from domain.appointments.complete import complete_appointment
from domain.appointments.confirm import confirm_appointment
from domain.appointments.decline import decline_appointment
from domain.appointments.expire import expire
from domain.appointments.no_show import mark_no_show
from domain.appointments.reschedule import reschedule_appointment
from domain.slots.models import Slot, SlotStatus
from domain.terms import Terms
from domain.transaction import Transaction
from domain.viewer import DoctorViewer, PatientViewer

TERMS: Final = Terms()
"""The product's own: the hours below keep to them, whatever this operator has set."""
REASONS: Final = (
    "Consulta de rotina e revisão dos exames do ano.",
    "Os sintomas voltaram há duas semanas e pioram à noite.",
    "Gostaria de uma segunda opinião antes de mudar o tratamento.",
    "Renovação de receita e ajuste da dose.",
    "Primeira consulta, por indicação da médica da família.",
    "Retorno para mostrar os resultados dos exames pedidos.",
    None,
)
FREE: Final = (
    select(Slot)
    .where(
        col(Slot.doctor_id) == bindparam("doctor_id"),
        col(Slot.status) == SlotStatus.FREE,
        col(Slot.starts_at) >= bindparam("from_at"),
        col(Slot.starts_at) < bindparam("to_at"),
    )
    .order_by(col(Slot.starts_at))
)


@dataclass
class Agenda:
    """Finds times that no other life of the demo has been in."""

    tx: Transaction
    now: datetime
    given: list[tuple[UUID, Slot]] = field(default_factory=list)

    async def find(self, doctor_id: UUID, patient_id: UUID, from_at: datetime, to_at: datetime) -> Slot:
        """A free slot at a time at which the patient has nothing else."""
        free = await self.tx.all(FREE, doctor_id=doctor_id, from_at=from_at, to_at=to_at)
        first = len(self.given) * 7 % max(len(free), 1)
        spread = free[first:] + free[:first]
        found = next(slot for slot in spread if not self._in_the_way(slot, patient_id))
        self.given.append((patient_id, found))
        return found

    def _in_the_way(self, slot: Slot, patient_id: UUID) -> bool:
        return any(
            slot.id == other.id
            or (whose == patient_id and slot.starts_at < other.ends_at and other.starts_at < slot.ends_at)
            for whose, other in self.given
        )


@dataclass(frozen=True)
class Pair:
    """A patient and the doctor whom the patient asks."""

    agenda: Agenda
    doctor_id: UUID
    patient_id: UUID
    reason: str | None

    @property
    def tx(self) -> Transaction:
        """The one transaction in which everything happens."""
        return self.agenda.tx

    def ago(self, hours: int) -> datetime:
        """So many hours before now."""
        return self.agenda.now - timedelta(hours=hours)

    async def ahead(self) -> Slot:
        """A free slot of the next days."""
        return await self.agenda.find(self.doctor_id, self.patient_id, self.ago(-30), self.ago(-24 * 12))

    async def behind(self) -> Slot:
        """A slot of the past days that nobody had."""
        return await self.agenda.find(self.doctor_id, self.patient_id, self.ago(24 * 9), self.ago(24))

    async def ask(self, slot: Slot, at: datetime) -> UUID:
        """Book it."""
        return await book_appointment(self.tx, self.patient_id, Booking(slot.id, self.reason), TERMS, at)

    async def agree(self, slot: Slot, at: datetime) -> UUID:
        """Book it; the doctor confirms ten hours later."""
        booked = await self.ask(slot, at)
        return await confirm_appointment(self.tx, self.doctor_id, booked, at + timedelta(hours=10))


async def pending(pair: Pair) -> None:
    """Asked for this morning."""
    await pair.ask(await pair.ahead(), pair.ago(3))


async def confirmed(pair: Pair) -> None:
    """Going to take place."""
    await pair.agree(await pair.ahead(), pair.ago(40))


async def declined(pair: Pair) -> None:
    """The doctor said no."""
    booked = await pair.ask(await pair.ahead(), pair.ago(60))
    why = "Neste dia estarei em um congresso; há horários livres na semana seguinte."
    await decline_appointment(pair.tx, pair.doctor_id, booked, why, pair.ago(50))


async def expired(pair: Pair) -> None:
    """Nobody answered within a day."""
    booked = await pair.ask(await pair.ahead(), pair.ago(80))
    await expire(pair.tx, booked, pair.ago(56))


async def cancelled_by_patient(pair: Pair) -> None:
    """The patient called it off."""
    booked = await pair.agree(await pair.ahead(), pair.ago(90))
    patient = PatientViewer(pair.patient_id)
    why = "Surgiu uma viagem de trabalho nessa data."
    await cancel_appointment(pair.tx, patient, booked, why, TERMS, pair.ago(20))


async def cancelled_by_doctor(pair: Pair) -> None:
    """The doctor called it off."""
    booked = await pair.agree(await pair.ahead(), pair.ago(96))
    doctor = DoctorViewer(pair.doctor_id)
    why = "Preciso atender uma emergência; peço desculpas pela mudança."
    await cancel_appointment(pair.tx, doctor, booked, why, TERMS, pair.ago(26))


async def rescheduled(pair: Pair) -> None:
    """Moved twice: the last one waits for an answer."""
    first = await pair.agree(await pair.ahead(), pair.ago(110))
    second, third, patient = await pair.ahead(), await pair.ahead(), PatientViewer(pair.patient_id)
    moved = await reschedule_appointment(pair.tx, patient, first, second.id, TERMS, pair.ago(70))
    await confirm_appointment(pair.tx, pair.doctor_id, moved, pair.ago(65))
    await reschedule_appointment(pair.tx, patient, moved, third.id, TERMS, pair.ago(8))


async def completed(pair: Pair) -> None:
    """Took place."""
    slot = await pair.behind()
    booked = await pair.agree(slot, slot.starts_at - timedelta(hours=60))
    await complete_appointment(pair.tx, pair.doctor_id, booked, slot.ends_at)


async def missed(pair: Pair) -> None:
    """The doctor waited for twenty minutes."""
    slot = await pair.behind()
    booked = await pair.agree(slot, slot.starts_at - timedelta(hours=48))
    await mark_no_show(pair.tx, pair.doctor_id, booked, slot.starts_at + timedelta(minutes=20))


LIVES: Final[tuple[Callable[[Pair], Awaitable[None]], ...]] = (
    pending,
    confirmed,
    declined,
    expired,
    cancelled_by_patient,
    cancelled_by_doctor,
    rescheduled,
    completed,
    missed,
)
