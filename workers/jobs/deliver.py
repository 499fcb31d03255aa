"""Messages that are due go out.

A row is claimed, read, judged, sent and settled; a process that dies between two of these leaves a lease that
runs out, and somebody else sends the message. So each goes out at least once, and at most once more for each
process that died after the server took it and before that was written down: settling is the very next step.
"""

import asyncio
import random
from collections import Counter, deque
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import structlog

from domain.notifications.claim import Claim, claim_notifications
from domain.notifications.models import NotificationStatus
from domain.notifications.read import Facts, read_notification
from domain.notifications.rules import LEASE, Outcome
from domain.notifications.settle import settle_notification
from domain.transaction import Unavailable
from infra.letter import Refused, Undelivered
from infra.mail import Courier
from workers.metrics import DEAD, LOST, OBSOLETE, RETRIED, SENT
from workers.post import Post
from workers.resources import JobContext, Resources

log: Final = structlog.get_logger("workers")

BATCH: Final = 100
COURIERS: Final = 8
"""Connections to the mail server at a time."""
SEND_WITHIN: Final = timedelta(seconds=20)
BEGIN_WITHIN: Final = LEASE / 2
"""What is begun so late after the claim is over ten seconds before the lease is."""
LOOK_AGAIN: Final = 0.5
NO_ADDRESS: Final = "NoAddress"
NEVER_SETTLED: Final = "NeverSettled"
"""The process that made the last attempt died of it, perhaps of this very message."""
COUNTED: Final = {
    NotificationStatus.SENT: SENT,
    NotificationStatus.OBSOLETE: OBSOLETE,
    NotificationStatus.DUE: RETRIED,
    NotificationStatus.DEAD: DEAD,
    None: LOST,
}


async def deliver(context: JobContext) -> int:
    """How many messages were dealt with: all that were due, unless nothing gets through at the moment."""
    resources: Resources = context["resources"]
    post: Post = context["post"]
    dealt_with = 0
    while not post.closing.is_set() and (claims := await _claim(resources)):
        ends = await Round(resources, post, claims).run()
        dealt_with += ends.total() - ends[Outcome.UNTOUCHED]
        if not ends.keys() - {Outcome.FAILED, Outcome.UNTOUCHED}:
            break  # the mail server is down: the next sweep knocks again
    return dealt_with


async def _claim(resources: Resources) -> list[Claim]:
    now = resources.clock()
    return await resources.database.write(lambda tx: claim_notifications(tx, now, BATCH))


class Round:
    """One batch of claims, carried by several couriers until it is done or its time is up."""

    def __init__(self, resources: Resources, post: Post, claims: Sequence[Claim]) -> None:
        self._resources, self._post = resources, post
        self._claims = deque(claims)
        self._ends: Counter[Outcome] = Counter()
        self._clock = asyncio.get_running_loop().time
        self._claimed_at = self._clock()

    async def run(self) -> Counter[Outcome]:
        """How many attempts ended how; what could not be begun is given back."""
        async with asyncio.TaskGroup() as couriers:
            for _ in range(min(COURIERS, len(self._claims))):
                couriers.create_task(self._carry())
        while self._claims:
            await self._settle(self._claims.popleft(), Outcome.UNTOUCHED, None)
        return self._ends

    async def _carry(self) -> None:
        async with self._post.mail.courier() as courier:
            while self._claims and self._may_begin():
                await self._deliver(courier, self._claims.popleft())

    async def _deliver(self, courier: Courier, claim: Claim) -> None:
        name, id_ = f"deliver {claim.kind}", str(claim.id)
        with self._resources.traces.follow(claim.trace, name, notification__id=id_):
            outcome, why = await self._attempt(courier, claim)
            self._resources.traces.tell(outcome=outcome.name)
            await self._settle(claim, outcome, why)

    def _may_begin(self) -> bool:
        return not self._post.closing.is_set() and self._is_within(BEGIN_WITHIN)

    def _is_within(self, time: timedelta) -> bool:
        return self._clock() - self._claimed_at < time.total_seconds()

    async def _attempt(self, courier: Courier, claim: Claim) -> tuple[Outcome, str | None]:
        """How it ended, and why it failed; whatever is wrong with one message does not stop the others."""
        if claim.is_hopeless:
            return Outcome.REFUSED, NEVER_SETTLED
        try:
            async with asyncio.timeout(SEND_WITHIN.total_seconds()):
                return await self._send(courier, claim), None
        except Refused as refused:
            return Outcome.REFUSED, refused.code
        except Undelivered as undelivered:
            return Outcome.FAILED, undelivered.code
        except Unavailable:
            return Outcome.UNTOUCHED, None
        except TimeoutError:
            return Outcome.FAILED, TimeoutError.__name__
        except Exception as error:
            log.error("message broken", exc_info=error, kind=claim.kind, notification_id=str(claim.id))
            return Outcome.FAILED, type(error).__name__

    async def _send(self, courier: Courier, claim: Claim) -> Outcome:
        """Read, judge and send, with nothing in between that could make it untrue."""
        now = self._resources.clock()
        facts: Facts = await self._resources.database.look(lambda tx: read_notification(tx, claim.id, now))
        if not facts.holds:
            return Outcome.OBSOLETE
        if facts.address is None:
            raise Refused(NO_ADDRESS)
        await courier.send(self._post.desk.write(claim.id, facts, now))
        return Outcome.SENT

    async def _settle(self, claim: Claim, outcome: Outcome, why: str | None) -> None:
        """Write it down, again and again while PostgreSQL is away: what is forgotten is sent twice."""
        self._ends[outcome] += 1
        while True:
            try:
                status = await self._write_down(claim, outcome, why)
            except Unavailable:
                if not self._is_within(LEASE):
                    log.error("message not settled", kind=claim.kind, notification_id=str(claim.id))
                    return
                await asyncio.sleep(LOOK_AGAIN)
            else:
                self._tell(claim, outcome, why, status)
                return

    async def _write_down(self, claim: Claim, outcome: Outcome, why: str | None) -> NotificationStatus | None:
        now, chance = self._resources.clock(), random.random()  # noqa: S311 - spreads retries
        return await self._resources.database.write(
            lambda tx: settle_notification(tx, claim, outcome, why, now, chance)
        )

    def _tell(
        self, claim: Claim, outcome: Outcome, why: str | None, status: NotificationStatus | None
    ) -> None:
        if outcome is Outcome.UNTOUCHED:
            return
        self._resources.metrics.count(claim.kind, COUNTED[status])
        if why:
            log.warning(
                "message not sent",
                kind=claim.kind,
                notification_id=str(claim.id),
                why=why,
                attempts=claim.attempts,
                dead=status is NotificationStatus.DEAD,
            )
