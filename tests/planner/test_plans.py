"""Plans are kept, and a plan that is kept holds nothing of whoever it was made for."""

from typing import Any

import pytest

from tests.planner.harness import Harness
from tests.planner.scene import APPOINTMENT, DOCTOR, NAMES, PATIENT, VIEWERS, id_of

BITES = [
    "'; DROP TABLE doctors; --",
    "' OR '1'='1",
    '"},"x":{"',
    "\\'; SELECT pg_sleep(10) --",
    "$1 $2 %s %(x)s :name {0}",
    "</script>",
    "\u2028\u2029\x7f\t\n",
    *(name for name, *_ in NAMES),
]
SEARCH = (
    "query($f:DoctorFilter,$o:DoctorOrder!=NAME,$n:Int!=100,$a:String)"
    "{doctors(filter:$f,orderBy:$o,first:$n,after:$a){nodes{name}}}"
)
SHAPES: list[dict[str, Any]] = [
    {},
    {"f": None},
    {"f": {}},
    {"f": {"city": "Belém"}},
    {"f": {"city": None}},
    {"f": {"city": "Belém", "state": "PA"}},
    {"f": {"state": "PA", "city": "Belém"}},
    {"f": {"maxFeeCents": 0}},
    {"f": {"maxFeeCents": 30_000, "text": "ana"}},
    {"o": "FEE"},
    {"o": "NEXT_SLOT", "n": 2},
    {"a": None},
]


@pytest.fixture
def count(harness: Harness):
    """Statements since the last look."""
    harness.statements.clear()

    def counted() -> int:
        found = len(harness.statements)
        harness.statements.clear()
        return found

    return counted


async def test_one_document_serves_every_shape_of_its_variables_in_any_order(harness: Harness):
    for variables in SHAPES + SHAPES[::-1] + SHAPES[3:5] * 2:
        await harness.agree(SEARCH, variables)


async def test_a_shape_that_was_seen_is_not_planned_again(harness: Harness):
    for variables in ({"f": {"city": "a"}}, {"f": {"city": "b"}}, {"f": {"city": "c"}, "n": 3}):
        await harness.ask(SEARCH, variables)
    assert len({sql for sql, _ in harness.statements[-3:]}) == 1


@pytest.mark.parametrize(("name", "key"), [("One", "viewer"), ("Two", "specialties")])
async def test_two_operations_in_one_document_have_plans_of_their_own(harness: Harness, name: str, key: str):
    document = "query One{viewer{...on Doctor{id}}} query Two{specialties{code}}"
    for viewer in ("doctor", "anonymous"):
        answered = await harness.agree(document, {}, viewer, name=name)
        assert list(answered["data"]) == [key]


PRIVATE = """query($id:ID!){viewer{__typename ...on Patient{cpf email phone}...on Doctor{name}}
    appointment(id:$id){reason patient{name cpf email phone}}
    availability{absences{note}} specialties{name}}"""


@pytest.mark.parametrize("first", VIEWERS)
async def test_a_plan_made_for_one_viewer_tells_another_nothing(harness: Harness, first: str):
    document = f"{PRIVATE} # {first}: a text of its own, so that its plan is made by this viewer"
    for viewer in (first, *VIEWERS, first):
        await harness.agree(document, {"id": str(id_of(APPOINTMENT, 1))}, viewer)


async def test_what_was_refused_to_one_viewer_is_given_to_the_next(harness: Harness):
    document = "{appointments{nodes{id reason}}} # refused first"
    for viewer in ("anonymous", "patient", "administrator", "doctor", "anonymous"):
        await harness.agree(document, {}, viewer)


async def test_who_asks_is_a_bind_parameter(harness: Harness):
    texts = set()
    for viewer in VIEWERS:
        await harness.ask(PRIVATE, {"id": str(id_of(APPOINTMENT, 1))}, viewer=viewer)
        texts.add(harness.statements[-1][0])
    assert len(texts) == 1
    assert str(id_of(PATIENT, 1)) not in texts.pop()


@pytest.mark.parametrize("value", BITES)
async def test_a_value_never_becomes_a_statements_text(harness: Harness, value: str):
    literal = '"' + "".join(f"\\u{{{ord(character):x}}}" for character in value) + '"'
    filters = ",".join(f"{name}:{literal}" for name in ("text", "city", "specialty", "state"))
    by_literal = f"{{doctors(filter:{{{filters}}}){{nodes{{id}}}}}}"
    of_all = {"text": value, "city": value, "specialty": value, "state": value}
    for query, variables in ((SEARCH, {"f": of_all}), (by_literal, {})):
        assert await harness.data(query, variables) == {"doctors": {"nodes": []}}
        sql, values = harness.statements[-1]
        assert value not in sql
        assert value in values


async def test_a_cursor_and_an_id_that_bite_never_become_a_statements_text(harness: Harness):
    for value in BITES:
        await harness.agree("query($i:ID!){doctor(id:$i){id}appointment(id:$i){id}}", {"i": value})
        assert value not in harness.statements[-1][0]


async def test_names_that_bite_come_back_as_they_are(harness: Harness):
    found = await harness.agree("{doctors(orderBy:NAME){nodes{name bio city}}}")
    names = {node["name"] for node in found["data"]["doctors"]["nodes"]}
    assert names == {name for name, *_ in NAMES[:-1]}


@pytest.mark.parametrize(
    ("query", "statements"),
    [
        ("{doctors(first:50){nodes{name specialties{name}nextSlots(first:10){doctor{nextSlots{id}}}}}}", 1),
        ("{viewer{__typename}specialties{code}doctors{edges{cursor}pageInfo{hasNextPage}}}", 1),
        ('{a:doctor(id:"x"){id}b:doctor(id:"y"){id}c:appointment(id:"z"){patient{cpf}}}', 1),
        ("{__schema{queryType{name}}viewer{__typename}}", 1),
        ("{__schema{queryType{name}}}", 0),
        ("{__typename}", 0),
        ("{appointments(first:0){nodes{id}}}", 0),
    ],
)
async def test_a_query_is_one_statement_and_none_where_no_table_is_touched(
    harness: Harness, count, query: str, statements: int
):
    await harness.answer(query)
    assert count() == statements


async def test_a_doctor_and_a_patient_see_the_same_visit_each_in_their_own_way(harness: Harness):
    visit = id_of(APPOINTMENT, 1)
    query = f'{{appointment(id:"{visit}"){{doctor{{name specialties{{name}}}}patient{{name cpf}}}}}}'
    doctors = await harness.agree(query, {}, "doctor")
    patients = await harness.agree(query, {}, "patient")
    assert doctors["data"]["appointment"]["patient"]["cpf"] is None
    assert patients["data"]["appointment"]["patient"]["cpf"] == "52998224725"
    assert str(id_of(DOCTOR, 1)) not in harness.statements[-1][0]
