"""Redis, the API and the worker all die at the worst moment; what was booked is told all the same."""

import asyncio
import socket
from pathlib import Path

from tests import valkey
from tests.clinic import Clinic
from tests.faults.test_worker_without_redis import start_worker
from tests.faults.visits import all_written_to, asker, receivers
from tests.server import start
from tests.sink import sinking
from workers.jobs.deliver import COURIERS

BOOKINGS = 20


async def test_bookings_made_without_redis_are_written_of_after_everything_was_killed(
    database_url: str, clinic: Clinic, tmp_path: Path
):
    path = tmp_path / "v"
    url = valkey.url_of(path)
    redis = await valkey.start(path)
    askers = [await asker(clinic) for _ in range(BOOKINGS)]
    async with sinking() as sink:
        sink.seconds = 0.2  # letters are under way when the worker dies
        with socket.create_server(("127.0.0.1", 0), backlog=100) as listening:
            origin = f"http://127.0.0.1:{listening.getsockname()[1]}"
            api = await start(database_url, listening, HEALTHMED_REDIS_URL=url)
            worker = await start_worker(database_url, url, tmp_path, HEALTHMED_SMTP_URL=sink.url)
            for one in askers[: BOOKINGS // 4]:
                await one.book(origin)
            await valkey.kill(redis)
            for one in askers[BOOKINGS // 4 :]:
                await one.book(origin)
            for process in (api, worker):
                process.kill()
            await asyncio.gather(api.wait(), worker.wait())
            before = len(sink.letters)
            await _let_leases_run_out(clinic)

            path.unlink(missing_ok=True)
            redis = await valkey.start(path)  # it kept nothing
            api = await start(database_url, listening, HEALTHMED_REDIS_URL=url)
            worker = await start_worker(database_url, url, tmp_path, HEALTHMED_SMTP_URL=sink.url)
            await all_written_to(sink, askers)
            for process in (api, worker):
                process.terminate()
                await asyncio.wait_for(process.wait(), 20)
        await valkey.kill(redis)
    assert before < 2 * BOOKINGS, "something was left to be told"
    ours = set().union(*(one.addresses for one in askers))
    assert len([who for who in receivers(sink) if who in ours]) <= 2 * BOOKINGS + COURIERS


async def _let_leases_run_out(clinic: Clinic) -> None:
    """As a minute would."""
    async with clinic.database._writer.acquire() as connection:
        await connection.execute("UPDATE notifications SET leased_until = now() WHERE leased_until > now()")
