"""What is published is what is exported, and holds what was promised."""

from typing import Any

import pytest
from graphql import (
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLUnionType,
    build_schema,
    is_enum_type,
)

from schema import export

PROMISED = build_schema(export.CONTRACT.read_text())
PUBLISHED = build_schema(export.sdl())
FIELDS = [
    (type_.name, name)
    for type_ in PROMISED.type_map.values()
    if not type_.name.startswith("__")
    and isinstance(type_, (GraphQLObjectType, GraphQLInterfaceType, GraphQLInputObjectType))
    for name in type_.fields
]


def field(schema: Any, place: tuple[str, str]) -> Any:
    return schema.type_map[place[0]].fields[place[1]]


def default(argument: Any) -> str | None:
    """As it is written; null is none."""
    node = argument.ast_node.default_value
    return None if node is None or node.kind == "null_value" else str(getattr(node, "value", node))


def test_the_exported_file_is_what_is_published():
    assert export.EXPORTED.read_text() == export.sdl()


def test_nothing_is_wrong_with_the_export():
    assert export.problems() == []


def test_a_stale_file_and_a_broken_promise_are_both_told(tmp_path, monkeypatch: pytest.MonkeyPatch):
    stale, more = tmp_path / "schema.graphql", tmp_path / "contract.graphql"
    stale.write_text(export.sdl() + "# edited")
    more.write_text(export.CONTRACT.read_text() + "\nextend type Query { promised: Int }")
    monkeypatch.setattr(export, "EXPORTED", stale)
    monkeypatch.setattr(export, "CONTRACT", more)
    assert export.problems() == [
        "schema.graphql is stale: run make schema",
        "Field Query.promised was removed.",
    ]


@pytest.mark.parametrize("place", FIELDS, ids=".".join)
def test_every_promised_field_is_there_with_its_type_and_its_arguments(place: tuple[str, str]):
    promised, published = field(PROMISED, place), field(PUBLISHED, place)
    assert str(published.type) == str(promised.type)
    promised_arguments, arguments = getattr(promised, "args", {}), getattr(published, "args", {})
    for name, argument in promised_arguments.items():
        assert str(arguments[name].type) == str(argument.type)
        assert default(arguments[name]) == default(argument)
    if isinstance(PROMISED.type_map[place[0]], GraphQLInputObjectType):
        assert default(published) == default(promised)


def test_every_promised_member_of_a_union_and_of_an_enumeration_is_there():
    for name, type_ in PROMISED.type_map.items():
        published: Any = PUBLISHED.type_map[name]
        if isinstance(type_, GraphQLUnionType):
            assert {member.name for member in type_.types} <= {member.name for member in published.types}
        elif is_enum_type(type_):
            assert list(type_.values) == list(published.values)


def test_every_promised_problem_is_one():
    problem: Any = PROMISED.type_map["Problem"]
    promised = {type_.name for type_ in PROMISED.get_possible_types(problem)}
    published: Any = PUBLISHED.type_map["Problem"]
    assert promised <= {type_.name for type_ in PUBLISHED.get_possible_types(published)}


def test_every_published_type_and_field_says_what_it_is_where_its_name_does_not():
    """Descriptions of the contract are kept, in its words or in more."""
    silent = [
        place
        for place in FIELDS
        if field(PROMISED, place).description and not field(PUBLISHED, place).description
    ]
    assert silent == []
