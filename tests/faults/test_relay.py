"""One relay at a time gives out positions, without a hole, whoever dies and whatever fails."""

import asyncio
import os
import sys
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from domain.events import EventRow
from infra.live import POLL_SECONDS
from tests.clinic import Clinic
from tests.live.conftest import eventually
from tests.live.relay import relaying
from tests.live.test_nothing_missed import Agenda
from tests.server import ROOT
from workers.relay import LOCK

LEAD = """
import asyncio, sys
from tests.live.relay import relaying

async def main():
    async with relaying(sys.argv[1], None):
        print("leads", flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_when_the_leader_is_killed_another_goes_on_within_five_seconds(
    database_url: str, clinic: Clinic
):
    agenda = await Agenda.new(clinic)
    leader = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", LEAD, database_url), cwd=ROOT, env=os.environ, stdout=asyncio.subprocess.PIPE
    )
    assert leader.stdout is not None
    while b"leads" not in await leader.stdout.readline():
        pass
    async with relaying(database_url, None, wait_to_lead=False) as second:
        await agenda.happen(3)
        assert len(await agenda.positions()) == 3
        assert not second.leads
        await agenda.happen(200)
        leader.kill()
        await leader.wait()
        await agenda.happen(200)
        async with asyncio.timeout(5):
            positions = await agenda.positions()
        assert second.leads
    assert positions == list(range(positions[0], positions[0] + 403))


async def test_of_many_relays_one_leads_and_no_position_is_given_twice(database_url: str, clinic: Clinic):
    agenda = await Agenda.new(clinic)
    async with (
        relaying(database_url, None) as first,
        relaying(database_url, None, wait_to_lead=False) as second,
        relaying(database_url, None, wait_to_lead=False) as third,
    ):
        for _ in range(5):
            await agenda.happen(20)
        positions = await agenda.positions()
        assert [relay.leads for relay in (first, second, third)] == [True, False, False]
    assert positions == list(range(positions[0], positions[0] + 100))


async def test_a_leader_that_loses_its_connection_does_not_go_on_leading(database_url: str, clinic: Clinic):
    agenda = await Agenda.new(clinic)
    async with relaying(database_url, None) as first:
        await clinic.fetch("SELECT 1")
        async with clinic.database._writer.acquire() as connection:
            await connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
                " AND objid = $1::bigint::oid AND database ="
                " (SELECT oid FROM pg_database WHERE datname = current_database())",
                LOCK,
            )
        await eventually(lambda: _is(first, leads=False), within=2 * POLL_SECONDS)
        await agenda.happen()
        assert len(await agenda.positions()) == 1


async def _is(relay: Any, *, leads: bool) -> bool:
    return relay.leads is leads


@pytest.mark.parametrize("at", ["first", "last"])
async def test_an_event_that_cannot_be_reacted_to_holds_up_nobody(database_url: str, clinic: Clinic, at: str):
    agenda = await Agenda.new(clinic)
    reacted: set[UUID] = set()

    async def react(tx: Any, events: Sequence[EventRow], _: Any) -> None:
        if bad in {event.id for event in events}:
            await tx.run(text("SELECT 1 / 0"))
        reacted.update(event.id for event in events)

    await agenda.happen(5)
    rows = await clinic.fetch("SELECT id FROM events WHERE doctor_id = $1 ORDER BY id", agenda.slot.doctor_id)
    bad = rows[0 if at == "first" else -1].id
    async with relaying(database_url, None, react):
        assert len(await agenda.positions()) == 5
    ours = {row.id for row in rows}
    assert reacted & ours == ours - {bad}
