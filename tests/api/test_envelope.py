"""What every answer carries, and what is said and logged when something breaks."""

import json
import re

import httpx
import pytest
from structlog.contextvars import get_contextvars
from structlog.testing import capture_logs

from schema.context import Context
from schema.execution import Answer
from tests.api.edge import TYPENAME, Scripted, edge, post

BODY = json.dumps(TYPENAME)
ANSWERS = {
    "an answer": ("POST", "/graphql", BODY, 200),
    "a bad body": ("POST", "/graphql", "5", 400),
    "a method": ("PUT", "/graphql", "", 405),
    "nothing there": ("GET", "/nothing", "", 404),
    "a slash too many": ("GET", "/graphql/", "", 307),
    "too long": ("POST", "/graphql", " " * 200_000, 413),
}


def breaks(_: Context) -> Answer:
    raise ValueError("529.982.247-25")


@pytest.mark.parametrize(("method", "path", "body", "status"), ANSWERS.values(), ids=ANSWERS)
async def test_every_answer_has_the_headers(client: httpx.AsyncClient, method, path, body, status):
    headers = {"content-type": "application/json", "accept": "application/json"}
    response = await client.request(method, path, content=body, headers=headers)
    assert response.status_code == status
    assert re.fullmatch(r"[0-9a-f]{16}", response.headers["x-request-id"])
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["vary"] == "Accept, Cookie"
    assert response.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert response.headers["referrer-policy"] == "no-referrer"
    assert response.headers["permissions-policy"] == "camera=(), microphone=(), geolocation=()"
    assert "server" not in response.headers
    assert int(response.headers["content-length"]) == len(response.content)


@pytest.mark.parametrize(("origin", "told"), [("http://a.example", False), ("https://a.example", True)])
async def test_browsers_are_told_to_stay_with_tls_where_there_is_some(now, origin: str, told: bool):
    async with edge(Scripted(), now, public_url=origin) as client:
        sent = (await post(client, BODY)).headers.get("strict-transport-security")
    assert sent == ("max-age=63072000; includeSubDomains" if told else None)


@pytest.mark.parametrize("given", ["0193e5d2-7c1e-7abc-8def-0123456789ab", "a" * 8, "A.b_c-9" * 9])
async def test_a_well_formed_request_id_is_taken_over(client, executor: Scripted, given: str):
    response = await post(client, BODY, x_request_id=given)
    assert response.headers["x-request-id"] == given == executor.context.request_id


@pytest.mark.parametrize(
    "given", ["", "short", "a" * 65, "spaces in it", 'quote"quote', "a=b;c=d;e", "<script>"]
)
async def test_any_other_request_id_is_replaced(client, given: str):
    response = await post(client, BODY, x_request_id=given)
    assert re.fullmatch(r"[0-9a-f]{16}", response.headers["x-request-id"])


async def test_request_ids_differ(client):
    ids = {(await post(client, BODY)).headers["x-request-id"] for _ in range(20)}
    assert len(ids) == 20


async def test_a_fault_is_masked_named_and_logged_once(client, executor: Scripted):
    executor.says = breaks
    with capture_logs() as lines:
        response = await post(client, BODY, cookie="other=secret", x_request_id="request-1")
    assert (response.status_code, response.headers["x-request-id"]) == (500, "request-1")
    assert response.json() == {
        "errors": [
            {"message": "Something broke here.", "extensions": {"code": "INTERNAL", "requestId": "request-1"}}
        ]
    }
    assert [(line["event"], type(line["exc_info"])) for line in lines] == [("fault", ValueError)]


@pytest.mark.parametrize(
    ("query", "name", "called"),
    [("query Doctors { __typename }", "Doctors", "Doctors"), ("{ __typename }", "52998224725", "other")],
)
async def test_a_request_that_something_away_kept_from_an_answer_is_logged_by_its_operation(
    client, executor: Scripted, query: str, name: str, called: str
):
    executor.says = lambda _: Answer(b'{"errors":[]}', unavailable=True, code="UNAVAILABLE")
    with capture_logs() as lines:
        await post(client, json.dumps({"query": query, "operationName": name}))
    (line,) = lines
    assert line.pop("seconds") < 60
    assert line == {
        "event": "request",
        "log_level": "warning",
        "outcome": "unavailable",
        "code": "UNAVAILABLE",
    }
    assert get_contextvars()["operation"] == called


async def test_a_fault_in_mid_answer_is_logged_and_ends_it(client, now):
    sent = []

    async def receive():
        return {"type": "http.request", "body": BODY.encode()}

    async def send(message):
        sent.append(message["type"])
        if message["type"] == "http.response.body":
            raise OSError("gone")

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/graphql",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json")],
    }
    with capture_logs() as lines:
        await client._transport.app(scope, receive, send)
    assert sent == ["http.response.start", "http.response.body"]
    assert len(lines) == 1
