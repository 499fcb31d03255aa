"""A real OpenID provider (npm oidc-provider) in a process of its own."""

import asyncio
import json
import socket
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

FRONTEND = Path(__file__).parents[2] / "frontend"
SCRIPT = FRONTEND / "tests" / "oidc" / "provider.mjs"
CLIENT, SECRET = "clinic", "only-in-tests-0123456789abcdef0123456789abcdef"
PROGRAM = "program"
AUDIENCE = "https://api.clinic.example"
CLINIC = "http://127.0.0.1:8000"


@dataclass
class Provider:
    """Listens on 127.0.0.1, always on the same port."""

    people: dict[str, dict[str, Any]]
    alg: str = "RS256"
    port: int = 0
    process: Process | None = None

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def settings(self) -> dict[str, Any]:
        """What the clinic is told of it."""
        return {
            "issuer": self.issuer,
            "client_id": CLIENT,
            "client_secret": SECRET,
            "name": "Provedor",
            "audience": AUDIENCE,
        }

    async def start(self) -> None:
        told = {
            "port": self.port,
            "alg": self.alg,
            "audience": AUDIENCE,
            "clients": _clients(),
            "people": self.people,
        }
        self.process = await asyncio.create_subprocess_exec(
            "node", str(SCRIPT), json.dumps(told), cwd=FRONTEND, stdout=PIPE
        )
        assert self.process.stdout is not None
        async with asyncio.timeout(60):
            assert b"listening" in await self.process.stdout.readline()

    async def stop(self) -> None:
        if self.process and self.process.returncode is None:
            self.process.terminate()
            await self.process.wait()

    async def rotate(self) -> None:
        """Sign with a new key; the old ones stay published."""
        async with httpx.AsyncClient(trust_env=False) as http:
            await http.post(f"{self.issuer}/test/rotate")

    async def program_token(self) -> str:
        """An access token of a program, for our API."""
        form = {"grant_type": "client_credentials", "scope": "directory:read"}
        async with httpx.AsyncClient(trust_env=False) as http:
            answer = await http.post(f"{self.issuer}/token", data=form, auth=(PROGRAM, SECRET))
        return str(answer.json()["access_token"])


def _clients() -> list[dict[str, Any]]:
    web = {
        "client_id": CLIENT,
        "client_secret": SECRET,
        "redirect_uris": [f"{CLINIC}/oidc/callback"],
        "post_logout_redirect_uris": [f"{CLINIC}/"],
    }
    program = {
        "client_id": PROGRAM,
        "client_secret": SECRET,
        "grant_types": ["client_credentials"],
        "redirect_uris": [],
        "response_types": [],
        "scope": "directory:read",
    }
    return [web, program]


@asynccontextmanager
async def providing(people: dict[str, dict[str, Any]], alg: str = "RS256") -> AsyncIterator[Provider]:
    """A provider that knows these people, by their subjects."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    provider = Provider(people, alg, port)
    await provider.start()
    try:
        yield provider
    finally:
        await provider.stop()
