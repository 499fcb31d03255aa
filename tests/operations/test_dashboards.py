"""Every panel of every dashboard shows something, asked of a Prometheus that watched the clinic at work."""

import asyncio
import json
import math
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

import httpx

from tests.clinic import Clinic
from tests.live.client import SLOTS
from tests.operations.load import BOOK, Load
from tests.operations.prometheus import Prometheus, watching
from tests.operations.stack import running
from tests.server import ROOT

DASHBOARDS = sorted((ROOT / "deploy" / "grafana").glob("*.json"))
SECONDS = 15.0
SIGN_IN = """mutation SignIn($input: SignInInput!) { signIn(input: $input) { __typename } }"""
NOBODY = {"identifier": "nobody@example.com", "password": "not the password"}


class Panel(NamedTuple):
    """One query of one panel."""

    dashboard: str
    title: str
    unit: str
    legend: str
    query: str


def panels() -> Iterator[Panel]:
    """All of them, as they are asked every few seconds."""
    for path in DASHBOARDS:
        dashboard = json.loads(path.read_text())
        for panel in dashboard["panels"]:
            for target in panel["targets"]:
                query = target["expr"].replace("$__rate_interval", "15s")
                unit = panel["fieldConfig"]["defaults"]["unit"]
                yield Panel(dashboard["title"], panel["title"], unit, target["legendFormat"], query)


def test_dashboards_say_where_their_data_comes_from_and_panels_do_not_overlap():
    assert len({json.loads(path.read_text())["uid"] for path in DASHBOARDS}) == len(DASHBOARDS) == 3
    for path in DASHBOARDS:
        taken: set[tuple[int, int]] = set()
        for panel in json.loads(path.read_text())["panels"]:
            assert panel["datasource"] == {"type": "prometheus", "uid": "prometheus"}
            at = panel["gridPos"]
            cells = {(at["x"] + x, at["y"] + y) for x in range(at["w"]) for y in range(at["h"])}
            assert not cells & taken, panel["title"]
            assert max(x for x, _ in cells) < 24
            taken |= cells


async def test_no_panel_is_empty_under_load(clinic: Clinic, database_url: str, tmp_path: Path):
    async with running(database_url, tmp_path) as stack:
        targets = {
            "api": [one.port for one in stack.apis],
            "worker": [one.port for one in stack.workers],
        }
        async with watching(tmp_path, targets) as prometheus:
            load = await Load.of(clinic, stack.origin)
            async with load.going_on(), event_stream(load):
                await asyncio.gather(asyncio.sleep(SECONDS), refused(load))
                found = [(panel, await prometheus.ask(panel.query)) for panel in panels()]
                await all_targets_are_up(prometheus)
                firing = await prometheus.ask('ALERTS{alertstate="firing"}')
    show(found)
    streams = [samples for panel, samples in found if "event_streams" in panel.query]
    assert sorted(map(sum, map(numbers, streams))) == [1]
    empty = [panel.title for panel, samples in found if not numbers(samples)]
    assert not empty
    assert not firing
    assert not load.failed, load.failed[:5]


@asynccontextmanager
async def event_stream(load: Load) -> AsyncIterator[None]:
    """Somebody hears of the doctor's slots over plain HTTP, once it is open until the end of the block."""
    body = {"query": SLOTS, "variables": {"doctor": load.doctor, "after": None}}
    headers = {"accept": "text/event-stream"}
    async with (
        httpx.AsyncClient(base_url=load.origin) as client,
        client.stream("POST", "/graphql", json=body, headers=headers) as answer,
    ):
        assert answer.status_code == 200
        yield


async def refused(load: Load) -> None:
    """What the clinic says no to, and what nobody understands."""
    taken = {"slotId": str(load.slots[0].id), "idempotencyKey": "somebody-elses"}
    async with httpx.AsyncClient(base_url=load.origin, cookies={"healthmed": load.tokens[0]}) as client:
        await asyncio.sleep(SECONDS * 0.6)
        for body in (
            {"query": BOOK, "variables": {"input": taken}, "operationName": "Book"},
            {"query": SIGN_IN, "variables": {"input": NOBODY}, "operationName": "SignIn"},
            {"query": "{ nothing }"},
        ):
            await client.post("/graphql", json=body)


async def all_targets_are_up(prometheus: Prometheus) -> None:
    targets = await prometheus.targets()
    assert len(targets) == 6
    assert set(targets.values()) == {"up"}, targets


def numbers(samples: list[dict[str, Any]]) -> list[float]:
    """The values that a panel would draw."""
    return [value for sample in samples if not math.isnan(value := float(sample["value"][1]))]


def show(found: list[tuple[Panel, list[dict[str, Any]]]]) -> None:
    """The table of all panels, for whoever runs this with -s."""
    print("\n| Dashboard | Panel | Series | Values under load | Unit |\n|---|---|---|---|---|")  # noqa: T201
    for panel, samples in found:
        drawn = sorted(numbers(samples), reverse=True)
        values = ", ".join(f"{value:.4g}" for value in drawn[:4]) + (" ..." if len(drawn) > 4 else "")
        title = f"{panel.title} ({panel.legend})" if "{{" not in panel.legend else panel.title
        print(f"| {panel.dashboard} | {title} | {len(drawn)} | {values} | {panel.unit} |")  # noqa: T201
