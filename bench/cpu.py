"""CPU time of processes, as the kernel counts it (proc(5))."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

TICK: Final = 1 / os.sysconf("SC_CLK_TCK")
PROC: Final = Path("/proc")


def _fields(pid: int) -> list[str]:
    """Of /proc/<pid>/stat, from the state on: what stands before may hold blanks."""
    return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()


def of_process(pid: int) -> float:
    """Seconds of one process."""
    return sum(map(int, _fields(pid)[11:13])) * TICK  # utime, stime


def of_family(pid: int) -> float:
    """Seconds of a process, of its children, and of those that have ended: for PostgreSQL's postmaster."""
    total = 0.0
    for entry in PROC.iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = _fields(int(entry.name))
        except OSError:
            continue
        if int(entry.name) == pid:
            total += sum(map(int, fields[11:15])) * TICK  # with cutime, cstime
        elif int(fields[1]) == pid:
            total += sum(map(int, fields[11:13])) * TICK
    return total


def of_machine() -> float:
    """Seconds that all processors were busy, or taken away by the hypervisor."""
    user, nice, system, _, _, irq, softirq, steal = map(
        int, (PROC / "stat").read_text().split("\n", 1)[0].split()[1:9]
    )
    return (user + nice + system + irq + softirq + steal) * TICK


@dataclass(frozen=True)
class Reading:
    """CPU seconds at one moment."""

    server: float
    postgres: float
    machine: float

    @classmethod
    def now(cls, server: int | None, postgres: int) -> "Reading":
        """Of a web server, if there is one, and of PostgreSQL's postmaster with its family."""
        return cls(of_process(server) if server else 0.0, of_family(postgres), of_machine())

    def since(self, before: "Reading") -> "Reading":
        """What was used in between."""
        return Reading(
            self.server - before.server, self.postgres - before.postgres, self.machine - before.machine
        )
