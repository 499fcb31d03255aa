"""Indexes and constraints, taken away while much is inserted and made again from their own definitions."""

from typing import Final

import asyncpg

TABLES: Final = (
    "slots",
    "appointments",
    "appointment_steps",
    "idempotency_keys",
    "events",
    "doctors",
    "doctor_specialties",
)
CONSTRAINTS: Final = """
SELECT conrelid::regclass::text AS "table", conname AS name, pg_get_constraintdef(oid) AS definition
FROM pg_constraint
WHERE contype IN ('p', 'u', 'x', 'f')
    AND (conrelid = ANY ($1::text[]::regclass[]) OR confrelid = ANY ($1::text[]::regclass[]))
ORDER BY contype = 'f', conrelid::regclass::text, conname
"""
INDEXES: Final = """
SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
FROM pg_index
WHERE indrelid = ANY ($1::text[]::regclass[])
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
ORDER BY indrelid::regclass::text, indexrelid::regclass::text
"""


async def postpone(connection: asyncpg.Connection) -> list[tuple[str, str]]:
    """Take them away; the statements, with titles, that bring them back in this order."""
    constraints = await connection.fetch(CONSTRAINTS, TABLES)
    indexes = await connection.fetch(INDEXES, TABLES)
    for row in reversed(constraints):  # foreign keys before the keys that they rely on
        await connection.execute(f'ALTER TABLE {row["table"]} DROP CONSTRAINT "{row["name"]}"')
    for row in indexes:
        await connection.execute(f"DROP INDEX {row['name']}")
    added = [
        (row["name"], f'ALTER TABLE {row["table"]} ADD CONSTRAINT "{row["name"]}" {row["definition"]}')
        for row in constraints
    ]
    return [*added, *((row["name"], row["definition"]) for row in indexes)]
