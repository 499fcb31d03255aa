"""How often one may ask: token buckets, counted here at once and together with all processes soon after.

A bucket holds what may be asked for in a minute, and is filled again within a minute. Each process spends
from its own copy, so that nobody waits for Redis, and shares what was spent every second; of whoever asks
faster than a bucket fills, every tenth. The answer is what all processes have left over. Whoever asks many
processes at once overdraws, and waits for it afterwards. Without Redis each process counts for itself.
docs/decisions tells why.
"""

import asyncio
import hashlib
import math
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, Final

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from infra.live import redis_at

HASTE_SECONDS: Final = 0.1
SHARE_SECONDS: Final = 1.0
"""To share costs 0.8 ms of CPU (measured): at every tenth of a second a fiftieth of a busy process."""
MINUTE: Final = 60.0
MOST_BUCKETS: Final = 100_000
AT_ONCE: Final = 500
"""Buckets that one script looks after: Redis does nothing else meanwhile."""
PREFIX: Final = b"healthmed:rate:"
GONE: Final = (RedisError, OSError, TimeoutError)
SHARE: Final = """
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local levels = {}
for n, key in ipairs(KEYS) do
  local most, spent = tonumber(ARGV[2 * n - 1]), tonumber(ARGV[2 * n])
  local kept = redis.call('HMGET', key, 'level', 'at')
  local level = most
  if kept[1] then
    level = math.min(most, tonumber(kept[1]) + (now - tonumber(kept[2])) * most / 60)
  end
  level = math.max(level - spent, -most)
  redis.call('HSET', key, 'level', tostring(level), 'at', string.format('%.6f', now))
  redis.call('PEXPIRE', key, 130000)
  levels[n] = tostring(level)
end
return levels
"""
"""For each key: fill, spend, keep, tell. Overdrawn by a minute at most; a full bucket need not be kept."""

log: Final = structlog.get_logger("rates")


@dataclass(frozen=True)
class Rate:
    """So many in a minute, of one kind of thing, for each of those who are counted."""

    kind: str
    per_minute: int


class Bucket:
    """What one of them may still ask for, as this process knows it."""

    __slots__ = ("at", "calm", "level", "most", "unshared")

    def __init__(self, most: int, now: float) -> None:
        self.most, self.level, self.at, self.unshared = most, float(most), now, 0
        self.calm = most * SHARE_SECONDS / MINUTE
        """What fills again until everything is shared: whoever spends more is in haste."""

    def take(self, count: int, now: float) -> float:
        """0.0: it is taken; else after how many seconds it could be.

        More than a full bucket holds is taken from a full one, and owed.
        """
        level = self.level + (now - self.at) * self.most / MINUTE
        self.level, self.at = (level if level < self.most else self.most), now
        if count > self.level and (missing := min(count, self.most) - self.level) > 0:
            return missing * MINUTE / self.most
        self.level -= count
        self.unshared += count
        return 0.0

    def is_full(self, now: float) -> bool:
        """Whether forgetting it changes nothing."""
        return not self.unshared and self.level + (now - self.at) * self.most / MINUTE >= self.most


Key = tuple[str, Hashable]


class Rates:
    """Every bucket of this process."""

    def __init__(self, redis_url: str | None, secret: str, clock: Callable[[], float]) -> None:
        self._redis: Redis | None = redis_at(redis_url) if redis_url else None
        self._clock = clock
        self._secret = hashlib.blake2b(secret.encode(), digest_size=32).digest()
        self._buckets: dict[Key, Bucket] = {}
        self._spent: set[Key] = set()
        self._hasty: set[Key] = set()
        self._shared = True

    def spend(self, rate: Rate, who: Hashable, count: int = 1) -> int:
        """0: go on; else after how many seconds to come again."""
        key, now = (rate.kind, who), self._clock()
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = Bucket(rate.per_minute, now)
        if wait := bucket.take(count, now):
            return math.ceil(wait)
        if self._redis:
            self._spent.add(key)
            if bucket.unshared > bucket.calm:
                self._hasty.add(key)
        return 0

    async def run(self) -> None:
        """Share, for as long as the process runs; what could not be told is told later."""
        shared_all = self._clock()
        while True:
            await asyncio.sleep(HASTE_SECONDS)
            try:
                if self._clock() - shared_all < SHARE_SECONDS:
                    await self.share(self._hasty)
                else:
                    shared_all = self._clock()
                    await self.share()
            except GONE as gone:
                self._say(shared=False, why=type(gone).__name__)
            except Exception as error:
                log.error("rates stumbled", exc_info=error)
            self._forget()

    async def share(self, only: set[Key] | None = None) -> None:
        """Tell what was spent here since the last time, by all or by `only` some; hear what all have left.

        What is spent meanwhile is told the next time: while many ask there is always something.
        """
        keys = list(self._spent if only is None else only) if self._redis else []
        for start in range(0, len(keys), AT_ONCE):
            await self._share(keys[start : start + AT_ONCE])
            self._say(shared=True)

    async def _share(self, keys: list[Key]) -> None:
        buckets = [self._buckets[key] for key in keys]
        spent = [bucket.unshared for bucket in buckets]
        levels = await self._told(keys, buckets, spent)
        self._spent.difference_update(keys)
        self._hasty.difference_update(keys)
        for key, bucket, told, level in zip(keys, buckets, spent, levels, strict=True):
            bucket.unshared -= told
            bucket.level, bucket.at = float(level) - bucket.unshared, self._clock()
            if bucket.unshared:
                self._spent.add(key)

    async def close(self) -> None:
        """Hang up."""
        if self._redis:
            await self._redis.aclose()

    async def _told(self, keys: list[Key], buckets: Iterable[Bucket], spent: Iterable[int]) -> list[Any]:
        assert self._redis is not None, "there is somebody to tell"
        names = [self._name(key) for key in keys]
        values = [value for pair in zip((b.most for b in buckets), spent, strict=True) for value in pair]
        answer: Any = self._redis.eval(SHARE, len(names), *names, *values)  # type: ignore[arg-type]  # bytes, ints
        levels: list[Any] = await answer
        return levels

    def _name(self, key: Key) -> bytes:
        """Whoever reads Redis learns nobody's address."""
        digest = hashlib.blake2b("{}\n{}".format(*key).encode("utf-8", "surrogatepass"), key=self._secret)
        return PREFIX + digest.hexdigest()[:32].encode()

    def _forget(self) -> None:
        """Full buckets go, and of too many the oldest, which were asked for long ago."""
        if len(self._buckets) <= MOST_BUCKETS // 2:
            return
        now = self._clock()
        kept = {key: bucket for key, bucket in self._buckets.items() if not bucket.is_full(now)}
        for key in list(kept)[: max(0, len(kept) - MOST_BUCKETS)]:
            del kept[key]
        self._buckets = kept
        self._spent.intersection_update(kept)
        self._hasty.intersection_update(kept)

    def _say(self, *, shared: bool, why: str = "") -> None:
        if shared != self._shared:
            self._shared = shared
            log.warning("rates are counted " + ("together" if shared else "by each process alone"), why=why)
