"""What cannot be asked is rejected with its code, at once, and nothing is read."""

import base64
import json
from typing import Any

import orjson
import pytest

from tests.planner.harness import Harness, code_of
from tests.planner.scene import APPOINTMENT, DOCTOR, id_of

ANA = f'"{id_of(DOCTOR, 1)}"'


def cursor(*place: Any, raw: bytes | None = None) -> str:
    """A cursor as the product writes them, of whatever is given."""
    text = json.dumps(place).encode() if raw is None else raw
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


def paged(after: str, list_: str = "doctors") -> tuple[str, dict[str, Any]]:
    return f"query($a:String){{{list_}(after:$a){{nodes{{id}}}}}}", {"a": after}


def filtered(**filter: Any) -> tuple[str, dict[str, Any]]:
    return "query($f:DoctorFilter){doctors(filter:$f){nodes{id}}}", {"f": filter}


def ranged(begins: Any, ends: Any) -> tuple[str, dict[str, Any]]:
    query = f"query($f:DateTime!,$t:DateTime!){{doctor(id:{ANA}){{slots(from:$f,to:$t){{id}}}}}}"
    return query, {"f": begins, "t": ends}


ID, DAY = str(id_of(DOCTOR, 1)), "2026-12-01T12:00:00+00:00"
N = "query($n:Int){doctors(first:$n){nodes{id}}}"
DOCUMENTS: dict[str, str | tuple[str, dict[str, Any]]] = {
    "an empty text": "",
    "blanks": " \n\t,,, # and a comment",
    "no document": "}",
    "a string that does not end": '{doctor(id:"',
    "a byte order mark and nothing": "\ufeff",
    "a NUL": "{doctors\0{nodes{id}}}",
    "half a surrogate pair": "{\ud800}",
    "half a surrogate pair in a string": '{doctor(id:"\ud800"){id}}',
    "definitions of types": "type Query { x: Int } { viewer { __typename } }",
    "fragments alone": "fragment F on Query { __typename }",
    "an unknown field": "{nope}",
    "an unknown field below": "{doctors{nodes{cpf}}}",
    "an unknown type": "{viewer{...on Nobody{id}}}",
    "an unknown fragment": "{...F}",
    "a fragment that nobody uses": "{__typename} fragment F on Query{__typename}",
    "an unknown argument": '{doctor(id:"x",name:"y"){id}}',
    "an unknown directive": "{viewer @nope{__typename}}",
    "@defer": "{...@defer{viewer{__typename}}}",
    "@stream": "{specialties @stream(initialCount:1){code}}",
    "a missing argument": "{doctor{id}}",
    "no selection where one is needed": "{viewer}",
    "a selection where none can be": "{__typename{x}}",
    "a key with two meanings": "{doctors{nodes{a:id a:name}}}",
    "other arguments under one key": "{doctors(first:1){nodes{id}}doctors(first:2){nodes{id}}}",
    "a mutation that is not there": "mutation{dropTables}",
    "a subscription": "subscription{appointmentChanged{cursor}}",
    "a query and no name for two": "query A{__typename}query B{__typename}",
    "two operations of one name": "query A{__typename}query A{__typename}",
    "a word for an integer": '{doctors(first:"3"){nodes{id}}}',
    "a float for an integer": "{doctors(first:3.0){nodes{id}}}",
    "a float for an id": "{doctor(id:1.5){id}}",
    "null for what must be there": "{doctors(first:null){nodes{id}}}",
    "an enumeration as a string": '{doctors(orderBy:"FEE"){nodes{id}}}',
    "an unknown member of an enumeration": "{doctors(orderBy:PRICE){nodes{id}}}",
    "null in a list that cannot hold it": "{appointments(filter:{status:[null]}){nodes{id}}}",
    "an unknown key of an input object": "{doctors(filter:{name:1}){nodes{id}}}",
    "an integer beyond 32 bits": "{doctors(first:2147483648){nodes{id}}}",
    "an integer far beyond": "{doctors(first:%s){nodes{id}}}" % ("9" * 500),
    "a day for an instant": '{doctors(filter:{freeFrom:"2026-12-01"}){nodes{id}}}',
    "an instant without a zone": '{doctors(filter:{freeFrom:"2026-12-01T12:00:00"}){nodes{id}}}',
    "an instant as a number": "{doctors(filter:{freeFrom:1764590400}){nodes{id}}}",
    "a day that is not": '{doctors(filter:{freeFrom:"2026-02-30T00:00:00Z"}){nodes{id}}}',
    "before the first year": '{doctors(filter:{freeFrom:"0001-01-01T00:00:00+14:00"}){nodes{id}}}',
    "after the last year": '{doctors(filter:{freeFrom:"9999-12-31T23:59:59-14:00"}){nodes{id}}}',
}
VARIABLES: dict[str, str | tuple[str, dict[str, Any]]] = {
    "a missing variable": "query($n:Int!){doctors(first:$n){nodes{id}}}",
    "a variable that nobody declared": "{doctors(first:$n){nodes{id}}}",
    "a variable that nobody uses": "query($n:Int){__typename}",
    "a variable of another type": ("query($n:String){doctors(first:$n){nodes{id}}}", {"n": "1"}),
    "a variable of an unknown type": ("query($n:Nope){doctors(first:$n){nodes{id}}}", {"n": 1}),
    "a variable of an output type": ("query($n:Doctor){doctors(first:$n){nodes{id}}}", {"n": 1}),
    "null for a variable that cannot be": ("query($n:Int!){doctors(first:$n){nodes{id}}}", {"n": None}),
    "null for an argument that cannot be": (N, {"n": None}),
    "null for a condition": ("query($x:Boolean=true){viewer @include(if:$x){__typename}}", {"x": None}),
    "null for a condition below": (
        "query($x:Boolean=true){doctors{nodes{id @skip(if:$x)}}}",
        {"x": None},
    ),
    "null for a condition of the contract": (
        "query($x:Boolean=true){__schema{queryType{name @skip(if:$x)}}}",
        {"x": None},
    ),
    "a word for a number": (N, {"n": "1"}),
    "a boolean for a number": (N, {"n": True}),
    "a fraction for a number": (N, {"n": 1.5}),
    "not a number": (N, {"n": float("nan")}),
    "an object for a number": (N, {"n": {"x": 1}}),
    "a list for a number": (N, {"n": [1]}),
    "a number beyond 32 bits": (N, {"n": 2**31}),
    "a number far beyond": (N, {"n": 10**400}),
    "a number for an object": ("query($f:DoctorFilter){doctors(filter:$f){nodes{id}}}", {"f": 1}),
    "an unknown key": filtered(nope=1),
    "a wrong value inside": filtered(maxFeeCents="1"),
    "an object for a string": filtered(city={}),
    "a deeply nested value": filtered(city=eval("[" * 90 + "]" * 90)),
    "an unknown status": (
        "query($s:[AppointmentStatus!]){appointments(filter:{status:$s}){nodes{id}}}",
        {"s": ["PENDING", "HELD"]},
    ),
    "a default that does not fit": 'query($n:Int="x"){doctors(first:$n){nodes{id}}}',
}
VALUES: dict[str, str | tuple[str, dict[str, Any]]] = {
    "first 0": "{doctors(first:0){nodes{id}}}",
    "first 101": "{doctors(first:101){nodes{id}}}",
    "first -1": (N, {"n": -1}),
    "first 2147483647": (N, {"n": 2**31 - 1}),
    "first as its variable's default": "query($n:Int=0){doctors(first:$n){nodes{id}}}",
    "first of appointments": "{appointments(first:1000){nodes{id}}}",
    "nextSlots first 11": "{doctors{nodes{nextSlots(first:11){id}}}}",
    "nextSlots first 0, deep down": "{doctors{nodes{nextSlots{doctor{nextSlots(first:0){id}}}}}}",
    "slots that end before they begin": ranged("2026-12-02T00:00:00Z", "2026-12-01T00:00:00Z"),
    "slots of no time": ranged("2026-12-01T00:00:00Z", "2026-12-01T01:00:00+01:00"),
    "slots of 31 days and a second": ranged("2026-12-01T00:00:00Z", "2027-01-01T00:00:01Z"),
    "slots of all time": ranged("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"),
    "free from the end to the beginning": filtered(
        freeFrom="2026-12-02T00:00:00Z", freeTo="2026-12-01T00:00:00Z"
    ),
    "a NUL in a text": filtered(text="a\0b"),
    "a NUL in a city": filtered(city="\0"),
    "a literal with a NUL": r'{doctors(filter:{state:"\u0000"}){nodes{id}}}',
}
CURSORS: dict[str, str | tuple[str, dict[str, Any]]] = {
    "nothing": paged(""),
    "garbage": paged("!!! é 🩺"),
    "garbage in base64": paged(cursor(raw=b"\xff\xfe{")),
    "a NUL": paged("\0"),
    "half a surrogate pair": paged("\ud800"),
    "a number": paged(cursor(raw=b"5")),
    "an object": paged(cursor(raw=b'{"next_slot_at,id":1}')),
    "null": paged(cursor(raw=b"null")),
    "an empty list": paged(cursor()),
    "the order alone": paged(cursor("next_slot_at,id")),
    "too little": paged(cursor("next_slot_at,id", DAY)),
    "too much": paged(cursor("next_slot_at,id", DAY, ID, ID)),
    "another order's": paged(cursor("fee_cents,id", 1, ID)),
    "another list's": paged(cursor("next_slot_at,id", DAY, ID), "appointments"),
    "a number for an instant": paged(cursor("next_slot_at,id", 5, ID)),
    "a word for an instant": paged(cursor("next_slot_at,id", "soon", ID)),
    "an instant without a zone": paged(cursor("next_slot_at,id", "2026-12-01T12:00:00", ID)),
    "a number for an id": paged(cursor("next_slot_at,id", DAY, 5)),
    "a word for an id": paged(cursor("next_slot_at,id", DAY, "x")),
    "null for an id": paged(cursor("next_slot_at,id", DAY, None)),
    "null for an instant": paged(cursor("next_slot_at,id", None, ID)),
    "a list for an id": paged(cursor("next_slot_at,id", DAY, [ID])),
    "a deep one": paged(cursor(raw=b"[" * 5000)),
    "a huge one": paged("A" * 100_000),
    "a fee beyond 32 bits": (
        "query($a:String){doctors(orderBy:FEE,after:$a){nodes{id}}}",
        {"a": cursor("fee_cents,id", 2**31, ID)},
    ),
    "a fee far beyond": (
        "query($a:String){doctors(orderBy:FEE,after:$a){nodes{id}}}",
        {"a": cursor("fee_cents,id", 2**70, ID)},
    ),
    "a boolean for a fee": (
        "query($a:String){doctors(orderBy:FEE,after:$a){nodes{id}}}",
        {"a": cursor("fee_cents,id", True, ID)},
    ),
    "a NUL in a name": (
        "query($a:String){doctors(orderBy:NAME,after:$a){nodes{id}}}",
        {"a": cursor("search_text,id", "a\0b", ID)},
    ),
    "half a surrogate pair in a name": (
        "query($a:String){doctors(orderBy:NAME,after:$a){nodes{id}}}",
        {"a": cursor(raw=b'["search_text,id","\\ud800","%s"]' % ID.encode())},
    ),
}
BAD = [
    pytest.param(asked, id=f"{group}: {name}")
    for group, all in (
        ("document", DOCUMENTS),
        ("variables", VARIABLES),
        ("value", VALUES),
        ("cursor", CURSORS),
    )
    for name, asked in all.items()
]


@pytest.mark.parametrize("asked", BAD)
async def test_bad_input_is_rejected_as_such_and_nothing_is_read(harness: Harness, asked: Any):
    harness.statements.clear()
    query, variables = asked if isinstance(asked, tuple) else (asked, {})
    answer = await harness.answer(query, variables, "patient")
    parsed = orjson.loads(answer.body)
    assert code_of(parsed) == "BAD_USER_INPUT", parsed
    assert parsed.get("data") is None
    assert answer.request_error
    assert not harness.statements


async def test_what_postgresql_cannot_hold_is_rejected_too(harness: Harness):
    assert code_of(await harness.ask(*filtered(text="\ud800"))) == "BAD_USER_INPUT"


async def test_an_unknown_operation_name_is_rejected(harness: Harness):
    for name in ("", "C", "\ud800"):
        answered = await harness.ask("query A{__typename}", name=name)
        assert code_of(answered) == "BAD_USER_INPUT"


async def test_a_rejection_says_where_it_is_and_which_argument(harness: Harness):
    query = "query($n:Int!){a:doctors(first:1){b:nodes{c:nextSlots(first:$n){id}}}}"
    error = (await harness.ask(query, {"n": 11}))["errors"][0]
    assert error["path"] == ["a", "b", "c"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "argument": "first"}


async def test_of_two_rejections_the_first_in_the_document_is_told(harness: Harness):
    wrong = f'doctors(after:"{cursor("fee_cents,id", 0, ID)}"){{nodes{{id}}}}'
    forbidden = "unverifiedDoctors{nodes{id}}"
    for query, code, at in (
        (wrong + forbidden, "BAD_USER_INPUT", "doctors"),
        (forbidden + wrong, "FORBIDDEN", "unverifiedDoctors"),
    ):
        answered = await harness.agree(f"{{{query}}}", viewer="patient")
        assert code_of(answered) == code
        assert answered["errors"][0]["path"] == [at]


async def test_a_message_shows_nobody_the_text_of_the_statement_or_of_the_document(harness: Harness):
    for query, variables in (
        (N, {"n": None}),
        ("query($x:Boolean=true){viewer @include(if:$x){__typename}}", {"x": None}),
    ):
        message = (await harness.ask(query, variables))["errors"][0]["message"]
        assert "SELECT" not in message
        assert "GraphQL request" not in message


@pytest.mark.parametrize(
    ("viewer", "code"),
    [("anonymous", "UNAUTHENTICATED"), ("administrator", "FORBIDDEN"), ("patient", None), ("doctor", None)],
)
async def test_appointments_are_for_patients_and_doctors(harness: Harness, viewer: str, code: str | None):
    answered = await harness.ask("{x:appointments{nodes{id}}}", viewer=viewer)
    assert code_of(answered) == code
    if code:
        assert answered["errors"][0]["path"] == ["x"]
        assert "data" not in answered


async def test_what_is_skipped_is_not_checked(harness: Harness):
    query = "query($x:Boolean!){appointments(first:0)@include(if:$x){nodes{id}}__typename}"
    assert await harness.data(query, {"x": False}) == {"__typename": "Query"}
    assert code_of(await harness.ask(query, {"x": True}, viewer="patient")) == "BAD_USER_INPUT"


async def test_what_is_not_there_and_what_is_not_yours_look_the_same(harness: Harness):
    query = "query($i:ID!){appointment(id:$i){id}}"
    mine, anothers = str(id_of(APPOINTMENT, 1)), str(id_of(APPOINTMENT, 25))
    asked = [await harness.answer(query, {"i": id}, "patient") for id in (anothers, ID, "x", "")]
    assert len({answer.body for answer in asked}) == 1
    assert (await harness.data(query, {"i": mine}, viewer="patient"))["appointment"]
