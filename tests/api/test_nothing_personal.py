"""People whose names, numbers and words are like no others come and go: afterwards logs, Valkey, metrics and
the texts of errors have none of it."""

import asyncio
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from redis.asyncio import Redis
from validate_docbr import CPF

from tests.clinic import Clinic
from tests.live.client import VISITS, connected
from tests.live.relay import relaying
from tests.server import Server, serving
from tests.valkey import valkey

REGISTER = """mutation($input: RegisterPatientInput!) { registerPatient(input: $input) {
  __typename ... on InvalidInput { fields { path message } } } }"""
SIGN_IN = "mutation($input: SignInInput!) { signIn(input: $input) { __typename ... on Problem { message } } }"
BOOK = """mutation($input: BookAppointmentInput!) { bookAppointment(input: $input) {
  __typename ... on Problem { message } } }"""


class Person:
    """What must not be found, each of it like nothing else in the world."""

    def __init__(self) -> None:
        mark = secrets.token_hex(4)
        self.name, self.email = f"Zoraide Qüxley{mark}", f"zq{mark}@example.com"
        self.cpf, self.phone = CPF().generate(), f"+55119{secrets.randbelow(10**8):08}"
        self.password, self.reason = f"hush-{mark}-horse", f"A tremor called Wyvern{mark}"
        self.key = f"key-{mark}"
        self.address = f"198.51.100.{secrets.randbelow(200) + 20}"
        self.token = ""

    def form(self, **changed: Any) -> dict[str, Any]:
        typed = {name: getattr(self, name) for name in ("name", "cpf", "email", "phone", "password")}
        return typed | {"acceptsTerms": True} | changed

    def marks(self) -> set[bytes]:
        """As they were typed, and as they are kept."""
        dotted = f"{self.cpf[:3]}.{self.cpf[3:6]}.{self.cpf[6:9]}-{self.cpf[9:]}"
        marks = {self.name, self.name.rpartition(" ")[2], self.email, self.cpf, dotted, self.phone[3:]}
        marks |= {self.password, self.reason, self.reason.rpartition(" ")[2], self.token, self.address}
        return {mark.encode() for mark in marks}


async def test_what_is_personal_is_in_no_log_no_valkey_no_metric_and_no_error(
    database_url: str, clinic: Clinic, tmp_path: Path
):
    person, errors = Person(), list[str]()
    clinic.now = datetime.now(UTC)
    slot = await clinic.slot(await clinic.doctor(), timedelta(days=3))
    async with valkey(tmp_path / "s") as redis_url, relaying(database_url, redis_url):
        settings = {"HEALTHMED_REDIS_URL": redis_url, "HEALTHMED_TRUSTED_PROXIES": "127.0.0.1"}
        async with serving(database_url, **settings) as server:
            await live(server, person, str(slot.id), errors)
            metrics = await shown(server)
            await asyncio.sleep(0.5)  # rates are shared
            kept = await everything_in(redis_url)
            server.process.terminate()
            _, logged = await server.process.communicate()
    places = {"logs": logged, "Valkey": kept, "metrics": metrics, "errors": "\n".join(errors).encode()}
    assert all(places.values()), places
    for place, content in places.items():
        found = [mark for mark in person.marks() if mark in content]
        assert not found, f"{place}: {found}"


async def live(server: Server, person: Person, slot: str, errors: list[str]) -> None:
    """Register, sign in wrongly and rightly, book, watch, and do everything wrong that can be."""
    from_there = {"x-forwarded-for": person.address}
    async with httpx.AsyncClient(base_url=server.origin, headers=from_there, timeout=30) as client:

        async def ask(query: str, **variables: Any) -> Any:
            answer = await client.post("/graphql", json={"query": query, "variables": variables})
            if "errors" in answer.json() or "message" in answer.text:
                errors.append(answer.text)
            return answer.json()

        await ask(REGISTER, input=person.form(cpf=person.cpf[::-1], email=f"{person.name}@"))
        await ask(REGISTER, input=person.form(name=f"{person.name}\0"))
        assert (await ask(REGISTER, input=person.form()))["data"]["registerPatient"][
            "__typename"
        ] == "Patient"
        person.token = client.cookies["healthmed"]
        await ask(REGISTER, input=person.form())
        await ask(SIGN_IN, input={"identifier": person.cpf, "password": person.reason})
        booking = {"slotId": slot, "reason": person.reason, "idempotencyKey": person.key}
        assert (await ask(BOOK, input=booking))["data"]["bookAppointment"]["__typename"] == "Appointment"
        await ask(BOOK, input=booking | {"reason": f"{person.reason}\0"})
        await ask(BOOK, input=booking | {"slotId": person.cpf, "idempotencyKey": person.password})
        await ask("query($id: ID!) { doctor(id: $id) { id } nothing }", id=person.cpf)
        await ask("query($n: Int!) { doctors(first: $n) { nodes { id } } }", n=100_000)
        await client.post("/graphql", content=f'{{"query": "{person.reason}', headers={"cookie": person.cpf})
        await client.get(f"/medicos/{person.cpf}", params={"q": person.email})
        async with connected(server.origin, person.token) as socket:
            await socket.begin()
            await socket.subscribe(VISITS)
            await socket.raw(f'{{"type": "{person.name}"}}')
            await socket.closed()


async def shown(server: Server) -> bytes:
    async with httpx.AsyncClient(base_url=server.origin) as client:
        answer = await client.get("/metrics")
    assert answer.status_code == 200
    return answer.content


async def everything_in(redis_url: str) -> bytes:
    """Every key with its value, as Valkey writes them to its disk, and who listens to what."""
    async with Redis.from_url(redis_url) as redis:
        keys = await redis.keys("*")
        values = [await redis.hgetall(key) if await redis.type(key) == b"hash" else b"" for key in keys]
        channels = await redis.pubsub_channels()
    return repr((keys, values, channels)).encode()
