"""The commands as they are typed."""

import os
import shutil
import socket
import subprocess
import sys

import pytest

from cli.ports import free_port, listen
from cli.refusals import Refused
from tests.cli.up import ROOT, run_cli, surroundings


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield str(server.getsockname()[1])


def test_help_names_every_command():
    help_text = run_cli("--help").stdout
    for command in ("up", "api", "worker", "migrate", "healthy", "seed", "schema", "verify"):
        assert f" {command} " in help_text


def test_up_refuses_a_port_in_use_before_it_starts_anything(tmp_path, taken):
    ended = run_cli("up", data=str(tmp_path / "var"), port=taken)
    assert ended.returncode == 1
    assert ended.stderr == f"Port {taken} of 127.0.0.1 is in use: set HEALTHMED_PORT to a free one.\n"
    assert ended.stdout == ""
    assert not (tmp_path / "var" / "postgres").exists()


def test_api_refuses_a_port_in_use(taken):
    ended = run_cli("api", database_url="postgresql://nobody@/none?host=/none", port=taken)
    assert ended.returncode == 1
    assert ended.stderr == f"Port {taken} of 127.0.0.1 is in use: set HEALTHMED_PORT to a free one.\n"


def test_up_refuses_wrong_settings(tmp_path):
    ended = run_cli("up", data=str(tmp_path / "var"), port="abc", horizon_days="0")
    assert ended.returncode == 1
    assert [line.split()[0] for line in ended.stderr.splitlines()] == [
        "HEALTHMED_PORT",
        "HEALTHMED_HORIZON_DAYS",
    ]


def test_up_refuses_a_database_that_cannot_be_reached(tmp_path):
    nobody = free_port("127.0.0.1", 0)
    url = f"postgresql://ana:s3cret@127.0.0.1:{nobody}/clinic"
    ended = run_cli("up", data=str(tmp_path / "var"), port="0", database_url=url)
    assert ended.returncode == 1
    assert f"PostgreSQL at 127.0.0.1:{nobody}" in ended.stderr
    assert "s3cret" not in ended.stderr + ended.stdout


@pytest.mark.parametrize("command", ["api", "migrate", "seed"])
def test_a_command_that_needs_a_database_says_so(command):
    ended = run_cli(command)
    assert ended.returncode == 1
    assert ended.stderr.startswith("HEALTHMED_DATABASE_URL is not set")


def test_a_command_whose_starter_is_gone_does_nothing(database_url):
    command = [sys.executable, "-m", "cli", "migrate", "--when-told"]
    ended = subprocess.run(
        command,
        cwd=ROOT,
        env=surroundings(database_url=database_url),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, ended.stderr) == (1, "Whoever should have said when to begin is gone.\n")


@pytest.mark.parametrize("missing", ["typer", "rich", "pydantic_settings"])
def test_an_incomplete_environment_is_said_in_one_sentence(tmp_path, missing):
    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT, missing],
        cwd=ROOT,
        env=surroundings(data=str(tmp_path)),
        capture_output=True,
        text=True,
    )
    assert ended.returncode != 0
    assert ended.stderr == f"Run `make up` again: the environment is incomplete (missing {missing}).\n"


WITHOUT = """
import sys
sys.modules[sys.argv[1]] = None
sys.prefix = "/nowhere"
sys.argv = ["healthmed", "up"]
from cli.__main__ import main
main()
"""


def test_a_fault_is_one_sentence_and_its_traceback_is_kept(tmp_path):
    script = "import sys, cli.standalone, cli.__main__; cli.standalone.run = lambda *_: 1 / 0; "
    script += "sys.argv = ['healthmed', 'up']; cli.__main__.main()"
    ended = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=surroundings(data=str(tmp_path / "var")),
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "ZeroDivisionError" in ended.stderr
    assert "Traceback" in (tmp_path / "var" / "log" / "up.log").read_text()


def test_the_schema_is_printed():
    assert "type Query" in run_cli("schema").stdout


def test_a_host_that_is_not_ours_is_refused():
    with pytest.raises(Refused, match=r"^nosuch\.invalid is no address of this machine"):
        listen("nosuch.invalid", 0)


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_says_what_there_is():
    said = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, env=dict(os.environ)).stdout
    for target in ("up", "test", "check", "bench", "schema", "lock", "clean"):
        assert f"make {target} " in said


@pytest.mark.parametrize("module", ["api.app", "api.server", "cli.waiting"])
def test_a_process_that_serves_waits_for_no_package_that_it_may_not_need(module):
    program = f"import sys, {module}; print(*sys.modules)"
    command = [sys.executable, "-c", program]
    loaded = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert {"alembic", "authlib", "httpx2", "jinja2", "opentelemetry"}.isdisjoint(loaded)
    assert module in loaded
