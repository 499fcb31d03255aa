"""Buckets: what they hold, how they fill, and that all processes spend from the same."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError
from structlog.testing import capture_logs

from infra import rates
from infra.live import end
from infra.rates import SHARE_SECONDS, Rate, Rates
from tests.faults.hung import hanging
from tests.valkey import valkey

SIXTY = Rate("person", 60)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def redis_url(tmp_path: Path) -> AsyncIterator[str]:
    async with valkey(tmp_path / "s") as url:
        yield url


@asynccontextmanager
async def processes(url: str | None, clock: Clock, count: int = 2) -> AsyncIterator[list[Rates]]:
    several = [Rates(url, "secret", clock) for _ in range(count)]
    yield several
    for each in several:
        await each.close()


def taken(from_: Rates, rate: Rate = SIXTY, who: str = "ana") -> int:
    """How many are there for the taking, one by one."""
    count = 0
    while from_.spend(rate, who) == 0:
        count += 1
    return count


async def test_a_minutes_worth_may_be_asked_for_at_once_and_then_one_after_the_other(clock: Clock):
    async with processes(None, clock, 1) as (one,):
        assert taken(one) == 60
        assert one.spend(SIXTY, "ana") == 1
        clock.now += 1.0
        assert [one.spend(SIXTY, "ana"), one.spend(SIXTY, "ana")] == [0, 1]
        clock.now += 3_600
        assert taken(one) == 60


async def test_many_at_once_count_as_many_and_what_is_refused_is_not_taken(clock: Clock):
    async with processes(None, clock, 1) as (one,):
        assert one.spend(SIXTY, "ana", 50) == 0
        assert one.spend(SIXTY, "ana", 50) == 40
        assert taken(one) == 10


async def test_more_than_a_bucket_holds_is_taken_from_a_full_one_and_owed(clock: Clock):
    async with processes(None, clock, 1) as (one,):
        assert one.spend(SIXTY, "ana", 90) == 0
        assert one.spend(SIXTY, "ana") == 31


async def test_each_has_a_bucket_of_each_kind(clock: Clock):
    async with processes(None, clock, 1) as (one,):
        assert [taken(one), taken(one, who="bia"), taken(one, Rate("address", 5))] == [60, 60, 5]


async def test_two_processes_spend_from_one_bucket(clock: Clock, redis_url: str):
    async with processes(redis_url, clock) as (one, other):
        assert one.spend(SIXTY, "ana", 50) == 0
        await one.share()
        assert other.spend(SIXTY, "ana") == 0
        await other.share()
        assert 9 <= taken(other) <= 10  # Redis' own clock goes on: a second at the most has passed


async def test_who_asks_both_at_once_overdraws_and_waits_for_it(clock: Clock, redis_url: str):
    async with processes(redis_url, clock) as (one, other):
        assert one.spend(SIXTY, "ana", 60) == other.spend(SIXTY, "ana", 60) == 0
        await one.share()
        await other.share()
        assert 59 <= other.spend(SIXTY, "ana") <= 61


async def test_what_is_spent_while_sharing_is_told_the_next_time(clock: Clock, redis_url: str):
    async with processes(redis_url, clock) as (one, other):
        for _ in range(3):
            assert one.spend(SIXTY, "ana", 10) == 0
            await one.share()
        other.spend(SIXTY, "ana")
        await other.share()
        assert 29 <= taken(other) <= 30


async def test_who_never_stops_asking_is_told_of_once_each_time(clock: Clock, redis_url: str):
    async with processes(redis_url, clock, 1) as (one,), Redis.from_url(redis_url) as redis:

        async def asking() -> None:
            for _ in range(40):
                one.spend(SIXTY, "ana")
                await asyncio.sleep(0)

        one.spend(SIXTY, "ana")
        for _ in range(2):
            await asyncio.gather(one.share(), asking())
        assert (await redis.info("commandstats"))["cmdstat_eval"]["calls"] == 2


async def test_whoever_asks_in_haste_is_told_of_at_once_and_others_within_a_second(
    clock: Clock, redis_url: str
):
    async with processes(redis_url, clock, 1) as (one,), Redis.from_url(redis_url) as redis:
        running = asyncio.create_task(one.run())
        one.spend(SIXTY, "ana")
        one.spend(SIXTY, "bia", 2)  # a second's worth is one
        while not (told := await redis.keys("*")):
            await asyncio.sleep(0.01)
        assert told == [one._name(("person", "bia"))]
        clock.now += SHARE_SECONDS
        while len(await redis.keys("*")) < 2:
            await asyncio.sleep(0.01)
        await end([running])


async def test_thousands_of_buckets_are_shared(clock: Clock, redis_url: str):
    async with processes(redis_url, clock) as (one, other):
        for n in range(1_200):
            assert one.spend(SIXTY, f"person {n}", 60) == 0
        await one.share()
        for n in range(1_200):
            other.spend(SIXTY, f"person {n}")
        await other.share()
        assert sum(other.spend(SIXTY, f"person {n}") > 0 for n in range(1_200)) == 1_200


async def test_redis_holds_nobodys_name_or_address_and_forgets(clock: Clock, redis_url: str):
    async with processes(redis_url, clock, 1) as (one,), Redis.from_url(redis_url) as redis:
        one.spend(Rate("address", 5), "203.0.113.7")
        await one.share()
        (key,) = await redis.keys("*")
        assert re.fullmatch(rates.PREFIX + rb"[0-9a-f]{32}", key)
        assert set(await redis.hkeys(key)) == {b"level", b"at"}
        assert 0 < await redis.pttl(key) <= 130_000


async def test_without_redis_or_with_one_that_hangs_each_counts_for_itself(clock: Clock):
    async with hanging() as hung, processes(hung.url, clock) as (one, other):
        assert taken(one) == taken(other) == 60
        with pytest.raises((RedisError, TimeoutError)):
            await one.share()
        assert one.spend(SIXTY, "ana") > 0


async def test_when_redis_comes_back_it_is_told_what_was_spent(clock: Clock, tmp_path: Path):
    path = tmp_path / "s"
    async with processes(f"unix://{path}", clock) as (one, other):
        assert one.spend(SIXTY, "ana", 60) == 0
        with pytest.raises(RedisError):
            await one.share()
        async with valkey(path):
            await one.share()
            other.spend(SIXTY, "ana")
            await other.share()
            assert other.spend(SIXTY, "ana") > 0


async def test_full_buckets_are_forgotten_and_of_too_many_the_oldest(clock: Clock, monkeypatch):
    monkeypatch.setattr(rates, "MOST_BUCKETS", 100)
    async with processes(None, clock, 1) as (one,):
        for n in range(80):
            one.spend(SIXTY, n)
        clock.now += 60
        for n in range(80, 200):
            one.spend(SIXTY, n, 60)
        one._forget()
        assert len(one._buckets) == 100
        assert one.spend(SIXTY, 199) > 0
        assert one.spend(SIXTY, 80) == 0


async def test_that_counting_is_not_shared_is_said_once(clock: Clock, tmp_path: Path):
    async with processes(f"unix://{tmp_path / 'nobody'}", clock, 1) as (one,):
        with capture_logs() as lines:
            for _ in range(3):
                one._say(shared=False, why="ConnectionError")
            one._say(shared=True)
    assert [line["event"] for line in lines] == [
        "rates are counted by each process alone",
        "rates are counted together",
    ]
