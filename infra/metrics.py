"""What every process of ours tells Prometheus about itself, and how a count that others keep is read.

Whoever works counts in plain numbers; they are read when Prometheus asks, so that counting costs nothing.
"""

import platform
from collections.abc import Callable, Iterator, Mapping

from prometheus_client import CollectorRegistry, Gauge, ProcessCollector
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector

from infra.pool import Pool


def new_registry(build: str, schema: str) -> CollectorRegistry:
    """With the process' CPU and memory, and which build it is."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    about = Gauge(
        "healthmed_build_info",
        "Always 1: the build that runs, the version of the schema that it was written for, its Python.",
        ["build", "schema", "python"],
        registry=registry,
    )
    about.labels(build, schema, platform.python_version()).set(1)
    return registry


def watch_pools(registry: CollectorRegistry, pools: Mapping[str, Pool]) -> None:
    """How many connections to PostgreSQL are in use, idle and allowed, and how many wait for one."""
    connections = Gauge(
        "healthmed_pool_connections",
        "Connections to PostgreSQL: in_use, idle (open, for whoever comes), most (how many there may be).",
        ["pool", "state"],
        registry=registry,
    )
    waiting = Gauge(
        "healthmed_pool_waiting", "Who waits for a connection to PostgreSQL.", ["pool"], registry=registry
    )
    for name, pool in pools.items():
        for state in ("in_use", "idle", "most"):
            connections.labels(name, state).set_function(_reader(pool, state))
        waiting.labels(name).set_function(_reader(pool, "waiting"))


def _reader(pool: Pool, attribute: str) -> Callable[[], float]:
    return lambda: float(getattr(pool, attribute))


class Counted(Collector):
    """A counter with one label, whose values somebody else keeps; they only grow."""

    def __init__(self, name: str, help_: str, label: str, read: Callable[[], Mapping[str, int]]) -> None:
        self._name, self._help, self._label, self._read = name, help_, label, read

    def collect(self) -> Iterator[CounterMetricFamily]:
        """As it stands now."""
        family = CounterMetricFamily(self._name, self._help, labels=[self._label])
        for value, count in self._read().items():
            family.add_metric([value], count)
        yield family
