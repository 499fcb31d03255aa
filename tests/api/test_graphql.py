"""GraphQL over HTTP: media types, status codes, methods."""

import json

import httpx
import pytest

from domain.transaction import Unavailable
from schema.context import Context
from schema.execution import Answer
from tests.api.edge import GRAPHQL_JSON, TYPENAME, Scripted, code_of, edge, post

JSON = "application/json"
ACCEPTED = {
    "": JSON,
    "*/*": JSON,
    "application/*": JSON,
    JSON: JSON,
    "APPLICATION/JSON": JSON,
    GRAPHQL_JSON: GRAPHQL_JSON,
    f"{GRAPHQL_JSON}; charset=utf-8, {JSON}; charset=utf-8": GRAPHQL_JSON,
    f"{JSON}, {GRAPHQL_JSON}": GRAPHQL_JSON,
    f"{GRAPHQL_JSON}, {JSON};q=0.9": GRAPHQL_JSON,
    f"{GRAPHQL_JSON};q=0.5, {JSON};q=0.9": JSON,
    f"{GRAPHQL_JSON};q=0.5, */*": JSON,
    f"{GRAPHQL_JSON};q=0, */*;q=0.1": JSON,
    f"{JSON};q=0, */*": GRAPHQL_JSON,
    f"text/html, {GRAPHQL_JSON};q=x, {JSON};q=0.1": JSON,
    f"{'text/x, ' * 100}{JSON}": None,
    f"{GRAPHQL_JSON}, application/graphql+json, {JSON}, text/event-stream, multipart/mixed": GRAPHQL_JSON,
    "text/html": None,
    f"{JSON};q=0": None,
}
CONTENT_TYPES = {
    JSON: 200,
    "Application/JSON": 200,
    f"{JSON};charset=UTF-8": 200,
    f'{JSON}; charset="utf-8"': 200,
    f"{JSON}; charset=latin-1": 415,
    "text/plain": 415,
    "application/x-www-form-urlencoded": 415,
    "multipart/form-data; boundary=x": 415,
    "application/graphql": 415,
    "": 415,
}
REFUSED = Answer(b'{"errors":[{"message":"no"}]}', request_error=True)
AWAY = Answer(b'{"errors":[{"message":"away"}],"data":null}', unavailable=True)


@pytest.mark.parametrize(("accept", "media"), ACCEPTED.items())
async def test_the_answer_has_the_media_type_that_the_client_prefers(client, accept: str, media: str | None):
    client.headers.pop("accept")
    response = await post(client, json.dumps(TYPENAME), accept=accept)
    assert response.status_code == (200 if media else 406)
    assert response.headers["content-type"] == f"{media or JSON}; charset=utf-8"


@pytest.mark.parametrize(("content_type", "status"), CONTENT_TYPES.items())
async def test_a_body_must_be_declared_as_json_in_utf8(client, content_type: str, status: int):
    response = await post(client, json.dumps(TYPENAME), content_type=content_type)
    assert response.status_code == status
    assert status == 200 or code_of(response) == "BAD_USER_INPUT"


@pytest.mark.parametrize(("accept", "status"), [(JSON, 200), (GRAPHQL_JSON, 400), ("*/*", 200)])
async def test_an_operation_that_is_not_executed(client, executor: Scripted, accept: str, status: int):
    executor.says = lambda _: REFUSED
    response = await post(client, json.dumps(TYPENAME), accept=accept)
    assert (response.status_code, response.content) == (status, REFUSED.body)


@pytest.mark.parametrize("accept", [JSON, GRAPHQL_JSON])
async def test_what_is_unavailable_may_be_tried_again(client, executor: Scripted, accept: str):
    executor.says = lambda _: AWAY
    response = await post(client, json.dumps(TYPENAME), accept=accept)
    assert (response.status_code, response.headers["retry-after"], response.content) == (503, "1", AWAY.body)


async def test_unavailable_before_execution(client, executor: Scripted):
    def away(_: Context) -> Answer:
        raise Unavailable

    executor.says = away
    response = await post(client, json.dumps(TYPENAME))
    assert (response.status_code, response.headers["retry-after"]) == (503, "1")
    assert code_of(response) == "UNAVAILABLE"
    assert "data" not in response.json()


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"])
async def test_other_methods_are_not_allowed(client: httpx.AsyncClient, executor: Scripted, method: str):
    response = await client.request(method, "/graphql", headers={"accept": JSON})
    assert (response.status_code, response.headers["allow"], executor.asked) == (405, "POST", [])


@pytest.mark.parametrize(
    "query",
    [
        "{ viewer { __typename } }",
        "{ __typename specialties { name } }",
        "mutation { __typename }",
        "{ ...All } fragment All on Query { __typename }",
        "{ ... on Query { __typename } }",
        "query A { __typename } query B { viewer { __typename } }",
        "subscription { __typename }",
    ],
)
async def test_nothing_of_the_clinic_is_read_by_get(client, executor: Scripted, query: str):
    response = await client.get("/graphql", params={"query": query}, headers={"accept": JSON})
    assert (response.status_code, response.headers["allow"], executor.asked) == (405, "POST", [])


async def test_the_contract_may_be_asked_for_by_get(client, executor: Scripted):
    params = {
        "query": "query A { __schema { types { name } } }",
        "variables": '{"a":1}',
        "operationName": "A",
    }
    response = await client.get("/graphql", params=params, headers={"cookie": "healthmed=x"})
    assert response.status_code == 200
    assert executor.asked == [(params["query"], {"a": 1}, "A")]
    assert executor.context.session_token is None


@pytest.mark.parametrize(
    "query_string",
    ["query=", "query={&variables=5", "query={__typename}&variables={", "query=%FF", "query=a&" * 9],
)
async def test_an_address_that_is_no_request_is_refused(client, query_string: str):
    response = await client.get(f"/graphql?{query_string}", headers={"accept": JSON})
    assert (response.status_code, code_of(response)) == (400, "BAD_USER_INPUT")


@pytest.mark.parametrize("query", ["{", "{a" * 3_000])
async def test_a_document_in_an_address_that_cannot_be_read_goes_to_the_executor(client, executor, query):
    await client.get("/graphql", params={"query": query}, headers={"accept": JSON})
    assert executor.asked == [(query, None, None)]


LANGUAGES = {
    None: "pt-BR",
    "": "pt-BR",
    "*": "pt-BR",
    "pt": "pt-BR",
    "pt-PT,en;q=0.8": "pt-BR",
    "en": "en",
    "en-GB": "en",
    "EN-us,pt;q=0.5": "en",
    "fr,en;q=0.4,pt;q=0.5": "pt-BR",
    "de, en;q=0.1": "en",
    "en;q=0, de": "pt-BR",
    "en;q=nan,pt;q=x": "pt-BR",
}


@pytest.mark.parametrize(("header", "locale"), LANGUAGES.items())
async def test_a_stranger_is_answered_in_the_browsers_language(
    client, executor, header: str | None, locale: str
):
    await post(client, json.dumps(TYPENAME), **({} if header is None else {"accept_language": header}))
    assert (executor.context.locale, executor.context.viewer.locale) == (locale, locale)


async def test_the_context_holds_the_clock_the_address_and_the_requests_id(client, executor, now):
    response = await post(client, json.dumps(TYPENAME))
    assert (executor.context.now, executor.context.address) == (now, "127.0.0.1")
    assert executor.context.request_id == response.headers["x-request-id"]


async def test_a_client_that_leaves_while_it_sends_is_not_answered(now):
    async def receive():
        return {"type": "http.disconnect"}

    async def send(message):
        raise AssertionError(message)

    executor = Scripted()
    async with edge(executor, now) as client:
        scope = {
            "type": "http",
            "method": "POST",
            "path": "/graphql",
            "query_string": b"",
            "headers": [(b"content-type", b"application/json")],
        }
        await client._transport.app(scope, receive, send)  # type: ignore[attr-defined]
    assert executor.asked == []
