"""Over real sockets: the specification's audits, bodies that are too long, starting and stopping."""

import asyncio
import json
from pathlib import Path

import httpx

from api.requests import MOST_BYTES
from tests.api.edge import TYPENAME
from tests.server import ROOT, Server, serving

HERE = Path(__file__).parent
AUDITS = ROOT / "frontend" / "node_modules" / "graphql-http"


async def test_the_specifications_audits_all_pass(server: Server):
    assert AUDITS.exists(), "npm ci in frontend/ installs the audits"
    command = ["node", str(HERE / "audit.mjs"), f"{server.origin}/graphql", str(AUDITS)]
    audit = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    said, _ = await audit.communicate()
    assert said.decode() == "61 of 61\n"


async def test_a_body_that_is_too_long_leaves_the_server_well(server: Server):
    async with httpx.AsyncClient(base_url=server.origin) as client:
        headers = {"content-type": "application/json"}
        for length, status in ((MOST_BYTES, 200), (MOST_BYTES + 1, 413), (20 * MOST_BYTES, 413)):
            body = json.dumps(TYPENAME).encode().ljust(length)
            assert (await client.post("/graphql", content=body, headers=headers)).status_code == status
        assert (await client.get("/livez")).status_code == 200


async def test_what_is_no_http_is_refused_and_the_server_stays(server: Server):
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(b"\x00\xff\r\n\r\n")
    assert (await reader.read()).startswith(b"HTTP/1.1 400")
    writer.close()
    async with httpx.AsyncClient(base_url=server.origin) as client:
        assert (await client.get("/livez")).status_code == 200


async def test_it_starts_and_stops_cleanly(database_url: str):
    async with serving(database_url) as server:
        async with httpx.AsyncClient(base_url=server.origin, timeout=40) as client:
            assert (await client.get("/livez")).status_code == 200
            assert (await client.get("/readyz")).status_code == 200
            assert (await client.post("/graphql", json=TYPENAME)).json() == {"data": {"__typename": "Query"}}
        server.process.terminate()
        _, logged = await server.process.communicate()
    lines = [json.loads(line) for line in logged.decode().splitlines() if line.startswith("{")]
    assert [line["event"] for line in lines] == ["api started", "api stopped"]
