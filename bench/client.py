"""The client as a browser measures it, against a clinic of its own with the demo's people."""

import asyncio
from dataclasses import dataclass, field
from typing import Final

import orjson
from rich.console import Console

from bench.goals import Goal
from bench.machine import speed
from bench.measure import Quiet
from bench.servers import ROOT
from bench.startup import NotYet, own_folder, running

FRONTEND: Final = ROOT / "frontend"
TOOLS: Final = ("live", "interactions", "lighthouse")
"""frontend/tools/<name>.mjs: takes an address; with --json it prints its figures beside their goals."""


@dataclass
class Client:
    """What the tools say: goals and all, and what helps to understand them."""

    goals: list[Goal] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)


async def client(quiet: Quiet, console: Console) -> Client:
    """Every figure of every tool; a line says why, where one could not be measured."""
    found = Client()
    if not (FRONTEND / "node_modules").exists():
        console.print("[yellow]the client was not measured:[/] `make up` installs what its tools need")
        return found
    with own_folder() as folder, console.status("Measuring the client"):
        try:
            async with running(folder) as address:
                for tool in TOOLS:
                    await quiet.wait()
                    await _measure(tool, address, found)
        except NotYet as reason:
            console.print(f"[yellow]the client was not measured:[/] {reason}")
    return found


async def _measure(tool: str, address: str, found: Client) -> None:
    before = await asyncio.to_thread(speed)
    process = await asyncio.create_subprocess_exec(
        *("node", f"tools/{tool}.mjs", address, "--json"),
        cwd=FRONTEND,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complaint = await process.communicate()
    if not said.startswith(b"{"):
        raise NotYet(f"{tool}: {complaint.decode(errors='replace').strip() or 'it said nothing'}")
    told = orjson.loads(said)
    found.goals += [Goal(**goal) for goal in told["goals"]]
    found.remarks += [(remark["what"], remark["found"]) for remark in told["remarks"]]
    after = await asyncio.to_thread(speed)
    found.remarks.append((f"{tool}: ten million additions, before and after", f"{before:.2f}, {after:.2f} s"))
