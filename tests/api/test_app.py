"""The whole API: the real executor on a real database, through the doors that clients use."""

import json
import secrets
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from graphql import get_introspection_query
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from validate_docbr import CPF

from api import pages
from api.app import create_app
from domain.integrators.add import add_integrator
from domain.integrators.scopes import Scope
from infra.settings import Settings
from schema.export import sdl
from tests.api.door import Door
from tests.api.edge import GRAPHQL_JSON, TYPENAME, clinic_at, code_of, post

REGISTER = """
mutation Register($input: RegisterPatientInput!) {
  registerPatient(input: $input) { __typename ... on Patient { id } ... on InvalidInput { fields { path } } }
}
"""
WHO = "{ viewer { ... on Patient { name } } }"


@pytest.fixture(scope="module")
async def clinic_client(database_url: str) -> AsyncIterator[httpx.AsyncClient]:
    async with clinic_at(database_url, datetime(2026, 12, 1, 12, 0, tzinfo=UTC)) as client:
        yield client


async def ask(client: httpx.AsyncClient, query: str, headers: Any = None, **variables: Any) -> Any:
    """The data of an answer without errors."""
    body = {"query": query, "variables": variables}
    response = await client.post("/graphql", json=body, headers=headers)
    assert response.status_code == 200, response.text
    assert "errors" not in response.json(), response.text
    return response.json()["data"]


def somebody() -> dict[str, Any]:
    name = secrets.token_hex(6)
    return {
        "name": "Bia Lima",
        "cpf": CPF().generate(),
        "email": f"{name}@example.com",
        "password": f"pass-{name}",
        "acceptsTerms": True,
    }


@pytest.mark.parametrize(
    ("origin", "cookie"),
    [("http://127.0.0.1:8000", "healthmed"), ("https://clinic.example", "__Host-healthmed")],
)
async def test_a_patient_registers_is_known_and_signs_out(database_url, now, origin, cookie):
    async with clinic_at(database_url, now, public_url=origin) as client:
        assert await ask(client, WHO) == {"viewer": None}
        registered = await ask(client, REGISTER, input=somebody())
        assert registered["registerPatient"]["__typename"] == "Patient"
        assert list(client.cookies) == [cookie]
        assert await ask(client, WHO, {"origin": origin}) == {"viewer": {"name": "Bia Lima"}}
        elsewhere = await post(client, json.dumps({"query": WHO}), origin="https://evil.example")
        assert (elsewhere.status_code, code_of(elsewhere)) == (403, "FORBIDDEN")
        assert await ask(client, "mutation { signOut }") == {"signOut": True}
        assert list(client.cookies) == []
        assert await ask(client, WHO) == {"viewer": None}


async def test_postgresql_comes_goes_and_comes_back(database_url, now, door: Door):
    async with clinic_at(door.through(database_url), now) as client:
        for _ in range(2):
            assert (await client.get("/livez")).status_code == 200
            assert (await client.get("/readyz")).status_code == 503
            away = await client.post("/graphql", json={"query": "{ specialties { code } }"})
            assert (away.status_code, away.headers["retry-after"]) == (503, "1")
            assert code_of(away) == "UNAVAILABLE"
            session = await post(client, json.dumps(TYPENAME), cookie="healthmed=x")
            assert (session.status_code, code_of(session)) == (503, "UNAVAILABLE")
            await door.open()
            assert (await client.get("/readyz")).status_code == 200
            assert await ask(client, "{ specialties { code } }")
            await door.shut()


async def test_every_door_answers(clinic_client):
    assert (await clinic_client.get("/")).headers["content-type"] == "text/html; charset=utf-8"
    contract = await clinic_client.get("/schema.graphql")
    assert contract.headers["content-type"] == "application/graphql; charset=utf-8"
    assert contract.text == sdl()
    assert "healthmed_graphql_requests_total" in (await clinic_client.get("/metrics")).text
    page = await clinic_client.get("/graphql", headers={"accept": "text/html"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert (await clinic_client.get("/readyz")).json() == {"status": "ready"}


async def test_operations_are_known_where_only_the_clients_own_may_run(
    database_url, now, tmp_path, monkeypatch
):
    monkeypatch.setattr(pages, "DIST", tmp_path)
    (tmp_path / "operations.json").write_text(json.dumps({"Who": WHO}))
    async with clinic_at(database_url, now, trusted_documents=True) as client:
        await ask(client, REGISTER, input=somebody())
        assert await ask(client, f"# as the client sends it\n{WHO}") == {"viewer": {"name": "Bia Lima"}}
        other = await post(client, json.dumps({"query": "{ viewer { __typename } }"}))
        (error,) = other.json()["errors"]
        assert error["extensions"] == {"code": "FORBIDDEN", "outdated": True}
        assert error["message"] == "Há uma versão nova. Recarregue a página para continuar."
        client.cookies.clear()
        assert await ask(client, "{ viewer { __typename } }") == {"viewer": None}


def test_without_the_clients_build_it_is_said_what_is_missing(database_url, tmp_path, monkeypatch):
    monkeypatch.setattr(pages, "DIST", tmp_path)
    with pytest.raises(RuntimeError, match=r"operations\.json is missing"):
        create_app(Settings(database_url=database_url, trusted_documents=True))


@pytest.mark.parametrize("path", ["/dev/nothing", "/assets/nothing.js", "/graphql/x", "/livez/x"])
async def test_what_is_not_there_is_said_in_json(clinic_client, path: str):
    response = await clinic_client.get(path)
    assert (response.status_code, response.json()) == (404, {"errors": [{"message": "Not Found"}]})
    assert (await clinic_client.post("/livez")).status_code == 405


async def test_where_graphiql_and_introspection_are_off(database_url, now):
    async with clinic_at(database_url, now, graphiql=False, introspection=False) as client:
        assert (await client.get("/graphql", headers={"accept": "text/html"})).status_code == 406
        response = await client.post("/graphql", json={"query": "{ __schema { types { name } } }"})
        assert code_of(response) == "BAD_USER_INPUT"


async def test_where_strangers_may_not_a_partners_token_still_introspects(
    database_url, clinic, now, tmp_path
):
    added = await clinic.database.write(
        lambda tx: add_integrator(tx, "Curiosa", frozenset({Scope.DIRECTORY_READ}), None, now)
    )
    async with clinic_at(database_url, now, introspection=False, data=tmp_path) as client:
        form, program = {"grant_type": "client_credentials"}, (str(added.id), added.secret)
        token = (await client.post("/oauth/token", data=form, auth=program)).json()["access_token"]
        body = json.dumps({"query": get_introspection_query()})
        answer = await post(client, body, authorization=f"Bearer {token}", origin="https://elsewhere.example")
    assert answer.json()["data"]["__schema"]["queryType"]["name"] == "Query"


async def test_the_usual_introspection_is_answered(clinic_client):
    queries = [get_introspection_query(), get_introspection_query(input_value_deprecation=True)]
    for query in queries:
        assert (await ask(clinic_client, query))["__schema"]["queryType"]["name"] == "Query"


def test_without_a_database_url_nothing_starts(monkeypatch):
    monkeypatch.delenv("HEALTHMED_DATABASE_URL", raising=False)
    with pytest.raises(RuntimeError, match="HEALTHMED_DATABASE_URL"):
        create_app(Settings())


WRONG = {
    "a syntax error": {"query": "{"},
    "nothing": {"query": ""},
    "an unknown field": {"query": "{ nothing }"},
    "a missing variable": {"query": "query A($id: ID!) { doctor(id: $id) { id } }"},
    "an unknown operation": {"query": "{ __typename }", "operationName": "B"},
    "an unnamed choice": {"query": "query A { __typename } query B { __typename }"},
    "a subscription": {"query": "subscription { __typename }"},
    "a deep document": {"query": "{a" * 900},
    "a deep value": {"query": "{ doctor(id: " + "[" * 900 + "]" * 900 + ") { id } }"},
    "a deep variable": {
        "query": "query A($f: DoctorFilter) { doctors(filter: $f) { nodes { id } } }",
        "variables": {"f": json.loads('{"text":' * 500 + "1" + "}" * 500)},
    },
    "a page too large": {"query": "{ doctors(first: 101) { nodes { id } } }"},
    "a negative page": {"query": "{ doctors(first: -1) { nodes { id } } }"},
    "a page beyond integers": {"query": "{ doctors(first: 99999999999) { nodes { id } } }"},
    "a cursor of somebody's own": {"query": '{ doctors(after: "x") { nodes { id } } }'},
    "a NUL in a variable": {
        "query": "query A($t: String) { doctors(filter: {text: $t}) { nodes { id } } }",
        "variables": {"t": "a\0b"},
    },
    "a NUL in the document": {"query": '{ doctors(filter: {text: "a\\u0000b"}) { nodes { id } } }'},
}


@pytest.mark.parametrize("body", WRONG.values(), ids=WRONG)
async def test_a_wrong_operation_is_the_clients_error(clinic_client, body: dict[str, Any]):
    response = await post(clinic_client, json.dumps(body), accept=GRAPHQL_JSON)
    assert (response.status_code, code_of(response)) == (400, "BAD_USER_INPUT")
    assert "data" not in response.json()
    assert (await post(clinic_client, json.dumps(body))).status_code == 200


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
DOCUMENTS = (
    st.text(alphabet='{}()[]:$!@."\\#,= \naqf019_\0é', max_size=60)
    | st.text(max_size=30)
    | st.just("query A($v: DoctorFilter, $a: String) { doctors(filter: $v, after: $a) { nodes { id } } }")
    | st.just("query A($a: ID!) { doctor(id: $a) { id } }")
    | st.just("mutation A($v: SignInInput!) { signIn(input: $v) { __typename } }")
)
FILTERS = st.dictionaries(
    st.sampled_from(["text", "specialty", "city", "identifier", "password"]), ANY, max_size=3
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=DOCUMENTS, variables=st.fixed_dictionaries({}, optional={"v": FILTERS | ANY, "a": ANY}))
async def test_whatever_is_asked_nothing_breaks(clinic_client, query: str, variables: dict[str, object]):
    response = await post(clinic_client, json.dumps({"query": query, "variables": variables}))
    assert response.status_code in (200, 400), response.text
    codes = [error["extensions"]["code"] for error in response.json().get("errors", ())]
    assert not {"INTERNAL", "UNAVAILABLE"} & set(codes), response.text
