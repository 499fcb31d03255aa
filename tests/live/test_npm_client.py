"""The client that browsers use."""

import asyncio
import json
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from typing import Any

from domain.slots.hold import hold_slot
from domain.slots.withdraw import withdraw_slot
from tests.clinic import Clinic
from tests.server import ROOT, Server

SCRIPT = Path(__file__).with_name("graphql_ws.mjs")
MODULES = ROOT / "frontend" / "node_modules"


class Node:
    """The script while it runs."""

    def __init__(self, process: Process) -> None:
        self._process = process

    async def hears(self, wanted: Any) -> None:
        """Wait for this; pings are answered in between."""
        assert self._process.stdout is not None
        async with asyncio.timeout(10):
            while (heard := json.loads(await self._process.stdout.readline())) != wanted:
                assert heard == "pong", heard

    async def told(self, command: str) -> None:
        """Give it a command."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{command}\n".encode())


async def test_graphql_ws_connects_subscribes_pings_resumes_and_completes(server: Server, clinic: Clinic):
    assert (MODULES / "graphql-ws").exists(), "npm ci in frontend/ installs the client"
    doctor, patient = await clinic.doctor(), await clinic.patient()
    first, second, third = await clinic.slots(doctor, 3)
    command = ["node", str(SCRIPT), server.origin.replace("http", "ws") + "/graphql", server.origin]
    process = await asyncio.create_subprocess_exec(*command, MODULES, str(doctor.id), stdin=PIPE, stdout=PIPE)
    node = Node(process)
    await node.hears("connected")
    await node.hears("pong")
    await clinic.database.write(lambda tx: hold_slot(tx, patient.id, first.id, clinic.now))
    await node.hears({"status": "HELD"})
    await node.told("drop")
    await clinic.database.write(lambda tx: withdraw_slot(tx, doctor.id, second.id, clinic.now))
    await node.hears({"closed": 1006})
    await node.hears("connected")
    await node.hears({"status": "WITHDRAWN"})
    await node.told("complete")
    await node.hears("complete")
    await clinic.database.write(lambda tx: withdraw_slot(tx, doctor.id, third.id, clinic.now))
    rest, _ = await asyncio.wait_for(process.communicate(b""), 10)
    assert {json.loads(line)["closed"] for line in rest.splitlines() if b"closed" in line} <= {1000}
    assert b"status" not in rest
    assert process.returncode == 0
