"""Lanes: places, a short line, an honest no; a place is never lost and never had twice."""

import asyncio
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.lanes import Lane
from schema.gate import NoRoom


class Visitor:
    """Somebody who stays in the lane until told to leave."""

    def __init__(self, lane: Lane) -> None:
        self.inside, self._leave = False, asyncio.Event()
        self.task = asyncio.ensure_future(self._visit(lane))

    async def _visit(self, lane: Lane) -> None:
        async with lane:
            self.inside = True
            await self._leave.wait()
            self.inside = False

    async def leave(self) -> None:
        self._leave.set()
        with suppress(NoRoom, asyncio.CancelledError):
            await self.task


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_so_many_at_a_time_and_the_others_in_their_order():
    lane = Lane(places=2, line=2, seconds=5)
    visitors = [Visitor(lane) for _ in range(4)]
    await settled()
    assert [one.inside for one in visitors] == [True, True, False, False]
    await visitors[0].leave()
    await settled()
    assert [one.inside for one in visitors] == [False, True, True, False]
    for one in visitors:
        await one.leave()


async def test_a_full_line_turns_away_at_once():
    lane = Lane(places=1, line=1, seconds=5)
    visitors = [Visitor(lane) for _ in range(2)]
    await settled()
    with pytest.raises(NoRoom):
        async with lane:
            pass
    for one in visitors:
        await one.leave()


async def test_a_line_that_does_not_move_turns_away():
    lane = Lane(places=1, line=1, seconds=0.01)
    first, second = Visitor(lane), Visitor(lane)
    with pytest.raises(NoRoom):
        await second.task
    await first.leave()
    async with lane:
        pass


STEPS = st.lists(st.tuples(st.sampled_from(["come", "leave", "cancel", "look"]), st.integers(0, 20)))


@settings(max_examples=200, deadline=None)
@given(STEPS)
async def test_whoever_comes_goes_or_gives_up_places_are_neither_lost_nor_had_twice(steps):
    lane, visitors = Lane(places=2, line=3, seconds=5), list[Visitor]()
    for step, number in steps:
        if step == "come":
            visitors.append(Visitor(lane))
        elif visitors and step == "leave":
            visitors[number % len(visitors)]._leave.set()
        elif visitors and step == "cancel":
            visitors[number % len(visitors)].task.cancel()
        else:
            await settled()
        assert sum(one.inside and not one.task.done() for one in visitors) <= 2
    for one in visitors:
        await one.leave()
    inside = [Visitor(lane) for _ in range(2)]
    await settled()
    assert all(one.inside for one in inside)
    for one in inside:
        await one.leave()
