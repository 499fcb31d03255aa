"""For documents generated from the exported schema the planner answers as graphql-core's executor does."""

import pytest
from graphql import DocumentNode, parse, validate
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from schema.limits import Sizes, must_fit
from tests.planner.documents import Cursors, documents
from tests.planner.harness import Harness
from tests.planner.outcomes import MEMBERS, outcome_of
from tests.planner.reference import SCHEMA
from tests.planner.scene import VIEWERS

BOUNDED = settings(
    max_examples=160,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


@pytest.fixture(scope="module")
async def cursors(harness: Harness) -> Cursors:
    """Of every row of every list, as the product gives them."""
    found = {}
    for order in ("NEXT_SLOT", "FEE", "NAME"):
        page = await harness.data("query($o:DoctorOrder!){doctors(orderBy:$o){edges{cursor}}}", {"o": order})
        found[order] = [edge["cursor"] for edge in page["doctors"]["edges"]]
    page = await harness.data("{appointments{edges{cursor}}}", viewer="patient")
    found["APPOINTMENTS"] = [edge["cursor"] for edge in page["appointments"]["edges"]]
    return Cursors(found)


@BOUNDED
@given(data=st.data())
async def test_a_generated_query_is_answered_as_graphql_core_would_to_every_viewer(harness, cursors, data):
    document = data.draw(documents(cursors))
    parsed = parse(document.text)
    assert not validate(SCHEMA, parsed), document
    assume(_small_enough(parsed))
    for viewer in VIEWERS:
        await harness.agree(document.text, document.variables, viewer)
    for viewer in ("patient", "doctor"):
        await harness.agree(document.text, document.others, viewer)


@BOUNDED
@given(data=st.data())
async def test_every_member_of_a_mutations_result_is_answered_as_graphql_core_would(harness, cursors, data):
    mutation = data.draw(st.sampled_from(sorted(MEMBERS)))
    document = data.draw(documents(cursors, mutation))
    parsed = parse(document.text)
    assert not validate(SCHEMA, parsed), document
    assume(_small_enough(parsed))
    for member in MEMBERS[mutation]:
        viewer, outcome, like = outcome_of(member, harness.reference)
        await harness.result(document.text, document.variables, viewer, mutation, outcome, like)


def _small_enough(document: DocumentNode) -> bool:
    """For anybody, strangers too; what is not is refused, as other tests say."""
    sizes = Sizes(document)
    stranger = VIEWERS["anonymous"]
    return not sizes.too_complex() and not any(must_fit(sizes.of(one), stranger) for one in sizes.operations)
