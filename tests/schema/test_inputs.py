"""What a mutation's resolver takes is what Strawberry itself would have made."""

from typing import Any

import pytest
from graphql import (
    GraphQLField,
    GraphQLInputType,
    get_nullable_type,
    is_enum_type,
    is_input_object_type,
    is_list_type,
    is_non_null_type,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from strawberry.types.arguments import convert_arguments

from schema.inputs import parts_of, taken
from schema.root import published_schema

SCHEMA = published_schema()
ROOT = SCHEMA._schema.mutation_type
assert ROOT


def coerced(type_: GraphQLInputType) -> st.SearchStrategy[Any]:
    """Values as graphql-core leaves them: what is not required may be null or absent."""
    named = get_nullable_type(type_)
    if is_list_type(named):
        found: st.SearchStrategy[Any] = st.lists(coerced(named.of_type), max_size=3)
    elif is_input_object_type(named):
        found = objects(named.fields)
    elif is_enum_type(named):
        found = st.sampled_from([value.value for value in named.values.values()])
    else:
        found = st.integers() | st.text(max_size=3)
    return found if is_non_null_type(type_) else st.none() | found


def objects(fields: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Arguments, or an input object."""
    values = {name: coerced(field.type) for name, field in fields.items()}
    needed = {name for name, field in fields.items() if is_non_null_type(field.type)}
    optional = {name: value for name, value in values.items() if name not in needed}
    return st.fixed_dictionaries({name: values[name] for name in needed}, optional=optional)


@pytest.mark.parametrize("field", ROOT.fields.values(), ids=list(ROOT.fields))
def test_arguments_are_what_strawberry_makes_of_them(field: GraphQLField):
    declared = field.extensions["strawberry-definition"]
    parts = parts_of(declared, SCHEMA.config)

    @settings(max_examples=30, deadline=None)
    @given(objects(field.args))
    def check(values: dict[str, Any]) -> None:
        registry = SCHEMA.schema_converter.scalar_registry
        expected = convert_arguments(values, declared.arguments, registry, SCHEMA.config)
        assert taken(parts, values) == expected

    check()
