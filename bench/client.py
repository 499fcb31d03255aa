"""The client as a browser measures it, against a clinic of its own with the demo's people."""

import asyncio
from typing import Final

import orjson
from rich.console import Console

from bench.goals import Goal
from bench.measure import Quiet
from bench.servers import ROOT
from bench.startup import NotYet, own_folder, running

FRONTEND: Final = ROOT / "frontend"
TOOLS: Final = ("live", "interactions", "lighthouse")
"""frontend/tools/<name>.mjs: takes an address; with --json it prints its figures beside their goals."""


async def client(quiet: Quiet, console: Console) -> list[Goal]:
    """Every figure of every tool; a line says why, where one could not be measured."""
    if not (FRONTEND / "node_modules").exists():
        console.print("[yellow]the client was not measured:[/] `make up` installs what its tools need")
        return []
    found: list[Goal] = []
    with own_folder() as folder, console.status("Measuring the client"):
        try:
            async with running(folder) as address:
                for tool in TOOLS:
                    await quiet.wait()
                    found += await _figures(tool, address)
        except NotYet as reason:
            console.print(f"[yellow]the client was not measured:[/] {reason}")
    return found


async def _figures(tool: str, address: str) -> list[Goal]:
    process = await asyncio.create_subprocess_exec(
        *("node", f"tools/{tool}.mjs", address, "--json"),
        cwd=FRONTEND,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complaint = await process.communicate()
    if not said.startswith(b"["):
        raise NotYet(f"{tool}: {complaint.decode(errors='replace').strip() or 'it said nothing'}")
    return [Goal(**figure) for figure in orjson.loads(said)]
