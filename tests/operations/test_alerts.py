"""Alerts fire when they should, reach somebody, and say what to do."""

import asyncio
import json
import re
import shutil
import subprocess
from asyncio.subprocess import DEVNULL
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from tests.operations.debian import program
from tests.operations.ports import free_ports
from tests.server import ROOT
from tests.sink import sinking

PROMETHEUS = ROOT / "deploy" / "prometheus"
ALERTMANAGER = ROOT / "deploy" / "alertmanager" / "alertmanager.yml"
RUNBOOKS = ROOT / "docs" / "runbooks"
RULES = (PROMETHEUS / "rules" / "alerts.yml").read_text()
ALERTS = re.findall(r"- alert: (\w+)", RULES)
SECTIONS = ("## What it means", "## What to look at", "## What to do")


def said_by(*command: str | Path) -> str:
    """What a checking program prints; it fails when something is wrong."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_promtool_takes_the_configuration_and_the_rules(tmp_path: Path):
    promtool = program("promtool", "prometheus")
    configured = shutil.copytree(PROMETHEUS, tmp_path / "prometheus")
    (configured / "secrets").mkdir(exist_ok=True)
    (configured / "secrets" / "metrics_token").write_text("token")
    assert "SUCCESS" in said_by(promtool, "check", "config", configured / "prometheus.yml")


def test_each_alert_fires_when_it_should_and_not_before():
    promtool = program("promtool", "prometheus")
    tests = sorted((PROMETHEUS / "tests").glob("*.yml"))
    said_by(promtool, "test", "rules", *tests)
    expected = "".join(test.read_text() for test in tests)
    for name in ALERTS:
        assert re.search(rf"alertname: {name}\n\s+exp_alerts:", expected), f"{name} is never seen to fire"


@pytest.mark.parametrize("name", ALERTS)
def test_each_alert_has_a_page_that_says_what_to_do(name: str):
    assert f"runbook_url: docs/runbooks/{name}.md" in RULES
    text = (RUNBOOKS / f"{name}.md").read_text()
    assert text.startswith(f"# {name}\n")
    places = [text.index(section) for section in SECTIONS]
    assert places == sorted(places)


def test_every_page_is_an_alerts_and_in_the_index():
    pages = {page.stem for page in RUNBOOKS.glob("*.md")} - {"README"}
    assert pages == set(ALERTS)
    assert set(re.findall(r"\]\((\w+)\.md\)", (RUNBOOKS / "README.md").read_text())) == pages


async def test_what_fires_reaches_whoever_is_on_call_with_its_page_and_hides_what_follows_from_it(
    tmp_path: Path,
):
    manager = program("prometheus-alertmanager", "prometheus-alertmanager")
    said_by(program("amtool", "prometheus-alertmanager"), "check-config", ALERTMANAGER)
    async with sinking() as sink:
        text = ALERTMANAGER.read_text().replace("mailpit:1025", f"127.0.0.1:{sink.port}")
        config = tmp_path / "alertmanager.yml"
        config.write_text(text.replace("group_wait: 10s", "group_wait: 1s").replace("30s", "1s"))
        (port,) = free_ports(1)
        running = await asyncio.create_subprocess_exec(
            *(manager, f"--config.file={config}", f"--storage.path={tmp_path / 'data'}"),
            *(f"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address="),
            stderr=DEVNULL,
        )
        try:
            await _fire(port, "NobodyServes", "page")
            await _fire(port, "ProcessDown", "page")
            await _fire(port, "MessagesDead", "ticket")
            async with asyncio.timeout(15):
                while len(sink.letters) < 2:
                    await asyncio.sleep(0.05)
        finally:
            running.terminate()
            await running.wait()
    told = {str(letter["To"]): letter for letter in sink.letters}
    assert set(told) == {"on-call@healthmed.example", "operations@healthmed.example"}
    page = told["on-call@healthmed.example"]
    assert "NobodyServes" in str(page["Subject"])
    assert "docs/runbooks/NobodyServes.md" in page.as_string().replace("=\n", "")
    assert not [letter for letter in sink.letters if "ProcessDown" in letter.as_string()]


async def _fire(port: int, name: str, severity: str) -> None:
    alert = {
        "labels": {"alertname": name, "severity": severity},
        "annotations": {"summary": name, "runbook_url": f"docs/runbooks/{name}.md"},
        "endsAt": (datetime.now(UTC) + timedelta(hours=1)).isoformat(),
    }
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client, asyncio.timeout(15):
        while True:
            try:
                sent = await client.post("/api/v2/alerts", content=json.dumps([alert]), headers=JSON)
            except httpx.TransportError:
                await asyncio.sleep(0.05)
            else:
                assert sent.status_code == 200, sent.text
                return


JSON = {"content-type": "application/json"}
