"""Periodic jobs as they are counted, whoever runs them: arq, or the stand-in while Redis is away."""

from collections.abc import Awaitable, Callable
from functools import wraps
from time import perf_counter

from workers.metrics import DONE, FAILED
from workers.resources import JobContext, Resources

Job = Callable[[JobContext], Awaitable[int]]


def counted(job: Job) -> Job:
    """The same job; how often it ran, how it ended and how long it took is told to Prometheus."""

    @wraps(job)
    async def run(context: JobContext) -> int:
        resources: Resources = context["resources"]
        began, end = perf_counter(), FAILED
        try:
            done = await job(context)
            end = DONE
            return done
        finally:
            resources.metrics.job_ended(job.__name__, end, perf_counter() - began)

    return run
