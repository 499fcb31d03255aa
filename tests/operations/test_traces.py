"""A trace leads from a request to its SQL, its event and its messages, and tells nothing of anybody."""

import asyncio
import subprocess
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from domain.accounts.sessions import open_session
from infra.tracing import Traces, traces_of
from tests import valkey
from tests.clinic import Clinic
from tests.faults.test_worker_without_redis import working
from tests.live.conftest import eventually
from tests.operations.collector import Collector, Span, collecting
from tests.operations.load import BOOK, READ
from tests.server import ROOT, serving
from tests.sink import sinking

NAME = "Zuleica Quaresma de Albuquerque"
REASON = "Uma dor que ninguém mais conhece"
ALL = {"OTEL_TRACES_SAMPLER": "always_on", "OTEL_BSP_SCHEDULE_DELAY": "200"}


async def test_one_trace_leads_from_the_request_to_the_messages(
    clinic: Clinic, database_url: str, tmp_path: Path
):
    patient = await clinic.patient(NAME)
    slot = await clinic.slot(await clinic.doctor(), timedelta(days=3))
    token = await clinic.database.write(partial(open_session, account_id=patient.id, now=clinic.now))
    async with collecting() as collector, sinking() as sink, valkey.valkey(tmp_path / "v") as redis:
        traced = ALL | {"HEALTHMED_OTLP_ENDPOINT": collector.url}
        async with (
            serving(database_url, HEALTHMED_REDIS_URL=redis, **traced) as server,
            working(database_url, redis, tmp_path, HEALTHMED_SMTP_URL=sink.url, **traced),
            httpx.AsyncClient(base_url=server.origin, cookies={"healthmed": token}, timeout=20) as client,
        ):
            wish = {"slotId": str(slot.id), "idempotencyKey": "a-key-of-mine", "reason": REASON}
            await ask(client, BOOK, "Book", input=wish)
            await ask(client, READ, "Doctors", first=1)
            await eventually(lambda: both_delivered(collector), within=30)
        await eventually(lambda: both_delivered(collector))
    booked = tree(collector, "mutation Book")
    for child, parent in (
        ("write", "mutation Book"),
        ("publish AppointmentBooked", "write"),
        ("deliver DOCTOR_BOOKED", "write"),
        ("deliver PATIENT_RECEIVED", "write"),
        ("write", "deliver PATIENT_RECEIVED"),
    ):
        assert (child, parent) in booked
    assert ("read", "query Doctors") in tree(collector, "query Doctors")
    (read,) = [span for span in collector.named("read") if "next_slot_at" in span.of["db.query.text"]]
    assert "$1" in read.of["db.query.text"]
    assert {span.process for span in collector.spans} == {"healthmed-api", "healthmed-worker"}
    for said in (NAME, NAME.lower(), REASON, f"{patient.id.hex}@example.com", token, "a-key-of-mine"):
        assert said.encode() not in collector.received


async def ask(client: httpx.AsyncClient, query: str, name: str, **variables: Any) -> None:
    body = {"query": query, "operationName": name, "variables": variables}
    answer = await client.post("/graphql", json=body)
    assert "errors" not in answer.json(), answer.text


async def both_delivered(collector: Collector) -> bool:
    return all(collector.named(f"deliver {kind}") for kind in ("DOCTOR_BOOKED", "PATIENT_RECEIVED"))


def tree(collector: Collector, root: str) -> set[tuple[str, str]]:
    """The spans of the trace that begins with `root`, each with the one that it is a part of."""
    (first,) = collector.named(root)
    assert not first.parent
    spans: dict[bytes, Span] = {span.id: span for span in collector.spans if span.trace == first.trace}
    return {(span.name, spans[span.parent].name) for span in spans.values() if span.parent}


async def test_of_an_exception_a_span_tells_its_type_alone(monkeypatch):
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", "always_on")
    async with collecting() as collector:
        traces = traces_of(collector.url, "test")
        try:
            with traces.begin("breaks"):
                raise ValueError(NAME)
        except ValueError:
            await asyncio.to_thread(traces.end)
    (span,) = collector.named("breaks")
    assert span.failed
    assert span.of["error.type"] == "ValueError"
    assert NAME.encode() not in collector.received


async def test_a_request_that_is_not_traced_leaves_no_trace_on_its_rows(monkeypatch):
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", "always_off")
    async with collecting() as collector:
        traces = traces_of(collector.url, "test")
        with traces.begin("unseen"):
            assert traces.trace is None
        await asyncio.to_thread(traces.end)
    assert not collector.spans


def test_off_nothing_is_imported_and_nothing_is_kept():
    program = "import sys, api.app, workers.process; print([m for m in sys.modules if m[:7] == 'opentel'])"
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
    assert type(traces_of(None, "api")) is Traces
    assert Traces().begin("one") is Traces().follow("two", "three")
