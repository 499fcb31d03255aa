"""The one command, with everything that it runs."""

import json
import re
import signal
import time
import urllib.request
from typing import Any

import psutil
import pytest

from tests.cli.up import Up, up

pytestmark = pytest.mark.timeout(180)


def status_of(url: str) -> int:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return int(answer.status)


def child(running: Up, word: str) -> psutil.Process:
    """The direct child that runs this program or command, its tether not counted."""
    words = {process: " ".join(filter(None, process.cmdline())) for process in running.children(direct=True)}
    for process, line in words.items():
        if re.search(rf"(^|[ /]){word}( |$)", line) and "tether.py" not in line:
            return process
    raise AssertionError(f"{word} does not run: {list(words.values())}")


def ask(running: Up, query: str) -> Any:
    request = urllib.request.Request(
        f"{running.address}/graphql",
        json.dumps({"query": query}).encode(),
        {"Content-Type": "application/json", "Accept": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def test_it_answers_stops_within_20_seconds_and_keeps_its_data(tmp_path):
    with up(tmp_path / "var") as first:
        first.until_ready()
        assert status_of(f"{first.address}/readyz") == 200
        doctors = ask(first, "{ doctors(first: 5) { edges { node { id name } } } }")
        assert len(doctors["data"]["doctors"]["edges"]) == 5
        assert all(kind in first.said for kind in ("Patient", "Doctor", "Administrator"))
        family = first.children()
        began = time.monotonic()
        assert first.end(signal.SIGTERM) == 0
        assert time.monotonic() - began < 20
        assert not psutil.wait_procs(family, 5)[1]

    with up(tmp_path / "var") as second:
        second.until_ready()
        assert "A new database" not in second.said
        assert ask(second, "{ doctors(first: 5) { edges { node { id name } } } }") == doctors
        assert second.end(signal.SIGINT) == 0


def test_without_demo_data_nobody_is_there(tmp_path):
    with up(tmp_path / "var", demo="0") as running:
        running.until_ready()
        assert ask(running, "{ doctors(first: 5) { edges { node { id } } } }") == {
            "data": {"doctors": {"edges": []}}
        }
        assert "Sign in" not in running.said


def test_whatever_is_killed_comes_back(tmp_path):
    with up(tmp_path / "var", demo="0") as running:
        running.until_ready()
        for word, name in (
            ("api", "API"),
            ("worker", "Worker"),
            ("valkey-server", "Valkey"),
            ("postgres", "PostgreSQL"),
        ):
            victim = child(running, word)
            victim.kill()
            running.until_said(f"{name} {'18 ' if word == 'postgres' else ''}was ended by signal 9 (SIGKILL)")
            deadline = time.monotonic() + 30
            while True:
                try:
                    assert child(running, word).pid != victim.pid
                    assert status_of(f"{running.address}/readyz") == 200
                    break
                except (AssertionError, OSError, psutil.Error):
                    assert time.monotonic() < deadline, running.said
                    time.sleep(0.1)
        assert running.end() == 0


def test_killing_it_leaves_no_orphan_and_the_next_start_works(tmp_path):
    with up(tmp_path / "var", demo="0") as killed:
        killed.until_ready()
        family = killed.children()
        assert len(family) > 4
        killed.process.kill()
        _, orphans = psutil.wait_procs(family, 10)
        assert [process for process in orphans if process.status() != psutil.STATUS_ZOMBIE] == []
    with up(tmp_path / "var", demo="0") as again:
        again.until_ready()
        assert "A new database" not in again.said


def test_a_first_start_that_was_cut_off_begins_anew(tmp_path):
    with up(tmp_path / "var", demo="0") as cut_off:
        cut_off.until_said("✓ A new database")
        cut_off.process.kill()
    with up(tmp_path / "var", demo="0") as again:
        again.until_ready()
        assert "A new database" in again.said
        assert status_of(f"{again.address}/readyz") == 200


def test_a_second_one_in_the_same_folder_says_that_the_first_runs(tmp_path):
    with up(tmp_path / "var", demo="0") as first:
        first.until_ready()
        with up(tmp_path / "var") as second:
            assert second.process.wait(20) == 1
        time.sleep(0.1)
        assert second.said == (
            f"Health&Med already runs here (process {first.process.pid}, {first.address})."
        )


def test_a_folder_with_a_long_and_odd_name_works(tmp_path):
    with up(tmp_path / ("x" * 60) / "com espaço, vírgula" / ("y" * 60), demo="0") as running:
        running.until_ready()
        assert status_of(f"{running.address}/readyz") == 200
        assert running.end() == 0
