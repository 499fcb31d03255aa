"""Which tokens of a configured provider are a program's own, and not a person's who came through it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from api.partners import scopes_in, service_account, service_in
from domain.integrators.add import Client, add_integrator
from domain.integrators.scopes import Scope
from infra.identity import Proof

ISSUER = "https://id.example"
SOON = datetime(2027, 1, 1, tzinfo=UTC)
SERVICES: dict[str, tuple[str, dict[str, Any]]] = {
    "RFC 9068": ("robot", {"client_id": "robot"}),
    "Auth0": ("robot@clients", {"azp": "robot"}),
    "Keycloak": (
        "0e1f",
        {"azp": "robot", "client_id": "robot", "preferred_username": "service-account-robot"},
    ),
}
PEOPLE: dict[str, tuple[str, dict[str, Any]]] = {
    "through an RFC 9068 client": ("ana", {"client_id": "robot"}),
    "through an Auth0 application": ("auth0|ana", {"azp": "robot"}),
    "through a Keycloak client": ("0e1f", {"azp": "robot", "preferred_username": "ana"}),
    "who calls herself so": ("0e1f", {"azp": "robot", "preferred_username": "service-account-robot"}),
    "with claims of other types": ("robot", {"client_id": ["robot"], "azp": {"robot": 1}}),
    "with an endless name": ("r" * 300, {"client_id": "r" * 300}),
    "with nothing": ("robot", {}),
}


def proof(subject: str, claims: dict[str, Any]) -> Proof:
    return Proof(ISSUER, subject, claims, SOON)


@pytest.mark.parametrize("case", SERVICES)
def test_a_program_that_acts_for_itself_is_known_by_its_client(case: str):
    assert service_in(proof(*SERVICES[case])) == "robot"


@pytest.mark.parametrize("case", PEOPLE)
def test_a_person_is_no_program(case: str):
    assert service_in(proof(*PEOPLE[case])) is None


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({"scope": "openid events:read"}, "openid events:read"),
        ({"scp": ["events:read", 7]}, "events:read"),
        ({"scope": 7}, ""),
        ({}, ""),
    ],
)
def test_scopes_are_read_however_they_are_written(claims: dict[str, Any], words: str):
    assert scopes_in(proof("x", claims)) == words


async def test_a_service_account_is_its_integrator_as_far_as_both_let_it(clinic, now):
    client = Client(ISSUER, f"robot-{now.timestamp()}")
    scopes = frozenset({Scope.DIRECTORY_READ, Scope.EVENTS_READ})
    added = await clinic.database.write(lambda tx: add_integrator(tx, client.id, scopes, client, now))
    claims = {"client_id": client.id, "scope": "events:read appointments:read email"}
    found = await clinic.database.look(lambda tx: service_account(tx, proof(client.id, claims), now))
    assert (found.id, found.scopes) == (added.id, {Scope.EVENTS_READ})
    stranger = Proof("https://other.example", client.id, claims, SOON)
    assert await clinic.database.look(lambda tx: service_account(tx, stranger, now)) is None
