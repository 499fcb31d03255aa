"""The worker's composition root: what it is built of, and when its jobs run."""

import asyncio
from typing import Any, ClassVar, Final, cast

import orjson
import structlog
from arq import cron
from arq.connections import ArqRedis
from arq.cron import CronJob
from redis.asyncio import ConnectionPool

from infra import telemetry
from infra.database import Database
from infra.live import NEWS, WAKE, Doorbell, end
from infra.metrics import new_registry, watch_pools
from infra.settings import Settings
from infra.tracing import traces_of
from migrations.known import newest
from workers.counted import Job, counted
from workers.jobs.expire_requests import expire_requests
from workers.jobs.fill_horizons import fill_horizons
from workers.jobs.prune import prune
from workers.jobs.watch_the_clock import watch_the_clock
from workers.metrics import Metrics
from workers.post import Post
from workers.reactions import react
from workers.relay import Relay
from workers.resources import Resources
from workers.stand_in import EVERY
from workers.sweep import Sweep

log: Final = structlog.get_logger("workers")
SETTINGS: Final = Settings()
EVERY_TEN_SECONDS: Final = set(range(0, 60, 10))
QUEUE_ANSWERS_WITHIN: Final = 5.0
"""Seconds; after that the queue is begun anew, which costs nothing but a run of each job."""
NIGHT: Final = 6
"""03:00 in São Paulo, in UTC."""


async def start(context: dict[Any, Any]) -> None:
    """Open what the jobs stand on."""
    telemetry.configure(as_json=SETTINGS.json_logs)
    if SETTINGS.database_url is None:
        raise RuntimeError("HEALTHMED_DATABASE_URL is not set.")
    context["post"] = Post.of(SETTINGS)
    context["resources"] = resources = _resources(SETTINGS.database_url)
    context["relay"] = _relay(SETTINGS.database_url, resources)
    context["sweep"] = Sweep(context, Doorbell(SETTINGS.redis_url, listen=NEWS, ring=WAKE))
    context["sweep"].begin()
    if SETTINGS.worker_metrics_port is not None:
        resources.metrics.serve(SETTINGS.worker_metrics_port)
    log.info("worker started")


def _resources(url: str) -> Resources:
    traces, registry = traces_of(SETTINGS.otlp_endpoint, "worker"), new_registry(SETTINGS.build, newest())
    database = Database(url, read_pool=2, write_pool=SETTINGS.write_pool, version=newest(), traces=traces)
    watch_pools(registry, database.pools)
    metrics = Metrics(registry, [job.__name__ for job in EVERY])
    return Resources(database, SETTINGS.terms, traces=traces, metrics=metrics)


def _relay(url: str, resources: Resources) -> list[asyncio.Task[None]]:
    """Publish the event log, when no other worker does."""
    doorbell = Doorbell(SETTINGS.redis_url, listen=WAKE, ring=NEWS)
    relay = Relay(
        url,
        doorbell,
        react,
        resources.clock,
        count=resources.metrics.published,
        version=newest(),
        traces=resources.traces,
    )
    resources.metrics.leads.set_function(lambda: float(relay.leads))
    return [asyncio.create_task(work) for work in (doorbell.listen(), relay.run())]


async def stop(context: dict[Any, Any]) -> None:
    """Give it back."""
    if "relay" in context:
        await end(context["relay"])
    if "sweep" in context:
        await context["sweep"].stop()
    if "resources" in context:
        await context["resources"].database.close()
        await asyncio.to_thread(context["resources"].traces.end)
    log.info("worker stopped")


def queue() -> ArqRedis:
    """The jobs' Redis. arq's own connections wait for ever for one that accepts them and never answers."""
    url = SETTINGS.redis_url or "redis://127.0.0.1:6379"
    pool = ConnectionPool.from_url(url, socket_connect_timeout=1.0, socket_timeout=QUEUE_ANSWERS_WITHIN)
    return ArqRedis(
        pool,
        job_serializer=WorkerSettings.job_serializer,
        job_deserializer=WorkerSettings.job_deserializer,
    )


def _periodic(job: Job, **when: Any) -> CronJob:
    """A job that also runs when a worker starts: it catches up on what was left undone."""
    return cron(cast(Any, counted(job)), run_at_startup=True, **when)


class WorkerSettings:
    """arq's settings."""

    functions: ClassVar[list[Any]] = []
    cron_jobs: ClassVar[list[CronJob]] = [
        _periodic(expire_requests, second=EVERY_TEN_SECONDS, timeout=120),
        _periodic(watch_the_clock, second=EVERY_TEN_SECONDS, timeout=60),
        _periodic(fill_horizons, hour=NIGHT, minute=0, timeout=3_600),
        _periodic(prune, minute=30, timeout=600),
    ]
    on_startup = start
    on_shutdown = stop
    job_serializer = orjson.dumps  # arq's own default is pickle
    job_deserializer = orjson.loads
    keep_result = 0
    health_check_interval = 15
    handle_signals = True
