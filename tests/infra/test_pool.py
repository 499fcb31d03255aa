"""A connection is in one hand or in none, whatever happens to the hand."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import asyncpg
import pytest

from infra.database import GONE
from infra.pool import Pool

SLOW = "SELECT pg_sleep(5)"
PID = "SELECT pg_backend_pid()"


@pytest.fixture
async def pool(database_url: str) -> AsyncIterator[Pool]:
    """Two places; nobody waits long for one."""
    opened = Pool(partial(asyncpg.connect, database_url), 2, seconds=1.0)
    yield opened
    await opened.close(0.1)


async def pid(pool: Pool) -> int:
    async with pool.acquire() as connection:
        return int(await connection.fetchval(PID))


async def must_be_whole(pool: Pool) -> None:
    """Both places can be had at once, and not a third."""
    async with pool.acquire() as one, pool.acquire() as other:
        assert one is not other
        assert [await each.fetchval("SELECT 1") for each in (one, other)] == [1, 1]
        assert not one.is_in_transaction()
        with pytest.raises(TimeoutError):
            await pool.take()


async def test_what_was_given_back_last_is_taken_first(pool: Pool):
    async with pool.acquire() as one, pool.acquire() as other:
        pids = [await each.fetchval(PID) for each in (one, other)]
    assert await pid(pool) == await pid(pool) == pids[0]
    await must_be_whole(pool)


async def test_who_waits_is_served_in_order(pool: Pool):
    served: list[int] = []

    async def wait(number: int) -> None:
        async with pool.acquire():
            served.append(number)

    async with pool.acquire(), pool.acquire():
        waiting = [asyncio.create_task(wait(number)) for number in range(5)]
        await asyncio.sleep(0.01)
    late = asyncio.create_task(wait(5))
    await asyncio.gather(late, *waiting)
    assert served == [0, 1, 2, 3, 4, 5]


async def test_who_waits_too_long_is_told_and_leaves_nothing_behind(pool: Pool):
    async with pool.acquire(), pool.acquire():
        waiting = [asyncio.create_task(pid(pool)) for _ in range(4)]
        found = await asyncio.gather(*waiting, return_exceptions=True)
        assert [type(one) for one in found] == [TimeoutError] * 4
    await must_be_whole(pool)


async def test_a_connection_of_a_cancelled_task_is_ended(pool: Pool):
    before = {await pid(pool)}

    async def sleep() -> None:
        async with pool.acquire() as connection:
            await connection.execute(SLOW)

    task = asyncio.create_task(sleep())
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await pid(pool) not in before
    await must_be_whole(pool)


@pytest.mark.parametrize("turns", range(12))
async def test_a_task_that_is_cancelled_at_any_moment_leaks_nothing(pool: Pool, turns: int):
    """While it waits in line, as a place comes free, while its connection opens, while it works."""
    held = [await pool.take(), await pool.take()]
    tasks = [asyncio.create_task(pid(pool)) for _ in range(6)]
    await asyncio.sleep(0)
    for connection in held:
        pool.give(connection, fit=turns % 2 == 0)
    for _ in range(turns):
        await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    found = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(isinstance(one, int) for one in found[1::2]), found
    await must_be_whole(pool)


async def test_a_connection_in_a_transaction_is_not_handed_out_again(pool: Pool):
    async with pool.acquire() as connection:
        left = await connection.fetchval(PID)
        await connection.execute("BEGIN")
    assert await pid(pool) != left
    await must_be_whole(pool)


async def test_an_error_of_a_statement_does_not_cost_the_connection(pool: Pool):
    before = await pid(pool)
    with pytest.raises(asyncpg.DivisionByZeroError):
        async with pool.acquire() as connection:
            await connection.execute("SELECT 1 / $1::int", 0)
    assert await pid(pool) == before


async def test_a_statement_that_took_too_long_costs_the_connection(pool: Pool):
    before = await pid(pool)
    with pytest.raises(TimeoutError):
        async with pool.acquire() as connection:
            await connection.execute(SLOW, timeout=0.05)
    assert await pid(pool) != before
    await must_be_whole(pool)


async def test_connections_that_postgresql_closed_are_replaced(pool: Pool):
    async with pool.acquire() as one, pool.acquire() as other:
        gone = await other.fetchval(PID)
        await one.execute("SELECT pg_terminate_backend($1, 5000)", gone)
        with pytest.raises((asyncpg.PostgresError, *GONE)):
            await other.execute("SELECT 1")
    await must_be_whole(pool)


async def test_without_postgresql_each_taking_fails_and_keeps_no_place(database_url: str, tmp_path):
    calls = iter([str(tmp_path)] * 5)

    async def connect() -> asyncpg.Connection:
        nowhere = next(calls, None)
        return await asyncpg.connect(database_url if nowhere is None else f"postgresql:///x?host={nowhere}")

    pool = Pool(connect, 2, seconds=1.0)
    for _ in range(5):
        with pytest.raises(OSError):  # noqa: PT011 - which one differs between systems
            await pid(pool)
    await must_be_whole(pool)
    await pool.close(0.1)


async def test_closing_waits_for_who_works_and_ends_who_does_not_come_back(database_url: str):
    pool = Pool(partial(asyncpg.connect, database_url), 1, seconds=2.0)
    connection = await pool.take()
    waits = asyncio.create_task(pool.take())
    await asyncio.sleep(0)
    closing = asyncio.create_task(pool.close(2.0))
    await asyncio.sleep(0)
    assert await connection.fetchval("SELECT 1") == 1
    pool.give(connection, fit=True)
    with pytest.raises(asyncpg.InterfaceError):
        await waits
    await closing
    assert connection.is_closed()
    with pytest.raises(asyncpg.InterfaceError):
        await pool.take()


async def test_who_does_not_come_back_is_not_waited_for_without_end(database_url: str):
    pool = Pool(partial(asyncpg.connect, database_url), 2, seconds=2.0)
    kept = await pool.take()
    await pool.close(0.05)
    assert kept.is_closed()
    pool.give(kept, fit=True)
