"""Documents that would cost more than they are long are refused in a moment."""

import time

import orjson
import pytest

from tests.planner.harness import Harness, code_of


def fan(levels: int) -> str:
    """Few words that mean 2 ** levels fields."""
    fragments = "".join(f"fragment F{n} on Query{{...F{n + 1} ...F{n + 1}}}" for n in range(levels))
    return f"{{...F0}}{fragments}fragment F{levels} on Query{{__typename}}"


def chain(levels: int, circular: bool = False) -> str:
    last = "...F0" if circular else "__typename"
    return "{...F0}" + "".join(
        f"fragment F{n} on Query{{{f'...F{n + 1}' if n < levels else last}}}" for n in range(levels + 1)
    )


def deep(levels: int) -> str:
    return "{doctors{nodes" + "{nextSlots{doctor" * levels + "{id}" + "}}" * levels + "}}"


SLOTS = 'slots(from:"2026-12-01T00:00:00Z",to:"2026-12-31T00:00:00Z")'
BOMBS: dict[str, tuple[str, str]] = {
    "25 levels of fragments that fan out": (fan(25), "OPERATION_TOO_COMPLEX"),
    "60 levels of fragments that fan out": (fan(60), "OPERATION_TOO_COMPLEX"),
    "200 levels of fragments that fan out": (fan(200), "OPERATION_TOO_COMPLEX"),
    "a depth of 50": (deep(25), "OPERATION_TOO_COMPLEX"),
    "a depth of 150": (deep(75), "OPERATION_TOO_COMPLEX"),
    "a depth of 400": (deep(200), "BAD_USER_INPUT"),
    "a depth of 20,000": ("{a" * 20_000, "BAD_USER_INPUT"),
    "200 aliases": (f"{{{''.join(f'a{n}:__typename ' for n in range(200))}}}", "OPERATION_TOO_COMPLEX"),
    "501 fields": ("{%s}" % ("__typename " * 501), "OPERATION_TOO_COMPLEX"),
    "1,000 directives": ("{__typename%s}" % (" @skip(if:false)" * 300), "OPERATION_TOO_COMPLEX"),
    "1,000 directives on fragments": ("{...@a%s{__typename}}" % (" @a" * 900), "OPERATION_TOO_COMPLEX"),
    "1,000 directives on the operation": ("query%s{__typename}" % (" @a" * 900), "OPERATION_TOO_COMPLEX"),
    "6 operations": ("".join(f"query A{n}{{__typename}}" for n in range(6)), "OPERATION_TOO_COMPLEX"),
    "many words": ("{__typename}" + "#\n" * 10 + "{a}" * 2_000, "OPERATION_TOO_COMPLEX"),
    "lists of lists of lists": (
        "{doctors(first:100){nodes{SLOTS{doctor{SLOTS{doctor{SLOTS{id}}}}}}}}".replace("SLOTS", SLOTS),
        "OPERATION_TOO_COMPLEX",
    ),
    "the same by a variable": (
        "query($n:Int!){doctors(first:$n){nodes{nextSlots(first:$n){doctor{nextSlots(first:$n){id}}}}}}",
        "OPERATION_TOO_COMPLEX",
    ),
    "a circle of fragments": (chain(30, circular=True), "BAD_USER_INPUT"),
    "a long chain of fragments": (chain(240), "OPERATION_TOO_COMPLEX"),
    "a list of many values": ("{doctors(filter:{city:[%s]}){nodes{id}}}" % ("1 " * 1_900), "BAD_USER_INPUT"),
    "values nested deeply": (
        "{doctors(filter:%s){nodes{id}}}" % ("[" * 900 + "]" * 900),
        "BAD_USER_INPUT",
    ),
    "values nested less deeply": (
        "{doctors(filter:%s){nodes{id}}}" % ("[" * 90 + "]" * 90),
        "BAD_USER_INPUT",
    ),
    "a chain of fragments": (chain(90), ""),
    "fragments nested in fragments": (
        "{...F0}"
        + "".join(
            f"fragment F{n} on Query{{...{{...{{...{{...{{{f'...F{n + 1}' if n < 94 else 'a'}}}}}}}}}}}"
            for n in range(95)
        ),
        "OPERATION_TOO_COMPLEX",
    ),
    "many unknown fields": (f"{{{''.join(f'a{n} ' for n in range(499))}}}", "BAD_USER_INPUT"),
    "one key many times": ("{%s}" % ("viewer{__typename}" * 200), ""),
    "introspection nested deeply": (
        "{__schema{types{" + "fields{type{" * 6 + "name" + "}}" * 6 + "}}}",
        "BAD_USER_INPUT",
    ),
}


@pytest.mark.parametrize(("query", "code"), BOMBS.values(), ids=BOMBS)
async def test_a_document_that_would_cost_too_much_is_refused_at_once(
    harness: Harness, query: str, code: str
):
    harness.statements.clear()
    took = []
    for _ in range(3):  # the fastest, for a collector of garbage may come in between
        began = time.perf_counter()
        answer = await harness.answer(query, {"n": 10})
        took.append(time.perf_counter() - began)
    assert min(took) < 1
    assert (code_of(orjson.loads(answer.body)) or "") == code
    assert not (code and harness.statements)


async def test_a_refusal_names_what_was_measured_and_the_limit(harness: Harness):
    answered = await harness.ask(deep(25))
    extensions = answered["errors"][0]["extensions"]
    assert extensions["what"] == "depth"
    assert extensions["measured"] > extensions["limit"] == 12
    assert "data" not in answered


@pytest.mark.parametrize(
    "bomb", [name for name, (_, code) in BOMBS.items() if code == "OPERATION_TOO_COMPLEX"]
)
async def test_every_bomb_is_told_its_measure_and_the_limit(harness: Harness, bomb: str):
    (error, *_) = (await harness.ask(BOMBS[bomb][0], {"n": 10}))["errors"]
    extensions = error["extensions"]
    assert extensions["measured"] > extensions["limit"]
    assert error["message"].startswith("The operation is too complex: ")
    assert str(extensions["limit"]) in error["message"]


async def test_the_biggest_document_that_is_allowed_is_planned_and_answered(harness: Harness):
    doctor = "id name crmNumber crmState bio city state timeZone feeCents specialties{code name}"
    slots = "nextSlots(first:1){id startsAt endsAt status doctor{id name}}"
    wide = "".join(f'a{n}:doctor(id:"x"){{{doctor} {slots}}}' for n in range(23))
    deep_down = "{doctor{nextSlots(first:1)" * 4 + "{id startsAt}" + "}}" * 4
    deepest = f"{{doctors(first:1){{nodes{{nextSlots(first:1){deep_down}}}}}}}"
    for query in (f"{{{wide}}}", deepest):
        assert (await harness.agree(query))["data"]
