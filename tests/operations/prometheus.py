"""A real Prometheus with the clinic's own configuration, that looks every second."""

import asyncio
import json
import shutil
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.operations.debian import program
from tests.operations.ports import free_ports
from tests.operations.stack import METRICS_TOKEN, until_answers
from tests.server import ROOT

CONFIGURED = ROOT / "deploy" / "prometheus"


@dataclass
class Prometheus:
    """Answers PromQL."""

    url: str

    async def ask(self, query: str) -> list[dict[str, Any]]:
        """The samples of an instant query."""
        async with httpx.AsyncClient(base_url=self.url) as client:
            answer = (await client.get("/api/v1/query", params={"query": query})).json()
        assert answer["status"] == "success", f"{query}: {answer.get('error')}"
        found: list[dict[str, Any]] = answer["data"]["result"]
        return found

    async def targets(self) -> dict[str, str]:
        """Whether each target could be asked."""
        async with httpx.AsyncClient(base_url=self.url) as client:
            active = (await client.get("/api/v1/targets")).json()["data"]["activeTargets"]
        return {target["scrapeUrl"]: target["health"] for target in active}


@asynccontextmanager
async def watching(folder: Path, targets: Mapping[str, Sequence[int]]) -> AsyncIterator[Prometheus]:
    """It asks these ports of this machine; `targets` are folders of deploy/prometheus/targets."""
    port, node = free_ports(2)
    configured = folder / "prometheus"
    shutil.copytree(CONFIGURED / "rules", configured / "rules")
    text = (CONFIGURED / "prometheus.yml").read_text()
    text = text.replace("15s", "1s").replace("localhost:9090", f"127.0.0.1:{port}")
    (configured / "prometheus.yml").write_text(text)
    (configured / "secrets").mkdir(exist_ok=True)
    (configured / "secrets" / "metrics_token").write_text(METRICS_TOKEN)
    for name, ports in {**targets, "node": [node]}.items():
        listed = configured / "targets" / name / "test.yml"
        listed.parent.mkdir(parents=True)
        listed.write_text(json.dumps([{"targets": [f"127.0.0.1:{one}" for one in ports]}]))
    commands = (
        [
            program("prometheus-node-exporter", "prometheus-node-exporter"),
            f"--web.listen-address=127.0.0.1:{node}",
        ],
        [
            program("prometheus", "prometheus"),
            f"--config.file={configured / 'prometheus.yml'}",
            f"--storage.tsdb.path={folder / 'samples'}",
            f"--web.listen-address=127.0.0.1:{port}",
        ],
    )
    running = [
        await asyncio.create_subprocess_exec(*each, stdout=DEVNULL, stderr=DEVNULL, cwd=folder)
        for each in commands
    ]
    try:
        await until_answers(f"http://127.0.0.1:{port}/-/ready")
        yield Prometheus(f"http://127.0.0.1:{port}")
    finally:
        for process in running:
            process.terminate()
            await process.wait()
