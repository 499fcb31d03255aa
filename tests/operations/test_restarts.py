"""Restarts that nobody notices: every process is replaced, one after the other, while people are at work."""

import asyncio
import json
from collections import Counter
from pathlib import Path

import pytest

from tests.clinic import Clinic
from tests.faults.visits import receivers
from tests.live.conftest import eventually
from tests.operations.load import WATCHERS, Load
from tests.operations.stack import Program, Stack, running

BEFORE = 3.0


@pytest.mark.timeout(400)
async def test_a_rolling_restart_fails_no_request_and_loses_no_event_and_no_message(
    clinic: Clinic, database_url: str, tmp_path: Path
):
    async with running(database_url, tmp_path) as stack:
        load = await Load.of(clinic, stack.origin)
        async with load.going_on():
            await asyncio.sleep(BEFORE)
            restarts = [await replaced(one) for one in (*stack.apis, *stack.workers)]
            await asyncio.sleep(BEFORE)
        assert not load.failed, load.failed[:5]
        assert load.read > 100
        assert len(load.booked) > 50
        positions = await load.positions()
        assert len(positions) == len(load.booked)
        assert load.told == [positions] * WATCHERS, "each event once, and in order, whoever was closed"
        assert load.resumed >= WATCHERS, "every socket was closed once at least"
        await everybody_was_written_to_once(load, stack)
        assert not complaints(stack)
    show(load, restarts)


async def replaced(one: Program) -> tuple[str, float, float]:
    """Its kind, how long it took leave, and how long its successor took to be ready."""
    stopped = await one.stop()
    return one.command, stopped, await one.start()


async def everybody_was_written_to_once(load: Load, stack: Stack) -> None:
    """The doctor and the patient, of each booking."""
    wanted = 2 * len(load.booked)

    async def all_sent() -> bool:
        return len(stack.sink.letters) >= wanted

    await eventually(all_sent, within=30)
    assert len(receivers(stack.sink)) == wanted
    assert Counter(stack.sink.ids()).most_common(1)[0][1] == 1


def complaints(stack: Stack) -> list[str]:
    """Errors in the logs of our processes, and anything that is no line of JSON."""
    lines = [json.loads(line) for line in stack.logged().splitlines()]
    return [str(line) for line in lines if line["level"] == "error"]


def show(load: Load, restarts: list[tuple[str, float, float]]) -> None:
    """For whoever runs this with -s."""
    took = sorted(load.took)
    p50, p99 = (took[int(len(took) * share)] * 1e3 for share in (0.5, 0.99))
    print(  # noqa: T201
        f"\n{load.read} read, {len(load.booked)} booked, {len(load.failed)} failed; p50 {p50:.0f} ms,"
        f" p99 {p99:.0f} ms, longest {took[-1] * 1e3:.0f} ms; {load.resumed} sockets resumed, 0 of"
        f" {sum(map(len, load.told))} events missed"
    )
    for command, stopped, started in restarts:
        print(f"{command}: left in {stopped:.1f} s, its successor was ready after {started:.1f} s")  # noqa: T201
