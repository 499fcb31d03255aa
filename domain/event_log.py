"""Reading and numbering the event log: what the relay publishes and subscribers follow.

Events are written in the order in which transactions happen to run, and committed in another. The relay gives
each a position as it publishes it, so whoever has seen a position has seen all before it.
"""

from datetime import datetime
from typing import Any, Final, Protocol
from uuid import UUID

from sqlalchemy import BigInteger, Integer, bindparam, delete, func, select, update
from sqlmodel import col

from domain.events import EventRow
from domain.transaction import Transaction

AFTER: Final = bindparam("after", type_=BigInteger)
MOST: Final = bindparam("most", type_=Integer)

NEWEST: Final = select(func.coalesce(func.max(EventRow.position), 0).label("position"))
KEPT: Final = select(
    func.coalesce(func.min(EventRow.position), 1).label("oldest"),
    func.coalesce(func.max(EventRow.position), 0).label("newest"),
)
WAITING: Final = (
    select(col(EventRow.id))
    .where(col(EventRow.position).is_(None))
    .order_by(col(EventRow.id))
    .limit(MOST)
    .subquery("waiting")
)
NEXT: Final = select(
    WAITING.c.id,
    (NEWEST.scalar_subquery() + func.row_number().over(order_by=WAITING.c.id)).label("position"),
).subquery("next")
NUMBER: Final = (
    update(EventRow)
    .where(col(EventRow.id) == NEXT.c.id)
    .values(position=NEXT.c.position)
    .returning(*EventRow.__table__.columns)  # type: ignore[attr-defined]
)
PUBLISHED: Final = (
    select(EventRow).where(col(EventRow.position) > AFTER).order_by(col(EventRow.position)).limit(MOST)
)
BACKLOG: Final = select(
    func.count().label("waiting"),
    func.min(EventRow.at).label("since"),
    NEWEST.scalar_subquery().label("newest"),
).where(col(EventRow.position).is_(None))
UNTIL: Final = col(EventRow.position) <= bindparam("until", type_=BigInteger)
OF_DOCTOR: Final = PUBLISHED.where(col(EventRow.doctor_id) == bindparam("party_id"), UNTIL)
OF_PATIENT: Final = PUBLISHED.where(col(EventRow.patient_id) == bindparam("party_id"), UNTIL)
FIRST_YOUNG: Final = select(func.min(EventRow.position)).where(col(EventRow.at) >= bindparam("before"))
PRUNE: Final = delete(EventRow).where(
    col(EventRow.position) < NEWEST.scalar_subquery(),
    col(EventRow.position) < func.coalesce(FIRST_YOUNG.scalar_subquery(), NEWEST.scalar_subquery()),
)


async def number_events(tx: Transaction, most: int) -> list[EventRow]:
    """Give the next unpublished events their positions, in that order. One relay at a time may do this."""
    rows: list[Any] = await tx.rows(NUMBER, most=most)
    return sorted(rows, key=lambda event: event.position)


async def newest_position(tx: Transaction) -> int:
    """The last position that was given; 0 before the first."""
    return int((await tx.rows(NEWEST))[0].position)


class Kept(Protocol):
    """What of the log is still there: every position from the oldest to the newest."""

    oldest: int
    newest: int


async def kept(tx: Transaction) -> Kept:
    """The first position that is still kept, and the last that was given."""
    found: Kept = (await tx.rows(KEPT))[0]
    return found


class Backlog(Protocol):
    """How far the relay is behind."""

    waiting: int
    """Events that have no position yet."""
    since: datetime | None
    """When the oldest of them happened."""
    newest: int
    """The last position that was given."""


async def measure_log(tx: Transaction) -> Backlog:
    """Cheap enough to be asked every few seconds."""
    found: Backlog = (await tx.rows(BACKLOG))[0]
    return found


async def published_after(tx: Transaction, after: int, most: int) -> list[EventRow]:
    """What was published after a position, in order."""
    return await tx.all(PUBLISHED, after=after, most=most)


async def replay(tx: Transaction, party_id: UUID, after: int, until: int, most: int) -> list[EventRow]:
    """The next events of one doctor, or of one patient, in (after, until], in order."""
    binds = {"party_id": party_id, "after": after, "until": until, "most": most}
    of_doctor, of_patient = await tx.all(OF_DOCTOR, **binds), await tx.all(OF_PATIENT, **binds)
    both = {event.position or 0: event for event in (*of_doctor, *of_patient)}
    return [both[position] for position in sorted(both)][:most]


async def prune_events(tx: Transaction, before: datetime) -> int:
    """Forget events older than that instant; the newest stays, so that positions never start again.

    Always the log's beginning up to a position: what is published late, or was told of in another order than
    it was written in, leaves no hole behind a cursor that is still good.
    """
    return await tx.run(PRUNE, before=before)
