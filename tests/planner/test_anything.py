"""Whatever a client sends is answered: never an exception, never INTERNAL."""

import base64
import json

import hypothesis_graphql
import orjson
from hypothesis import given
from hypothesis import strategies as st
from hypothesis_graphql import Mode

from tests.planner.documents import CUSTOM, Cursors, documents
from tests.planner.harness import Harness
from tests.planner.reference import SCHEMA
from tests.planner.test_conformance import BOUNDED

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
SCRAPS = st.sampled_from(
    ["{", "}", "(", ")", "...", "$", "@skip", ":", '"', '"""', "[", "\\u", "\0", "#", "!", "é"]
)
EVERY = """query($id:ID!,$text:String,$n:Int!,$f:DoctorFilter,$o:DoctorOrder!,$at:DateTime!,$b:Boolean!,
    $s:[AppointmentStatus!],$a:AppointmentFilter) {
    doctor(id:$id){name @include(if:$b) nextSlots(first:$n){id}}
    doctors(filter:$f,orderBy:$o,first:$n,after:$text){nodes{id}}
    some:doctors(filter:{text:$text,city:$text,freeFrom:$at,maxFeeCents:$n}){edges{cursor}}
    slots:doctor(id:$id){slots(from:$at,to:$at){id}}
    appointments(filter:{status:$s,from:$at}){nodes{id}}
    mine:appointments(filter:$a,after:$text){pageInfo{endCursor}} }"""
GOOD = {
    "id": "x",
    "n": 1,
    "o": "FEE",
    "at": "2026-12-01T12:00:00Z",
    "b": True,
}


def cursor_of(value: object) -> str:
    """A cursor in the right words, holding anything."""
    place = json.dumps(["next_slot_at,id", value, value])
    return base64.urlsafe_b64encode(place.encode()).decode()


async def never(harness: Harness, query, variables=None, name=None) -> None:
    """Ask, and look that the answer is one."""
    answer = await harness.answer(query, variables, "patient", name)
    assert b'"INTERNAL"' not in answer.body, (query, variables, answer.body)
    parsed = orjson.loads(answer.body)
    assert parsed.keys() <= {"data", "errors"}
    for error in parsed.get("errors", ()):
        assert error["extensions"]["code"] in ("BAD_USER_INPUT", "OPERATION_TOO_COMPLEX", "FORBIDDEN")


@BOUNDED
@given(query=st.text(st.characters(codec=None)), name=st.none() | st.text(st.characters(codec=None)))
async def test_any_text_may_be_sent_as_a_document(harness, query, name):
    await never(harness, query, None, name)


@BOUNDED
@given(data=st.data())
async def test_a_document_may_be_damaged_anywhere(harness, data):
    document = data.draw(
        documents(Cursors({order: ["x"] for order in ("NEXT_SLOT", "FEE", "NAME", "APPOINTMENTS")}))
    )
    at = data.draw(st.integers(0, len(document.text)))
    lost = data.draw(st.integers(0, 3))
    scrap = data.draw(SCRAPS | st.just(""))
    await never(harness, document.text[:at] + scrap + document.text[at + lost :], document.variables)


@BOUNDED
@given(
    variables=st.dictionaries(st.text(max_size=3), JSON, max_size=3),
    key=st.sampled_from([*GOOD, "f", "s", "a"]),
    value=JSON,
)
async def test_anything_may_be_sent_as_variables(harness, variables, key, value):
    await never(harness, EVERY, {**variables, **GOOD, key: value})


@BOUNDED
@given(query=hypothesis_graphql.queries(SCHEMA, custom_scalars=CUSTOM))
async def test_arguments_may_be_any_values_of_their_types(harness, query):
    await never(harness, query)


@BOUNDED
@given(query=hypothesis_graphql.queries(SCHEMA, custom_scalars=CUSTOM, mode=Mode.NEGATIVE))
async def test_a_document_may_break_the_schema_anywhere(harness, query):
    await never(harness, query)


@BOUNDED
@given(
    after=st.text()
    | st.binary().map(lambda raw: base64.urlsafe_b64encode(raw).decode())
    | JSON.map(cursor_of)
)
async def test_a_cursor_may_be_anything(harness, after):
    for order in ("NEXT_SLOT", "FEE", "NAME"):
        query = "query($a:String,$o:DoctorOrder!){doctors(after:$a,orderBy:$o){nodes{id}}}"
        await never(harness, query, {"a": after, "o": order})
