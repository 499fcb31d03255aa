"""A client's text is prepared once, and its variables are taken exactly as graphql-core takes them."""

from typing import Any

import pytest
from graphql import GraphQLError, get_variable_values, parse
from graphql.execution.values import VariableValues
from hypothesis import given, settings
from hypothesis import strategies as st

from schema import documents
from schema.documents import Operation, Operations, Refused, shape
from schema.root import published_schema

SCHEMA = published_schema()._schema
TYPES = (
    "Int",
    "Int!",
    "Int=3",
    "Int!=3",
    "String",
    "String!",
    "Boolean",
    "Boolean!=true",
    "ID",
    "ID!",
    "DateTime",
    "DateTime!",
    "DoctorOrder",
    "DoctorOrder!=FEE",
    "[AppointmentStatus!]",
    "[Int]!",
    "DoctorFilter",
    'DoctorFilter={city:"x"}',
    "AvailabilityRuleInput!",
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(2**33), 2**33)
    | st.floats()
    | st.text(max_size=3)
    | st.sampled_from(("FEE", "PENDING", "2026-12-01T12:00:00Z", "1", "08:30", "MONDAY")),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(("city", "maxFeeCents", "freeFrom", "weekday", "x")), inner, max_size=3
        )
    ),
    max_leaves=5,
)


@settings(max_examples=300, deadline=None)
@given(
    types=st.lists(st.sampled_from(TYPES), min_size=1, max_size=4),
    values=st.dictionaries(st.sampled_from("abcd"), VALUES),
)
def test_variables_are_taken_as_graphql_core_takes_them(types: list[str], values: dict[str, Any]):
    declared = ",".join(f"${name}:{type_}" for name, type_ in zip("abcd", types, strict=False))
    node: Any = parse(f"query({declared}){{__typename}}").definitions[0]
    expected = get_variable_values(
        SCHEMA, node.variable_definitions, values, max_errors=20, hide_suggestions=True
    )
    operation = Operation(SCHEMA, node, {})
    if isinstance(expected, list):
        with pytest.raises(Refused) as refused:
            operation.variables(values)
        assert [error.message for error in refused.value.errors] == [error.message for error in expected]
    else:
        taken = operation.variables(values)
        assert repr(taken.coerced) == repr(expected.coerced)
        assert taken.sources.keys() == expected.sources.keys()


def test_a_text_is_prepared_once_for_each_of_its_operations():
    operations = Operations(SCHEMA)
    text = "query A{__typename}query B{viewer{__typename}}"
    assert operations.prepare(text, "A") is operations.prepare(text, "A")
    assert operations.prepare(text, "A") is not operations.prepare(text, "B")
    assert operations.prepare.cache_info().currsize == 2


def test_what_is_refused_is_not_kept():
    operations = Operations(SCHEMA)
    for text in ("{nope}", "{", "{viewer{__typename}}" * 2):
        with pytest.raises(Refused):
            operations.prepare(text, None)
    assert operations.prepare.cache_info().currsize == 0


def test_plans_are_kept_by_operation_key_and_shape_and_the_oldest_go_first(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(documents, "KEPT_PLANS", 4)
    operations, made = Operations(SCHEMA), list[str]()

    def plan(text: str, **coerced: Any) -> None:
        def make() -> str:
            made.append(text)
            return text

        operations.prepare(text, None).plan("query", VariableValues({}, coerced), make)

    one, other, third = "{__typename}", "{a:__typename}", "{b:__typename}"
    for _ in range(2):
        plan(one, a=1)
        plan(one, a=2)
        plan(one, a=None)
        plan(one)
        plan(other)
    assert made == [one, one, one, other]
    plan(third)
    plan(one, a=None)
    assert made[4:] == [third]
    plan(one, a=3)
    assert made[5:] == [one]
    assert len(operations.plans) == 4


def test_a_plan_that_cannot_be_made_is_refused_as_bad_input_and_not_kept():
    operations = Operations(SCHEMA)

    def make() -> Any:
        raise GraphQLError("no")

    with pytest.raises(Refused) as refused:
        operations.prepare("{__typename}", None).plan("query", VariableValues({}, {}), make)
    assert refused.value.errors[0].extensions == {"code": "BAD_USER_INPUT"}
    assert not operations.plans


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"a": 1}, {"a": 2}, True),
        ({"a": 0}, {"a": 1}, True),
        ({"a": 0}, {"a": False}, False),
        ({"a": 1}, {"a": True}, False),
        ({"a": True}, {"a": False}, False),
        ({"a": ""}, {"a": None}, False),
        ({"a": 1}, {}, False),
        ({"a": 1}, {"b": 1}, False),
        ({"a": []}, {"a": [1, 2]}, True),
        ({"a": {"x": 1}}, {"a": {"x": 2}}, True),
        ({"a": {"x": 1}}, {"a": {"x": None}}, False),
        ({"a": {"x": 1}}, {"a": {}}, False),
        ({"a": {}}, {"a": "given"}, False),
    ],
)
def test_a_shape_is_what_is_there_and_not_what_it_is(one: Any, other: Any, same: bool):
    assert (shape(one) == shape(other)) == same
