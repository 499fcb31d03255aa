"""The limit of booking: the statements that ours sends, by hand, with nothing around them.

No refusal is worded, no use case is run again, nobody is counted, nothing is told to who listens.
"""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

import asyncpg
import orjson
from starlette.requests import Request
from starlette.responses import Response
from uuid_utils.compat import uuid7

WHO: Final = """
SELECT accounts.id FROM accounts JOIN sessions ON account_id = accounts.id
WHERE token_digest = $1 AND sessions.expires_at > $2 AND disabled_at IS NULL"""
LOCK: Final = """
SELECT pg_advisory_xact_lock(hashtextextended(doctor_id::text, 0)),
    pg_advisory_xact_lock(hashtextextended($2, 0))
FROM slots WHERE id = $1"""
SEE: Final = """
SELECT slots.doctor_id, slots.starts_at, slots.ends_at, slots.status, held_by, held_until, verified_at,
    next_slot_at, fee_cents, fingerprint, appointment_id, (
        SELECT id FROM appointments AS a WHERE a.patient_id = $1 AND a.status IN ('PENDING', 'CONFIRMED')
            AND tstzrange(a.starts_at, a.ends_at) && tstzrange(slots.starts_at, slots.ends_at) LIMIT 1
    ) AS in_the_way_id
FROM patients LEFT JOIN slots ON slots.id = $2 LEFT JOIN doctors ON doctors.id = slots.doctor_id
    LEFT JOIN idempotency_keys AS k ON k.patient_id = patients.id AND k.key = $3
WHERE patients.id = $1"""
CLAIM: Final = """
UPDATE slots SET status = 'BUSY', held_by = NULL, held_until = NULL
WHERE id = $1 AND status = 'FREE' AND starts_at > $2
    AND (held_until IS NULL OR held_until <= $2 OR held_by = $3)"""
KEEP: Final = """
WITH appointment AS (
    INSERT INTO appointments (id, slot_id, doctor_id, patient_id, starts_at, ends_at, status, fee_cents,
        created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, 'PENDING', $7, $8, $9)
), key AS (
    INSERT INTO idempotency_keys (patient_id, key, fingerprint, appointment_id, created_at)
    VALUES ($4, $10, $11, $1, $8)
), step AS (
    INSERT INTO appointment_steps (appointment_id, at, party, account_id, to_status)
    VALUES ($1, $8, 'PATIENT', $4, 'PENDING')
)
INSERT INTO events (id, kind, at, doctor_id, patient_id, appointment_id, slot_id)
VALUES ($12, 'AppointmentBooked', $8, $3, $4, $1, $2)"""
SHOW: Final = """
SELECT convert_to('{"data":{"bookAppointment":{"id":"' || a.id || '","status":"' || a.status
    || '","slot":{"startsAt":' || replace(to_json(s.starts_at)::text, '+00:00', 'Z') || '}}}}', 'UTF8')
FROM appointments AS a JOIN slots AS s ON s.id = slot_id WHERE a.id = $1 AND a.patient_id = $2"""
DAY: Final = timedelta(days=1)


async def book(reader: asyncpg.Pool, writer: asyncpg.Pool, request: Request) -> Response:
    """The patient whose session it is gets the slot, or everything breaks."""
    wish = orjson.loads(await request.body())["variables"]["input"]
    slot, key, now = UUID(wish["slotId"]), wish["idempotencyKey"], datetime.now(UTC)
    digest = sha256(request.cookies["healthmed"].encode()).digest()
    async with reader.acquire() as connection:
        patient: UUID = await connection.fetchval(WHO, digest, now)
    async with writer.acquire() as connection:
        booked = await _booked(connection, patient, slot, key, now)
    async with reader.acquire() as connection:
        shown: bytes = await connection.fetchval(SHOW, booked, patient)
    return Response(shown, media_type="application/json")


async def _booked(connection: Any, patient: UUID, slot: UUID, key: str, now: datetime) -> UUID:
    booked = uuid7()
    await connection.execute("BEGIN")
    await connection.fetch(LOCK, slot, str(patient))
    seen = await connection.fetchrow(SEE, patient, slot, key)
    await connection.fetch(CLAIM, slot, now, patient)
    about = seen["doctor_id"], patient, seen["starts_at"], seen["ends_at"], seen["fee_cents"]
    ends = now, min(now + DAY, seen["starts_at"])
    print_now = sha256(slot.bytes).digest()
    await connection.fetch(KEEP, booked, slot, *about, *ends, key, print_now, uuid7())
    await connection.execute("COMMIT")
    return booked
