"""What is asked: Q1 and Q2 and a booking, as GraphQL, and as requests on the wire."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPConnection
from typing import Any, Final

import asyncpg
import orjson

from bench.data import first_day
from bench.servers import HOST, Server

SLOT_FIELDS: Final = "{ id startsAt endsAt }"
Q1: Final = (
    "query Q1($specialty: String!) { doctors(filter: {specialty: $specialty}, first: 20) { nodes {"
    " id name crmNumber crmState bio city state feeCents nextSlots(first: 5) " + SLOT_FIELDS + " } } }"
)
Q2: Final = (
    "query Q2($id: ID!, $from: DateTime!, $to: DateTime!) { doctor(id: $id) {"
    " id slots(from: $from, to: $to) " + SLOT_FIELDS + " } }"
)
BOOK: Final = (
    "mutation Book($input: BookAppointmentInput!) { bookAppointment(input: $input) {"
    " ... on Appointment { id status slot { startsAt } } } }"
)
COMPARED: Final = 12
"""So many answers are compared before anything is measured."""
MOST_DOCTORS: Final = 200


class Different(Exception):
    """The peer does not answer what we answer: nothing that is measured would mean anything."""


@dataclass(frozen=True)
class Question:
    """A query, with the variables that it is asked with in turn."""

    name: str
    title: str
    document: str
    variables: Sequence[dict[str, Any]]

    def bodies(self) -> list[bytes]:
        """One for each set of variables; the peer reads the variables alone."""
        return [orjson.dumps({"query": self.document, "variables": each}) for each in self.variables]


async def questions(connection: asyncpg.Connection) -> list[Question]:
    """Q1 over the twelve specialties, Q2 over doctors who are busy all week long."""
    codes = await connection.fetch("SELECT DISTINCT specialty_code FROM doctor_specialties ORDER BY 1")
    doctors = await connection.fetch(
        "SELECT id::text FROM bench_doctors WHERE dense ORDER BY n LIMIT $1", MOST_DOCTORS
    )
    begins = await first_day(connection)
    week = {"from": begins.isoformat(), "to": (begins + timedelta(days=7)).isoformat()}
    return [
        Question("q1", "20 doctors, 8 fields, next 5 slots", Q1, [{"specialty": code} for (code,) in codes]),
        Question(
            "q2", "a doctor's free slots of a week", Q2, [{"id": doctor, **week} for (doctor,) in doctors]
        ),
    ]


def request(path: str, body: bytes, *headers: str) -> bytes:
    """A POST as browsers send it, over a connection that stays."""
    head = [
        f"POST {path} HTTP/1.1",
        f"Host: {HOST}",
        "Content-Type: application/json",
        "Accept: application/json",
        f"Content-Length: {len(body)}",
        *headers,
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def must_agree(question: Question, ours: Server, peer: Server) -> int:
    """Compare answers, parsed; the number of slots in the first of them."""
    bodies = question.bodies()[:COMPARED]
    for body in bodies:
        answer = asked(ours, "/graphql", body)
        for path in (f"/{question.name}", f"/{question.name}/plain"):
            other = asked(peer, path, body)
            if "errors" in answer or answer != other:
                raise Different(f"{question.name}: ours {_short(answer)}, {path} {_short(other)}")
    return orjson.dumps(asked(ours, "/graphql", bodies[0])).count(b'"startsAt"')


def asked(server: Server, path: str, body: bytes, **headers: str) -> Any:
    """One answer, parsed."""
    connection = HTTPConnection(HOST, server.port, timeout=30)
    try:
        connection.request("POST", path, body, {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        content = answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise Different(f"{server.name} answered {answer.status}: {_short(content)}")
    return orjson.loads(content)


def _short(answer: Any) -> str:
    return str(answer)[:600]
