"""What runs in the background ends when it is told to."""

import asyncio

from infra.live import end


async def test_a_task_ends_even_if_its_first_cancellation_is_swallowed():
    swallowed = asyncio.Event()

    async def deaf_at_first() -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            swallowed.set()
        await asyncio.sleep(60)

    task = asyncio.create_task(deaf_at_first())
    await asyncio.sleep(0)
    await asyncio.wait_for(end([task]), 5)
    assert swallowed.is_set()
    assert task.cancelled()
