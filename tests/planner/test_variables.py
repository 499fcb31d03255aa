"""Values of every kind, given in every way: each is taken as graphql-core would take it."""

from typing import Any

import pytest

from tests.planner.harness import Harness
from tests.planner.scene import DOCTOR, UNKNOWN, id_of

ANA, JOSE = str(id_of(DOCTOR, 1)), str(id_of(DOCTOR, 2))
BY_ID = "query ($i: ID!) { doctor(id: $i) { name } }"
FILTER = "query ($f: DoctorFilter) { doctors(filter: $f) { nodes { id } } }"
STATUSES = "query ($s: [AppointmentStatus!]) { appointments(filter: {status: $s}) { nodes { id } } }"
ORDERED = "query ($o: DoctorOrder! = NAME) { doctors(orderBy: $o) { nodes { id } } }"
FIRST = "query ($n: Int! = 2, $a: String) { doctors(first: $n, after: $a) { nodes { id } } }"
INSIDE = """query ($c: String, $m: Int, $t: DateTime, $s: String = "SP") {
    doctors(filter: {city: $c, maxFeeCents: $m, freeTo: $t, state: $s}) { nodes { id } }
}"""
IN_A_LIST = """query ($s: AppointmentStatus!) {
    appointments(filter: {status: [$s, EXPIRED, $s]}) { nodes { id status } }
}"""
SLOTS = """query ($f: DateTime!) {
    doctor(id: "%s") { slots(from: $f, to: "2026-12-31T00:00:00-03:00") { id } }
}""".replace("%s", ANA)
TWICE = """query ($i: ID!, $n: Int!) {
    a: doctor(id: $i) { nextSlots(first: $n) { id } } b: doctor(id: $i) { id }
    doctors(first: $n) { nodes { id } }
}"""
CHOSEN = """query ($y: Boolean!, $n: Boolean!, $d: Boolean! = false, $a: String) {
    viewer @include(if: $n) { __typename }
    doctors(after: $a) @include(if: $n) { nodes { id } }
    ...Q @include(if: $y)
    ... on Query @include(if: $n) { availability { rules { weekday } } }
    ... @skip(if: $d) { specialties { code __typename @include(if: $d) } }
    __schema @skip(if: $n) { queryType { name @skip(if: $y) kind } }
} fragment Q on Query { a: __typename }"""
VARIABLES: dict[str, tuple[str, dict[str, Any]]] = {
    "an id": (BY_ID, {"i": ANA}),
    "an id in capitals": (BY_ID, {"i": ANA.upper()}),
    "an id that is a number": (BY_ID, {"i": 7}),
    "an id that is unknown": (BY_ID, {"i": str(UNKNOWN)}),
    "more than the document declares": (BY_ID, {"i": ANA, "x": {"y": 1}}),
    "a default": (FIRST, {}),
    "a default that is replaced": (FIRST, {"n": 3}),
    "null": (FIRST, {"a": None}),
    "an enumeration": (ORDERED, {"o": "FEE"}),
    "an enumeration's default": (ORDERED, {}),
    "an input object": (FILTER, {"f": {"specialty": "cardiology", "maxFeeCents": 25_000}}),
    "an input object of nulls": (FILTER, {"f": {"specialty": None, "city": None, "freeTo": None}}),
    "an empty input object": (FILTER, {"f": {}}),
    "no input object": (FILTER, {}),
    "null for an input object": (FILTER, {"f": None}),
    "strings that bite": (FILTER, {"f": {"city": "'; DROP TABLE doctors; -- $1 %s :x", "state": '"\\\n'}}),
    "a default input object": (FILTER.replace("DoctorFilter", 'DoctorFilter = {state: "SP"}'), {}),
    "variables inside an input object": (INSIDE, {"c": "belem", "m": 30_000, "s": "pa"}),
    "absent variables inside an input object": (INSIDE, {}),
    "null variables inside an input object": (INSIDE, {"c": None, "s": None, "m": 20_000}),
    "an instant inside an input object": (INSIDE, {"t": "2026-12-02T23:00:00-03:00"}),
    "a list": (STATUSES, {"s": ["CANCELLED", "PENDING"]}),
    "a list of one, without brackets": (STATUSES, {"s": "CANCELLED"}),
    "an empty list": (STATUSES, {"s": []}),
    "no list": (STATUSES, {}),
    "null for a list": (STATUSES, {"s": None}),
    "a list that holds a variable": (IN_A_LIST, {"s": "PENDING"}),
    "the same list with another value": (IN_A_LIST, {"s": "CANCELLED"}),
    "an instant with an offset": (SLOTS, {"f": "2026-12-03T09:00:00.12-03:00"}),
    "a variable used twice": (TWICE, {"i": JOSE, "n": 2}),
    "conditions": (CHOSEN, {"y": True, "n": False}),
    "other conditions": (CHOSEN, {"y": False, "n": True, "d": True}),
    "a type to be told about": (
        "query ($t: String!) { __type(name: $t) { name enumValues { name } } }",
        {"t": "DoctorOrder"},
    ),
}
LITERALS = {
    "a single item for a list": "{ appointments(filter: {status: EXPIRED}) { nodes { id status } } }",
    "a block string": '{ doctors(filter: {city: """\n  são\n  paulo\n"""}) { nodes { id } } }',
    "escapes": r'{ doctors(filter: {city: "S\u00e3o\u0020P\u{61}ulo"}) { nodes { id } } }',
    "an integer for an id": "{ doctor(id: 0) { name } }",
    "an id in capitals": f'{{ doctor(id: "{ANA.upper()}") {{ id }} }}',
    "an id without dashes": f'{{ doctor(id: "{ANA.replace("-", "")}") {{ id }} }}',
    "null for an input object and a cursor": "{ doctors(filter: null, after: null) { nodes { id } } }",
    "null inside an input object": "{ appointments(filter: {status: null, to: null}) { nodes { id } } }",
    "instants far away": """{
        doctors(filter: {freeFrom: "0001-01-01T00:00:00Z", freeTo: "9999-12-31T23:59:59Z"}) { nodes { id } }
    }""",
}
ASKED = [
    *(pytest.param(*asked, id=f"variable: {name}") for name, asked in VARIABLES.items()),
    *(pytest.param(query, {}, id=f"literal: {name}") for name, query in LITERALS.items()),
]


@pytest.mark.parametrize(("query", "variables"), ASKED)
async def test_a_value_is_taken_as_graphql_core_would(
    harness: Harness, query: str, variables: dict[str, Any]
):
    for viewer in ("patient", "doctor", "administrator", "anonymous"):
        await harness.agree(query, variables, viewer)
