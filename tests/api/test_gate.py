"""Rates and lanes at the door: who is counted, what counts, and what is said."""

import asyncio
import json
from functools import partial
from typing import Any

import httpx
import pytest

from domain.accounts.sessions import open_session
from schema import execution
from schema.sentences import FULL
from tests.api.edge import clinic_at, code_of, post
from tests.api.test_app import REGISTER, somebody
from tests.clinic import Clinic
from tests.planner.test_bombs import BOMBS

ANYTHING = json.dumps({"query": "{ __typename }"})
SIGN_IN = """mutation { signIn(input: {identifier: "529.982.247-25", password: "wrong horse"}) {
  __typename ... on Problem { message } } }"""


def aliased(field: str, count: int, kind: str = "query") -> str:
    return json.dumps({"query": f"{kind} {{ {' '.join(f'a{n}: {field}' for n in range(count))} }}"})


async def test_a_stranger_is_counted_by_address(database_url, now):
    async with clinic_at(database_url, now, address_rate=3) as client:
        for _ in range(3):
            assert (await post(client, ANYTHING)).status_code == 200
        refused = await post(client, ANYTHING, accept_language="en")
        assert (refused.status_code, code_of(refused)) == (429, "RATE_LIMITED")
        seconds = refused.headers["retry-after"]
        assert 1 <= int(seconds) <= 20
        (error,) = refused.json()["errors"]
        assert error["message"] == f"Too many requests. Try again in {seconds} s."
        assert error["extensions"]["retryAfterSeconds"] == int(seconds)
        spoken = (await post(client, ANYTHING)).json()["errors"][0]["message"]
        assert spoken.startswith("Muitos pedidos em pouco tempo.")


async def test_what_stands_on_the_page_for_everybody_is_not_counted(database_url, now):
    async with clinic_at(database_url, now, address_rate=1) as client:
        await post(client, ANYTHING)
        for path in ("/livez", "/readyz", "/metrics", "/schema.graphql", "/robots.txt") * 3:
            assert (await client.get(path)).status_code == 200


async def test_a_person_is_counted_wherever_he_is_and_nobody_else_for_him(database_url, now, clinic: Clinic):
    ids = [(await clinic.patient()).id for _ in range(2)]
    tokens = [await clinic.database.write(partial(open_session, account_id=id, now=now)) for id in ids]
    async with clinic_at(database_url, now, address_rate=1, person_rate=2) as client:
        for token in tokens:
            answers = [await post(client, ANYTHING, cookie=f"healthmed={token}") for _ in range(3)]
            assert [one.status_code for one in answers] == [200, 200, 429]
        assert (await post(client, ANYTHING)).status_code == 200


async def test_every_field_of_the_root_counts_under_each_of_its_names(database_url, now):
    async with clinic_at(database_url, now, address_rate=30) as client:
        assert (await post(client, aliased("__typename", 25))).status_code == 200
        assert (await post(client, aliased("__typename", 25))).status_code == 429
        assert (await post(client, aliased("__typename", 5))).status_code == 200


@pytest.mark.parametrize("body", ['{"query": "{"}', '{"query": "{ nothing }"}', aliased("__typename", 61)])
async def test_what_is_refused_counts_too(database_url, now, body: str):
    async with clinic_at(database_url, now, address_rate=2) as client:
        statuses = [(await post(client, body)).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


async def test_signing_in_is_counted_harder_than_asking(database_url, now):
    async with clinic_at(database_url, now, sign_in_rate=2) as client:
        body = json.dumps({"query": SIGN_IN})
        assert [(await post(client, body)).status_code for _ in range(3)] == [200, 200, 429]
        assert (await post(client, ANYTHING)).status_code == 200


async def test_thirty_aliased_attempts_are_thirty(database_url, now):
    attempt = SIGN_IN.removeprefix("mutation {").rstrip().removesuffix("}")
    async with clinic_at(database_url, now, sign_in_rate=10) as client:
        assert (await post(client, aliased(attempt, 8, "mutation"))).status_code == 200
        assert (await post(client, aliased(attempt, 8, "mutation"))).status_code == 429


async def test_registering_has_a_bucket_of_its_own(database_url, now):
    form = '{name: "", cpf: "", email: "", password: "", acceptsTerms: false}'
    body = json.dumps({"query": f"mutation {{ registerPatient(input: {form}) {{ __typename }} }}"})
    async with clinic_at(database_url, now, registration_rate=1, sign_in_rate=1) as client:
        assert [(await post(client, body)).status_code for _ in range(2)] == [200, 429]
        assert (await post(client, json.dumps({"query": SIGN_IN}))).status_code == 200


async def test_a_flood_of_sign_ins_keeps_to_its_lane(database_url, now):
    """Some are verified, the rest is turned away; whoever reads meanwhile does not wait for them."""
    order: list[str] = []

    async def say(client: httpx.AsyncClient, what: str, body: str) -> Any:
        answer = await post(client, body)
        order.append(what)
        return answer

    async with clinic_at(database_url, now, password_line=8) as client:
        sign_in = json.dumps({"query": SIGN_IN})
        flood = [asyncio.ensure_future(say(client, "sign-in", sign_in)) for _ in range(60)]
        await asyncio.sleep(0)
        read = json.dumps({"query": "{ specialties { code } }"})
        reads = [await say(client, "read", read) for _ in range(3)]
        answers = await asyncio.gather(*flood)
    assert [one.status_code for one in reads] == [200] * 3
    turned_away = [one for one in answers if one.status_code == 503]
    assert {one.status_code for one in answers} == {200, 503}
    assert len(turned_away) >= 60 - 12
    assert {(code_of(one), one.headers["retry-after"]) for one in turned_away} == {("UNAVAILABLE", "1")}
    assert order.index("read") < len(order) - 1 - order[::-1].index("sign-in")


async def test_who_is_turned_away_reads_it_in_his_language(database_url, now):
    sign_in = json.dumps({"query": SIGN_IN})
    async with clinic_at(database_url, now, password_line=1) as client:
        asked = (post(client, sign_in, accept_language="en" if n % 2 else "pt-BR") for n in range(40))
        answers = await asyncio.gather(*asked)
    refused = [answer.json()["errors"][0]["message"] for answer in answers if answer.status_code == 503]
    assert set(refused) == set(FULL)


async def test_a_mutation_that_takes_too_long_is_undone(database_url, now, monkeypatch):
    form = somebody()
    async with clinic_at(database_url, now) as client:
        with monkeypatch.context() as hurried:
            hurried.setattr(execution, "MUTATION_SECONDS", 0.001)
            late = await client.post("/graphql", json={"query": REGISTER, "variables": {"input": form}})
        assert (late.status_code, code_of(late), late.headers["retry-after"]) == (503, "UNAVAILABLE", "1")
        again = await client.post("/graphql", json={"query": REGISTER, "variables": {"input": form}})
    assert again.json()["data"]["registerPatient"]["__typename"] == "Patient"


@pytest.mark.parametrize("pool", [1, 8])
async def test_two_hundred_who_ask_at_once_are_all_answered(database_url, now, pool: int):
    """From one address, as a race of patients in a test comes: whom the door let in, no lane turns away."""
    async with clinic_at(database_url, now, read_pool=pool, write_pool=pool) as client:
        reads = (post(client, json.dumps({"query": "{ specialties { code } }"})) for _ in range(200))
        writes = (post(client, json.dumps({"query": "mutation { signOut }"})) for _ in range(200))
        answers = await asyncio.gather(*reads, *writes)
    assert {answer.status_code for answer in answers} == {200}


async def test_bombs_are_refused_while_others_are_served(database_url, now):
    """Each bomb, batches and pages of a million among them, thrown with a reader beside it."""
    bombs = {
        json.dumps({"query": query, "variables": {"n": 10}}): code for query, code in BOMBS.values() if code
    }
    bombs[json.dumps([{"query": "{ __typename }"}] * 1_000)] = "BAD_USER_INPUT"
    bombs[json.dumps({"query": "{ doctors(first: 1000000) { nodes { id } } }"})] = "BAD_USER_INPUT"
    served_meanwhile = 0

    async def read_until(over: asyncio.Event, client: httpx.AsyncClient) -> None:
        nonlocal served_meanwhile
        while not over.is_set():
            answer = await post(client, json.dumps({"query": "{ specialties { code } }"}))
            assert answer.status_code == 200
            served_meanwhile += 1

    async with clinic_at(database_url, now) as client:
        over = asyncio.Event()
        reading = asyncio.ensure_future(read_until(over, client))
        answers = []
        for body in bombs:
            answers += await asyncio.gather(*(post(client, body) for _ in range(3)))
        over.set()
        await reading
    codes = list(bombs.values())
    assert [code_of(answer) for answer in answers] == [code for code in codes for _ in range(3)]
    assert {answer.status_code for answer in answers} <= {200, 400}
    assert served_meanwhile >= len(bombs) // 2
