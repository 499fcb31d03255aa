"""Programs that are kept running, ended politely, and never left behind."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from signal import SIGKILL, SIGTERM

import psutil
import pytest

from cli.process import Process, Program
from cli.refusals import CANNOT_START, Refused
from cli.supervisor import Backoff, Child, run_errand
from tests.cli.up import ROOT

FOREVER = "import time; time.sleep(600)"
STUBBORN = (
    "import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"
)


def program(folder: Path, script: str, **more) -> Program:
    name = more.pop("name", "Tick")
    return Program(
        name=name,
        command=[sys.executable, "-c", script],
        log=folder / f"{name}.log",
        folder=folder,
        **more,
    )


class Kept:
    """A child, what was said of it, and its end."""

    def __init__(self, program: Program, backoff: Backoff | None = None) -> None:
        self.said: list[str] = []
        self.child = Child(program, self.said.append, backoff or Backoff(shortest=0.05))
        self.hurry = asyncio.Event()

    async def __aenter__(self) -> "Kept":
        self.child.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.hurry.set()
        await self.child.stop(self.hurry)

    @property
    def pid(self) -> int:
        assert self.child.process is not None
        return self.child.process.pid

    async def running(self) -> int:
        await until(lambda: self.child.process is not None and self.child.process.lived > 0)
        return self.pid


async def until(holds, within: float = 10.0) -> None:
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline, "it never came to hold"
        await asyncio.sleep(0.01)


async def always(_: int) -> bool:
    return True


async def never(_: int) -> bool:
    return False


# --------------------------------------------------------------------------------------------------- crashes


async def test_a_crashed_child_is_restarted_and_it_is_said_so(tmp_path):
    async with Kept(program(tmp_path, FOREVER)) as kept:
        first = await kept.running()
        os.kill(first, SIGKILL)
        await until(lambda: kept.child.process is not None and kept.pid != first)
        assert kept.said == ["Tick was ended by signal 9 (SIGKILL). Next try in 0.05 s."]


async def test_a_crash_is_told_with_its_exit_code_and_its_last_words(tmp_path):
    script = "print('warming up', flush=True); raise ValueError('no such doctor')"
    async with Kept(program(tmp_path, script)) as kept:
        await until(lambda: len(kept.said) == 1)
        assert kept.said[0] == (
            'Tick ended with exit code 1, its last words "ValueError: no such doctor". Next try in 0.05 s.'
        )


async def test_each_crash_in_a_row_is_waited_for_twice_as_long(tmp_path):
    async with Kept(program(tmp_path, "raise SystemExit(3)"), Backoff(shortest=0.01, longest=0.04)) as kept:
        await until(lambda: len(kept.said) == 4)
        assert [line.rpartition(" in ")[2] for line in kept.said] == [
            "0.01 s.",
            "0.02 s.",
            "0.04 s.",
            "0.04 s.",
        ]


def test_the_pause_grows_to_30_seconds_and_is_short_again_after_a_healthy_minute():
    backoff = Backoff()
    assert [backoff.after(lived=1.0) for _ in range(8)] == [0.5, 1, 2, 4, 8, 16, 30, 30]
    assert backoff.after(lived=60.0) == 0.5
    assert backoff.after(lived=1.0) == 1.0


async def test_a_child_that_cannot_start_is_given_up_with_its_last_words(tmp_path):
    async with Kept(program(tmp_path, "raise SystemExit('the port is taken.')")) as kept:
        with pytest.raises(
            Refused, match=r"^Tick does not start: the port is taken \(all of it: .*Tick\.log\)"
        ):
            await kept.child.until(never)


async def test_a_start_that_would_fail_again_in_the_same_way_is_not_tried_again(tmp_path):
    script = f"print('Run `make up` again.', flush=True); raise SystemExit({CANNOT_START})"
    async with Kept(program(tmp_path, script)) as kept:
        with pytest.raises(Refused, match="Run `make up` again"):
            await kept.child.until(never)
        with pytest.raises(Refused, match="Run `make up` again"):
            await kept.child.until(always)
        assert kept.said == []


async def test_a_child_that_is_never_ready_is_given_up_after_a_while(tmp_path):
    async with Kept(program(tmp_path, FOREVER)) as kept:
        with pytest.raises(Refused, match="is not ready after 0 seconds"):
            await kept.child.until(never, within=0.2)


# ------------------------------------------------------------------------------------------------------ ends


async def test_a_child_that_is_stopped_ends_by_sigterm_and_is_not_started_again(tmp_path):
    kept = Kept(program(tmp_path, FOREVER))
    kept.child.start()
    pid = await kept.running()
    await kept.child.stop(kept.hurry)
    assert not psutil.pid_exists(pid)
    await asyncio.sleep(0.2)
    assert kept.said == []
    assert kept.pid == pid


async def test_a_stubborn_child_is_killed(tmp_path):
    stubborn = program(tmp_path, STUBBORN, stops=((SIGTERM, 0.3), (SIGKILL, 2.0)))
    kept = Kept(stubborn)
    kept.child.start()
    await until(lambda: "deaf" in stubborn.log.read_text() if stubborn.log.exists() else False)
    pid, began = kept.pid, time.monotonic()
    await kept.child.stop(kept.hurry)
    assert 0.3 <= time.monotonic() - began < 2.0
    assert not psutil.pid_exists(pid)


async def test_a_second_wish_to_stop_makes_it_short(tmp_path):
    stubborn = program(tmp_path, STUBBORN, stops=((SIGTERM, 60.0), (SIGKILL, 2.0)))
    kept = Kept(stubborn)
    kept.child.start()
    await until(lambda: "deaf" in stubborn.log.read_text() if stubborn.log.exists() else False)
    began = time.monotonic()
    stopping = asyncio.create_task(kept.child.stop(kept.hurry))
    await asyncio.sleep(0.2)
    kept.hurry.set()
    await stopping
    assert time.monotonic() - began < 5
    assert not psutil.pid_exists(kept.pid)


async def test_a_child_that_waits_for_its_next_try_is_stopped_at_once(tmp_path):
    kept = Kept(program(tmp_path, "raise SystemExit(1)"), Backoff(shortest=60, longest=60))
    kept.child.start()
    await until(lambda: len(kept.said) == 1)
    began = time.monotonic()
    await kept.child.stop(kept.hurry)
    assert time.monotonic() - began < 1


async def test_a_child_that_is_stopped_while_it_starts_does_not_stay(tmp_path):
    kept = Kept(program(tmp_path, FOREVER))
    kept.child.start()
    await asyncio.sleep(0)
    await kept.child.stop(kept.hurry)
    assert kept.child.process is None or not psutil.pid_exists(kept.pid)


async def test_the_terminals_ctrl_c_does_not_reach_a_child(tmp_path):
    async with Kept(program(tmp_path, FOREVER)) as kept:
        pid = await kept.running()
        assert os.getsid(pid) == pid != os.getsid(0)


# ------------------------------------------------------------------------------------------ waiting, errands


async def test_a_child_that_waits_for_its_word_gets_it_and_so_does_its_successor(tmp_path):
    script = "import sys, time; print('heard', sys.stdin.readline(), flush=True); time.sleep(600)"
    waiting = program(tmp_path, script, hears=True)
    async with Kept(waiting) as kept:
        first = await kept.running()
        await asyncio.sleep(0.3)
        assert waiting.log.read_text() == ""
        kept.child.release()
        await until(lambda: waiting.log.read_text().count("heard go") == 1)
        os.kill(first, SIGKILL)
        await until(lambda: waiting.log.read_text().count("heard go") == 2)


async def test_an_errand_that_fails_is_refused_with_its_last_words(tmp_path):
    errand = await Process.start(program(tmp_path, "raise SystemExit('relation exists')", name="Migrations"))
    with pytest.raises(Refused, match=r"^Migrations failed: relation exists"):
        await run_errand(errand)


async def test_an_errand_that_is_called_off_is_gone(tmp_path):
    errand = await Process.start(program(tmp_path, FOREVER))
    task = asyncio.create_task(run_errand(errand))
    await asyncio.sleep(0.2)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not psutil.pid_exists(errand.pid)


# ---------------------------------------------------------------------------------------------- its own death

SUPERVISOR = """
import asyncio, signal, sys
from pathlib import Path
from cli.process import Program
from cli.supervisor import Child

async def main():
    folder = Path(sys.argv[1])
    for name, orphaned in (("deaf", signal.SIGKILL), ("polite", signal.SIGINT)):
        script = "import signal,time; signal.signal(15, signal.SIG_IGN); time.sleep(600)"
        child = Child(Program(name=name, command=[sys.executable, "-c", script], log=folder / name,
                              folder=folder, orphaned=orphaned), print)
        child.start()
        await child.until(ready)
        print(child.process.pid, flush=True)
    await asyncio.sleep(600)

async def ready(pid):
    return True

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's death")
def test_a_supervisor_that_is_killed_leaves_no_orphan(tmp_path):
    command = [sys.executable, "-c", SUPERVISOR, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as supervisor:
        assert supervisor.stdout is not None
        children = [psutil.Process(int(supervisor.stdout.readline())) for _ in range(2)]
        time.sleep(0.3)  # past the tether
        assert all(child.is_running() for child in children)
        supervisor.send_signal(signal.SIGKILL)
        supervisor.wait(5)
        _, orphans = psutil.wait_procs(children, 5)
    assert [orphan for orphan in orphans if orphan.status() != psutil.STATUS_ZOMBIE] == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
async def test_a_program_that_drops_root_has_no_way_back(tmp_path):
    tmp_path.chmod(0o755)
    somebody = Program(
        name="id",
        command=["/bin/sh", "-c", "grep -E '^(Uid|Gid|Groups):' /proc/self/status"],
        log=tmp_path / "id.log",
        folder=tmp_path,
        user=(65534, 65533),
    )
    await (await Process.start(somebody)).ended()
    assert somebody.log.read_text().split() == [
        "Uid:",
        *["65534"] * 4,
        "Gid:",
        *["65533"] * 4,
        "Groups:",
        "65533",
    ]
