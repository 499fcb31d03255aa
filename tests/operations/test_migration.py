"""A large table changes while people are at work, and no request fails: expand, fill, contract."""

import asyncio
from pathlib import Path

import asyncpg
import pytest

from migrations.known import newest
from migrations.run import StillInUse, migrate_async
from tests.clinic import Clinic
from tests.migrations.versions import add
from tests.operations.load import WATCHERS, Load
from tests.operations.stack import running

ROWS = 400_000
EXPAND, FILL, CONTRACT = (f"{int(newest()) + n:04}" for n in (1, 2, 3))
MANY = """
INSERT INTO events (id, position, kind, at, doctor_id, slot_id)
SELECT
    gen_random_uuid(), n - $2, 'SlotPublished', now() - interval '1 day', gen_random_uuid(), gen_random_uuid()
FROM generate_series(1, $1::integer) AS n
"""
ADD = """
ALTER TABLE events ADD COLUMN weight integer NOT NULL DEFAULT 0;
ALTER TABLE events ADD COLUMN told text;
ALTER TABLE events ADD CONSTRAINT events_weigh CHECK (weight >= 0) NOT VALID
"""
PIECES = """
DO $$
DECLARE
    filled integer := 1;
    begun timestamptz := now();
BEGIN
    WHILE filled > 0 LOOP
        UPDATE events SET told = kind WHERE id IN
            (SELECT id FROM events WHERE told IS NULL AND at < begun LIMIT 10000 FOR UPDATE SKIP LOCKED);
        GET DIAGNOSTICS filled = ROW_COUNT;
        COMMIT;
    END LOOP;
END $$;

ALTER TABLE events VALIDATE CONSTRAINT events_weigh;

CREATE INDEX CONCURRENTLY IF NOT EXISTS events_by_kind ON events (kind, at)
"""
DROP = "ALTER TABLE events DROP COLUMN weight"


async def test_a_large_table_changes_under_load_and_no_request_fails(
    clinic: Clinic, database_url: str, tmp_path: Path
):
    versions = tmp_path / "versions"
    versions.mkdir()
    await many_events(database_url)
    add(versions, EXPAND, ADD)
    add(versions, FILL, PIECES, "piecemeal = True", after=EXPAND)
    async with running(database_url, tmp_path) as stack:
        load = await Load.of(clinic, stack.origin)
        async with load.going_on():
            await asyncio.sleep(1)
            await migrate_async(database_url, print, versions)
            add(versions, CONTRACT, DROP, f'oldest = "{CONTRACT}"', after=FILL)
            with pytest.raises(StillInUse):
                await migrate_async(database_url, print, versions)
            await asyncio.sleep(1)
        assert not load.failed, load.failed[:5]
        assert load.read > 20
        assert load.told == [await load.positions()] * WATCHERS
    await migrate_async(database_url, print, versions)
    assert not await still_there(database_url)
    took = sorted(load.took)
    print(f"\n{ROWS:,} rows changed: {load.read} read, {len(load.booked)} booked, longest {took[-1]:.2f} s")  # noqa: T201


async def many_events(url: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(MANY, ROWS, ROWS, timeout=120)
    await connection.execute("ANALYZE events")
    await connection.close()


async def still_there(url: str) -> bool:
    connection = await asyncpg.connect(url)
    found = await connection.fetchval(
        "SELECT EXISTS (SELECT FROM information_schema.columns"
        " WHERE table_name = 'events' AND column_name = 'weight')"
    )
    await connection.close()
    return bool(found)
