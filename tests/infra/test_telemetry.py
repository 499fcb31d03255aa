"""Logs say what broke and where, and nothing that somebody typed."""

import asyncio
import json
import logging
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from structlog import DropEvent

from infra.telemetry import FRAMES, MOST_A_SECOND, Few, first_line, trace

ROOT = Path(__file__).parent.parent.parent
PROGRAM = """
import asyncio, logging, structlog
from infra import telemetry

async def stray():
    raise ValueError("529.982.247-25")

async def main():
    telemetry.begin_request("request-1")
    cpf = "529.982.247-25"
    try:
        int(cpf)
    except ValueError as error:
        structlog.get_logger().error("fault", exc_info=error)
        logging.getLogger("somebody").exception("theirs")
    structlog.get_logger().info("told", number=1)
    logging.getLogger("somebody").info("chatter")
    task = asyncio.create_task(stray())
    await asyncio.sleep(0)
    await asyncio.sleep(0)

telemetry.configure(as_json={as_json})
asyncio.run(main())
"""


def logged(*, as_json: bool) -> list[str]:
    program = PROGRAM.replace("{as_json}", str(as_json))
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout == ""
    return run.stderr.splitlines()


def test_every_line_is_json_with_the_request_id_and_without_values():
    lines = logged(as_json=True)
    assert not [line for line in lines if "529.982" in line]
    fault, theirs, told, stray = map(json.loads, lines)
    assert (fault["event"], fault["level"], fault["request_id"]) == ("fault", "error", "request-1")
    assert fault["exception"].splitlines() == ["builtins.ValueError", "  <string>:12 main"]
    assert (theirs["event"], theirs["exception"]) == ("theirs", fault["exception"])
    assert (told["event"], told["number"]) == ("told", 1)
    assert (stray["event"], stray["level"]) == ("Task exception was never retrieved", "error")
    assert stray["exception"].startswith("builtins.ValueError")


def test_text_says_the_same():
    lines = logged(as_json=False)
    assert not [line for line in lines if "529.982" in line]
    assert [line for line in lines if "fault" in line and "request_id=request-1" in line]
    assert "builtins.ValueError" in lines


def test_a_trace_names_the_causes_and_our_files_by_their_place():
    def fails() -> None:
        try:
            Path("/nowhere").read_text()
        except OSError as error:
            raise RuntimeError("secret") from error

    with pytest.raises(RuntimeError) as caught:
        fails()
    lines = trace(caught.value).splitlines()
    assert lines[0] == "builtins.RuntimeError"
    assert "builtins.FileNotFoundError" in lines
    assert any(line.startswith("  tests/infra/test_telemetry.py:") for line in lines)


def test_a_recursion_and_a_group_stay_short():
    def deeper(n: int) -> int:
        return deeper(n + 1)

    async def group() -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(asyncio.to_thread(deeper, 0))

    with pytest.raises(ExceptionGroup) as caught:
        asyncio.run(group())
    lines = trace(caught.value).splitlines()
    assert "builtins.RecursionError" in lines
    assert "  ..." in lines
    assert len(lines) < 2 * FRAMES + 10


def test_of_a_foreign_message_the_first_line_is_kept():
    assert first_line(logging.getLogger(), "error", {"event": "a\nb"}) == {"event": "a"}


def test_so_many_lines_of_one_warning_are_written_in_a_second_and_the_next_tells_how_many_were_not():
    now = 7.0
    few = Few(lambda: now)

    def said(event: str, level: str = "warning") -> list[dict[str, Any]]:
        kept = []
        for _ in range(MOST_A_SECOND + 5):
            with suppress(DropEvent):
                kept.append(dict(few(None, level, {"event": event})))
        return kept

    assert said("request") == [{"event": "request"}] * MOST_A_SECOND
    assert len(said("relay waits")) == MOST_A_SECOND
    assert len(said("fault", "error")) == MOST_A_SECOND + 5
    now = 8.5
    first, *others = said("request")
    assert first == {"event": "request", "left_out": 5}
    assert others == [{"event": "request"}] * (MOST_A_SECOND - 1)
