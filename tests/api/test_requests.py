"""What is no GraphQL-over-HTTP request is the client's error: 4xx with a code, never a fault."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.requests import MOST_BYTES
from tests.api.edge import TYPENAME, Scripted, code_of, post

NOT_JSON = {
    "nothing": b"",
    "a word": b"NONSENSE",
    "half an object": b'{"query":',
    "two values": b'{"query":"{a}"}{"query":"{a}"}',
    "not a number": b'{"query":"{a}","variables":{"a":NaN}}',
    "invalid UTF-8": b'{"query":"\xff"}',
    "half a surrogate pair": b'{"query":"\\ud800"}',
    "UTF-16": '{"query":"{a}"}'.encode("utf-16"),
    "a byte order mark": b'\xef\xbb\xbf{"query":"{a}"}',
    "lists nested deeply": b"[" * 60_000,
    "objects nested deeply": b'{"query":"{a}","variables":' + b'{"a":' * 20_000 + b"1" + b"}" * 20_001,
}
NOT_A_REQUEST = {
    "a number": 5,
    "a string": "x",
    "null": None,
    "true": True,
    "an empty list": [],
    "a batch": [TYPENAME, TYPENAME],
    "no query": {},
    "a typo": {"qeury": "{ __typename }"},
    "query: null": {"query": None},
    "query: number": {"query": 1},
    "query: list": {"query": ["{a}"]},
    "variables: string": TYPENAME | {"variables": "{}"},
    "variables: list": TYPENAME | {"variables": [7]},
    "variables: false": TYPENAME | {"variables": False},
    "operationName: number": TYPENAME | {"operationName": 0},
    "operationName: object": TYPENAME | {"operationName": {}},
    "extensions: list": TYPENAME | {"extensions": []},
    "extensions: string": TYPENAME | {"extensions": "x"},
}


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON)
async def test_a_body_that_is_not_json_is_refused(client: httpx.AsyncClient, body: bytes):
    response = await post(client, body)
    assert (response.status_code, code_of(response)) == (400, "BAD_USER_INPUT")


@pytest.mark.parametrize("body", NOT_A_REQUEST.values(), ids=NOT_A_REQUEST)
async def test_json_that_is_no_request_is_refused(
    client: httpx.AsyncClient, executor: Scripted, body: object
):
    response = await post(client, json.dumps(body))
    assert (response.status_code, code_of(response), executor.asked) == (400, "BAD_USER_INPUT", [])


async def test_what_is_asked_reaches_the_executor(client: httpx.AsyncClient, executor: Scripted):
    body = {
        "query": "query Q($a: Int) { a(a: $a) }",
        "variables": {"a": 1},
        "operationName": "Q",
        "extensions": {"x": {}},
        "unknown": 1,
    }
    assert (await post(client, json.dumps(body))).status_code == 200
    assert executor.asked == [("query Q($a: Int) { a(a: $a) }", {"a": 1}, "Q")]


async def test_null_is_the_same_as_absent(client: httpx.AsyncClient, executor: Scripted):
    await post(client, json.dumps(TYPENAME | {"variables": None, "operationName": None, "extensions": None}))
    await post(client, json.dumps(TYPENAME | {"operationName": ""}))
    assert executor.asked == [("{ __typename }", None, None)] * 2


async def test_a_body_in_pieces_is_put_together(client: httpx.AsyncClient, executor: Scripted):
    async def pieces() -> AsyncIterator[bytes]:
        for piece in (b'{"query":', b"", b'"{ __type', b'name }"}'):
            yield piece

    response = await client.post("/graphql", content=pieces(), headers={"content-type": "application/json"})
    assert (response.status_code, executor.asked[0][0]) == (200, "{ __typename }")


async def test_a_body_that_is_too_long_is_refused(client: httpx.AsyncClient, executor: Scripted):
    def body(length: int) -> bytes:
        return json.dumps(TYPENAME).encode().ljust(length)

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(MOST_BYTES):
            yield b"  "

    assert (await post(client, body(MOST_BYTES))).status_code == 200
    refused = await post(client, body(MOST_BYTES + 1))
    assert (refused.status_code, len(executor.asked)) == (413, 1)
    assert refused.headers["x-request-id"]
    streamed = await client.post("/graphql", content=endless(), headers={"content-type": "application/json"})
    assert streamed.status_code == 413


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
async def test_whatever_the_body_is_nothing_breaks(client: httpx.AsyncClient, body: bytes):
    assert (await post(client, body)).status_code in (200, 400)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    fields=st.fixed_dictionaries({}, optional=dict.fromkeys(("query", "variables", "operationName"), JSON))
)
async def test_whatever_the_fields_are_nothing_breaks(client: httpx.AsyncClient, fields: dict[str, object]):
    assert (await post(client, json.dumps(fields))).status_code in (200, 400)
