"""The protocol's rules, on sockets as they are served: every way to be closed has its code."""

import asyncio
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.exceptions import InvalidStatus

from domain.accounts.sessions import close_session, open_session
from domain.slots.withdraw import withdraw_slot
from tests.clinic import Clinic
from tests.live.client import SLOTS, VISITS, connected, watching
from tests.server import Server

DEEP = '{"type":"ping","payload":' + '{"a":' * 5_000 + "1" + "}" * 5_000 + "}"
MALFORMED = [
    "[1,2]",
    "5",
    '"x"',
    "null",
    "",
    "{",
    DEEP,
    "[" * 60_000,
    b'{"type":"ping"}',
    b"\xff\x00",
    "{}",
    '{"type":null}',
    '{"type":["ping"]}',
    '{"type":"ping","payload":[1]}',
    '{"type":"ping","payload":"x"}',
    '{"type":"start","id":"1"}',
    '{"type":"complete"}',
    '{"type":"complete","id":{}}',
    '{"type":"subscribe"}',
    '{"type":"subscribe","id":{},"payload":{"query":"x"}}',
    '{"type":"subscribe","id":7,"payload":{"query":"x"}}',
    '{"type":"subscribe","id":"","payload":{"query":"x"}}',
    '{"type":"subscribe","id":"1"}',
    '{"type":"subscribe","id":"1","payload":null}',
    '{"type":"subscribe","id":"1","payload":{}}',
    '{"type":"subscribe","id":"1","payload":{"query":5}}',
    '{"type":"subscribe","id":"1","payload":{"query":"x","variables":[]}}',
    '{"type":"subscribe","id":"1","payload":{"query":"x","operationName":{}}}',
    '{"type":"subscribe","id":"1","payload":{"query":"x","extensions":1}}',
]


async def session(clinic: Clinic, account) -> str:
    """A signed-in browser's cookie."""
    return await clinic.database.write(lambda tx: open_session(tx, account.id, clinic.now))


async def test_only_graphql_transport_ws_is_spoken(server: Server):
    async with connected(server.origin, protocols=["graphql-ws"]) as client:
        assert (await client.closed())[0] == 4406
    async with connected(server.origin, protocols=["graphql-ws", "graphql-transport-ws"]) as client:
        assert client.connection.subprotocol == "graphql-transport-ws"


@pytest.mark.parametrize("signed_in", [False, True])
async def test_another_sites_page_is_refused_at_the_handshake(
    server: Server, clinic: Clinic, signed_in: bool
):
    token = await session(clinic, await clinic.patient()) if signed_in else None
    with pytest.raises(InvalidStatus) as refused:
        async with connected(server.origin, token, page="https://evil.example"):
            pass
    assert refused.value.response.status_code == 403
    assert json.loads(refused.value.response.body)["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_an_unknown_or_ended_session_is_told_to_sign_in_again(server: Server, clinic: Clinic):
    ended = await session(clinic, await clinic.patient())
    await clinic.database.write(lambda tx: close_session(tx, ended))
    for token in ("unknown", ended):
        async with connected(server.origin, token) as client:
            await client.say("connection_init")
            assert await client.closed() == (4401, "Sign in again")


@pytest.mark.parametrize("name", ["authorization", "Authorization"])
@pytest.mark.parametrize("value", ["Bearer x", "Bearer a.b.c", "Basic YTpi", "", None, 5, ["Bearer x"], {}])
async def test_a_token_that_is_no_proof_is_told_to_sign_in(server: Server, name: str, value: object):
    async with connected(server.origin) as client:
        await client.say("connection_init", payload={name: value})
        assert (await client.closed())[0] == 4401


async def test_a_subscription_before_the_beginning_is_not_taken(server: Server):
    async with connected(server.origin) as client:
        await client.say("subscribe", id="1", payload={"query": SLOTS})
        assert await client.closed() == (4401, "Unauthorized")


async def test_a_second_beginning_closes(server: Server):
    async with connected(server.origin) as client:
        await client.begin()
        await client.say("connection_init")
        assert (await client.closed())[0] == 4429


async def test_two_subscriptions_with_one_id_close(server: Server, clinic: Clinic):
    doctor = str((await clinic.doctor()).id)
    async with watching(server.origin, SLOTS, doctor=doctor) as client:
        await client.say("subscribe", id="1", payload={"query": SLOTS, "variables": {"doctor": doctor}})
        assert await client.closed() == (4409, "Subscriber for 1 already exists")


async def test_an_id_can_be_used_again_after_its_subscription_is_complete(server: Server, clinic: Clinic):
    doctor, (newest,) = await clinic.doctor(), await clinic.fetch("SELECT max(position) AS place FROM events")
    async with watching(server.origin, SLOTS, doctor=str(doctor.id)) as client:
        for _ in range(3):
            await client.say("complete", id="1")
            await client.subscribe(SLOTS, doctor=str(doctor.id), after=str(newest.place or 0))
            await client.say("complete", id="1")
            await client.subscribe(SLOTS, doctor=str(doctor.id))
        await withdraw_a_slot(clinic, doctor)
        assert (await client.next())["slot"]["status"] == "WITHDRAWN"
        await client.hears_nothing()


async def test_what_is_complete_is_told_no_more(server: Server, clinic: Clinic):
    doctor = await clinic.doctor()
    async with watching(server.origin, SLOTS, doctor=str(doctor.id)) as client:
        await client.subscribe(SLOTS, id="2", doctor=str(doctor.id))
        await client.say("complete", id="1")
        await withdraw_a_slot(clinic, doctor)
        await client.next(id="2")
        await client.hears_nothing()


async def test_pings_are_answered_before_and_after_the_beginning(server: Server):
    async with connected(server.origin) as client:
        for _ in range(2):
            await client.say("ping", payload={"any": "thing"})
            assert await client.hear() == {"type": "pong"}
            await client.say("pong")
        await client.begin()
        await client.say("pong", payload={})
        await client.say("ping")
        assert await client.hear() == {"type": "pong"}


@pytest.mark.parametrize("begun", [False, True])
@pytest.mark.parametrize("frame", MALFORMED, ids=range(len(MALFORMED)))
async def test_a_malformed_frame_closes(server: Server, frame: str | bytes, begun: bool):
    async with connected(server.origin) as client:
        if begun:
            await client.begin()
        await client.raw(frame)
        code, _ = await client.closed()
    assert code == 4400 or (code == 4401 and not begun)


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "id", "payload", "query", "variables", "x"]), inner, max_size=5
        )
    ),
    max_leaves=12,
)
TYPES = st.sampled_from(["subscribe", "complete", "ping", "pong", "connection_init", "next", "error", "x"])
MESSAGES = st.fixed_dictionaries({"type": TYPES}, optional={"id": JSONS, "payload": JSONS})


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(JSONS | MESSAGES, max_size=6), st.booleans())
async def test_nothing_that_is_json_disturbs_the_server(server: Server, said: list[object], begun: bool):
    async with connected(server.origin) as client:
        if begun:
            await client.begin()
        for message in said:
            await client.raw(json.dumps(message))
        await client.say("ping")
        code = await _code_or_pong(client)
    assert code in {None, 4400, 4401, 4409, 4429}


async def _code_or_pong(client) -> int | None:
    """The close code, or None when everything that was said was answered."""
    closing = asyncio.ensure_future(client.connection.wait_closed())
    while not closing.done():
        hearing = asyncio.ensure_future(client.hear())
        await asyncio.wait({closing, hearing}, return_when=asyncio.FIRST_COMPLETED)
        if not hearing.done():
            hearing.cancel()
        elif hearing.exception() is None and hearing.result()["type"] == "pong":
            closing.cancel()
            return None
    code: int = client.connection.close_code
    return code


async def test_a_frame_that_is_too_long_closes(server: Server):
    for length, code in ((65_536, 4400), (65_537, 1009)):
        async with connected(server.origin) as client:
            await client.raw("x" * length)
            assert (await client.closed())[0] == code


async def test_text_that_is_not_utf8_closes(server: Server):
    async with connected(server.origin) as client:
        await client.connection.send(b'{"type":"\xff"}', text=True)
        assert (await client.closed())[0] == 1007


async def test_one_socket_carries_twenty_subscriptions(server: Server, clinic: Clinic):
    doctor = str((await clinic.doctor()).id)
    async with connected(server.origin) as client:
        await client.begin()
        for number in range(20):
            await client.subscribe(SLOTS, id=str(number), doctor=doctor)
        await client.say("subscribe", id="20", payload={"query": SLOTS, "variables": {"doctor": doctor}})
        assert await client.error("20") == "RATE_LIMITED"
        await client.say("complete", id="0")
        await client.subscribe(SLOTS, id="20", doctor=doctor)


@pytest.mark.parametrize(
    "query",
    [
        "{ viewer { __typename } }",
        "mutation { signOut }",
        "subscription { nothing }",
        "subscription { slotChanged(doctorId: 5) { nothing } }",
        "subscription { __typename }",
        "subscription { slotChanged { cursor } }",
        "subscription($x: Boolean!) { slotChanged(doctorId: 5) @skip(if: $x) { cursor } }",
        "subscription { a: slotChanged(doctorId: 5) { cursor } b: slotChanged(doctorId: 5) { cursor } }",
        "nonsense",
        "",
    ],
)
async def test_what_is_no_subscription_is_refused(server: Server, query: str):
    async with connected(server.origin) as client:
        await client.begin()
        await client.say("subscribe", id="1", payload={"query": query, "variables": {"x": True}})
        assert await client.error() == "BAD_USER_INPUT"
        await client.hears_nothing()


async def test_appointments_are_watched_by_their_parties_only(server: Server):
    async with connected(server.origin) as client:
        await client.begin()
        await client.say("subscribe", id="1", payload={"query": VISITS})
        assert await client.error() == "UNAUTHENTICATED"


async def withdraw_a_slot(clinic: Clinic, doctor) -> None:
    """Something that shows on the doctor's agenda."""
    slot = await clinic.slot(doctor)
    await clinic.database.write(lambda tx: withdraw_slot(tx, doctor.id, slot.id, clinic.now))
