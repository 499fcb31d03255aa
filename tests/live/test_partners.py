"""Partners' programs at the doors: tokens, grants, and what ends them."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import pytest

from domain.doctors.models import Doctor
from domain.integrators.add import Added, add_integrator
from domain.integrators.disable import disable_integrator
from domain.integrators.revoke import revoke_integrator
from domain.integrators.rotate_secret import rotate_secret
from domain.integrators.scopes import Scope
from domain.slots.models import Slot
from tests.clinic import Clinic
from tests.live.client import connected
from tests.live.conftest import eventually
from tests.server import Server

FOLLOW = """subscription($doctor: ID!) {
  appointmentChanged(doctorId: $doctor) { kind appointment { reason patient { name cpf } } }
}"""
BOOK = """mutation($slot: ID!, $patient: ID) {
  bookAppointment(input: { slotId: $slot, patientId: $patient, reason: "dor de cabeça" }) {
    __typename ... on Appointment { reason history { by through { name } } }
    ... on InvalidInput { fields { path message } }
  }
}"""
MOVE = """mutation($visit: ID!, $slot: ID!) {
  rescheduleAppointment(id: $visit, slotId: $slot) {
    __typename
    ... on Appointment {
      status history { through { name } } rescheduledFrom { history { through { name } } }
    }
    ... on InvalidInput { fields { path message } }
  }
}"""
LIST = "{ appointments { nodes { reason patient { name cpf } doctor { name } } } }"


@dataclass
class Partner:
    """A program with all scopes, and a doctor who granted it."""

    clinic: Clinic
    added: Added
    doctor: Doctor
    slot: Slot
    http: httpx.AsyncClient

    async def token(self, scope: str = "") -> str:
        """As a program gets it."""
        form = {"grant_type": "client_credentials", "scope": scope}
        client = (str(self.added.id), self.added.secret or "")
        answer = await self.http.post("/oauth/token", data=form, auth=client)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])

    async def ask(self, query: str, token: str, **variables: Any) -> Any:
        """The answer, whatever it is."""
        body = {"query": query, "variables": variables}
        answer = await self.http.post("/graphql", json=body, headers={"Authorization": f"Bearer {token}"})
        return answer.json()

    async def grant(self) -> None:
        """The doctor lets it act."""
        integrator: Any = await self.clinic.row("integrators", self.added.id)
        await self.clinic.grant(self.doctor, integrator)


@pytest.fixture
async def partner(clinic: Clinic, server: Server) -> AsyncIterator[Partner]:
    now = clinic.now
    name = f"Parceiro {now.timestamp()}"
    added = await clinic.database.write(
        lambda tx: add_integrator(tx, name, frozenset(Scope), None, now - timedelta(minutes=1))
    )
    doctor = await clinic.doctor()
    async with httpx.AsyncClient(base_url=server.origin, timeout=40) as http:
        partner = Partner(clinic, added, doctor, await clinic.slot(doctor), http)
        await partner.grant()
        yield partner


async def test_a_partner_books_for_its_patient_and_is_named_in_the_history(partner: Partner):
    patient = await partner.clinic.enrolled(await partner.clinic.row("integrators", partner.added.id))
    variables = {"slot": str(partner.slot.id), "patient": str(patient.id)}
    token = await partner.token()
    booked = (await partner.ask(BOOK, token, **variables))["data"]["bookAppointment"]
    assert (booked["__typename"], booked["reason"]) == ("Appointment", None)
    ((step),) = booked["history"]
    assert step["by"] == "PATIENT"
    assert step["through"]["name"].startswith("Parceiro")
    seen = (await partner.ask(LIST, token))["data"]["appointments"]["nodes"]
    assert [(visit["reason"], visit["patient"]["cpf"]) for visit in seen] == [(None, None)]


async def test_another_partners_patient_is_nobody(partner: Partner):
    stranger = await partner.clinic.patient()
    token = await partner.token()
    for id in (str(stranger.id), "x", None):
        answer = await partner.ask(BOOK, token, slot=str(partner.slot.id), patient=id)
        assert answer["data"]["bookAppointment"]["fields"][0]["path"] == "patientId"


async def test_a_doctor_who_granted_nothing_has_no_slots_and_no_visits_for_it(partner: Partner):
    await partner.clinic.database.write(lambda tx: revoke_integrator(tx, partner.doctor.id, partner.added.id))
    patient = await partner.clinic.enrolled(await partner.clinic.row("integrators", partner.added.id))
    await partner.clinic.book(partner.slot, await partner.clinic.patient())
    token = await partner.token()
    free = await partner.clinic.slot(partner.doctor, timedelta(days=3))
    answer = await partner.ask(BOOK, token, slot=str(free.id), patient=str(patient.id))
    assert answer["data"]["bookAppointment"] == {"__typename": "SlotNotFound"}
    assert (await partner.ask(LIST, token))["data"]["appointments"]["nodes"] == []


async def test_what_the_patient_does_elsewhere_is_not_told_to_the_partner(partner: Partner):
    """The patient has time for nothing else then, and with whom is none of the partner's business."""
    clinic = partner.clinic
    patient = await clinic.enrolled(await clinic.row("integrators", partner.added.id))
    await clinic.book(await clinic.slot(await clinic.doctor()), patient)
    answer = await partner.ask(
        BOOK, await partner.token(), slot=str(partner.slot.id), patient=str(patient.id)
    )
    assert answer["data"]["bookAppointment"]["fields"] == [
        {"path": "patientId", "message": "O paciente já tem uma consulta nesse horário."}
    ]


async def test_a_partner_moves_its_patients_visit_and_learns_of_no_other(partner: Partner):
    clinic = partner.clinic
    patient = await clinic.enrolled(await clinic.row("integrators", partner.added.id))
    visit = await clinic.book(partner.slot, patient)
    await clinic.book(await clinic.slot(await clinic.doctor(), timedelta(days=2)), patient)
    busy, free = await clinic.slots(partner.doctor, 2, timedelta(days=2))
    token = await partner.token()

    async def move(to: Slot) -> Any:
        answer = await partner.ask(MOVE, token, visit=str(visit), slot=str(to.id))
        return answer["data"]["rescheduleAppointment"]

    sentence = "O paciente já tem uma consulta nesse horário."
    assert (await move(busy))["fields"] == [{"path": "slotId", "message": sentence}]
    moved = await move(free)
    assert (moved["__typename"], moved["status"]) == ("Appointment", "PENDING")
    told = [*moved["history"], moved["rescheduledFrom"]["history"][-1]]
    assert all(step["through"]["name"].startswith("Parceiro") for step in told)


async def test_a_scope_that_was_not_asked_for_is_not_there(partner: Partner):
    answer = await partner.ask(LIST, await partner.token("directory:read events:read"))
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "FORBIDDEN"
    assert "appointments:read" in error["message"]


async def test_live_over_a_websocket_until_the_doctor_takes_the_grant_back(partner: Partner, server: Server):
    token = await partner.token()
    async with connected(server.origin) as client:
        await client.say("connection_init", payload={"Authorization": f"Bearer {token}"})
        assert await client.hear() == {"type": "connection_ack"}
        await client.subscribe(FOLLOW, doctor=str(partner.doctor.id))
        await partner.clinic.book(partner.slot, await partner.clinic.patient(), reason="segredo")
        change = await client.next()
        assert change["kind"] == "BOOKED"
        assert (change["appointment"]["reason"], change["appointment"]["patient"]["cpf"]) == (None, None)
        await partner.clinic.database.write(
            lambda tx: revoke_integrator(tx, partner.doctor.id, partner.added.id)
        )
        assert (await client.closed())[0] == 4403
    async with connected(server.origin) as client:
        await client.say("connection_init", payload={"Authorization": f"Bearer {token}"})
        await client.hear()
        payload = {"query": FOLLOW, "variables": {"doctor": str(partner.doctor.id)}}
        await client.say("subscribe", id="1", payload=payload)
        assert await client.error() == "FORBIDDEN"


@pytest.mark.parametrize("ending", [disable_integrator, rotate_secret])
async def test_a_program_that_is_kept_out_or_has_another_secret_loses_token_and_stream(
    partner: Partner, server: Server, ending: Any
):
    token = await partner.token()
    headers = {"Authorization": f"Bearer {token}", "Accept": "text/event-stream"}
    body = {"query": FOLLOW, "variables": {"doctor": str(partner.doctor.id)}}
    async with partner.http.stream("POST", "/graphql", json=body, headers=headers) as stream:
        lines = stream.aiter_lines()
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert await anext(lines) == ":"
        later = partner.clinic.now + timedelta(seconds=30)
        await partner.clinic.database.write(lambda tx: ending(tx, partner.added.id, later))
        assert [line async for line in lines if line][-1].startswith(": 4403")
    for more in ({}, {"Accept": "text/event-stream"}):
        headers = {"Authorization": f"Bearer {token}"} | more
        answer = await partner.http.post("/graphql", json=body, headers=headers)
        assert answer.status_code == 401
        assert answer.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
        assert 'error="invalid_token"' in answer.headers["www-authenticate"]
    async with connected(server.origin) as client:
        await client.say("connection_init", payload={"Authorization": f"Bearer {token}"})
        assert (await client.closed())[0] == 4401


async def test_streams_are_counted_as_they_open_and_while_they_are_open(partner: Partner):
    headers = {"Authorization": f"Bearer {await partner.token()}", "Accept": "text/event-stream"}
    body = {"query": FOLLOW, "variables": {"doctor": str(partner.doctor.id)}}

    async def none_is_open() -> bool:
        return (await counted(partner))[:2] == [0, 0]

    await eventually(none_is_open)
    _, _, answered, rejected, timed = await counted(partner)
    async with partner.http.stream("POST", "/graphql", json=body, headers=headers) as stream:
        lines = stream.aiter_lines()  # kept: it ends the stream when it is forgotten
        assert await anext(lines) == ":"
        assert await counted(partner) == [1, 0, answered + 1, rejected, timed + 1]
    await eventually(none_is_open)
    nobody = headers | {"Authorization": "Bearer x"}
    assert (await partner.http.post("/graphql", json=body, headers=nobody)).status_code == 401
    assert await counted(partner) == [0, 0, answered + 1, rejected + 1, timed + 2]


async def counted(partner: Partner) -> list[float]:
    """Streams and sockets that are open; subscriptions by HTTP that were answered, rejected, timed."""
    text = (await partner.http.get("/metrics")).text
    labels = 'kind="subscription",operation="other"'
    return [
        float(re.findall(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)[0])
        for name in (
            "healthmed_event_streams_open",
            "healthmed_sockets_open",
            f'healthmed_graphql_requests_total{{{labels},outcome="answered"}}',
            f'healthmed_graphql_requests_total{{{labels},outcome="rejected"}}',
            f"healthmed_graphql_seconds_count{{{labels}}}",
        )
    ]


async def test_a_stream_that_is_refused_says_why_and_is_complete(partner: Partner):
    headers = {"Authorization": f"Bearer {await partner.token()}", "Accept": "text/event-stream"}
    body = {"query": FOLLOW, "variables": {"doctor": str((await partner.clinic.doctor()).id)}}
    answer = await partner.http.post("/graphql", json=body, headers=headers)
    assert '"code":"FORBIDDEN"' in answer.text
    assert answer.text.endswith("event: complete\ndata:\n\n")


async def test_a_program_reads_refusals_in_the_language_that_it_asks_for(partner: Partner):
    headers = {"Authorization": f"Bearer {await partner.token()}", "Accept-Language": "en"}
    variables = {"slot": str(partner.slot.id), "patient": None}
    answer = await partner.http.post(
        "/graphql", json={"query": BOOK, "variables": variables}, headers=headers
    )
    (field,) = answer.json()["data"]["bookAppointment"]["fields"]
    assert field["message"] == "There is no such patient."


async def test_client_libraries_find_the_doors(partner: Partner):
    document = (await partner.http.get("/.well-known/openid-configuration")).json()
    assert document["token_endpoint"] == f"{document['issuer']}/oauth/token"
    assert (await partner.http.get("/oauth/keys")).json()["keys"][0]["alg"] == "RS256"


async def test_introspection_is_open_to_partners(partner: Partner):
    token = await partner.token("directory:read")
    answer = await partner.ask("{ __schema { queryType { name } } }", token)
    assert answer["data"]["__schema"]["queryType"]["name"] == "Query"
