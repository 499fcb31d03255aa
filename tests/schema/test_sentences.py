"""Whatever the clinic refuses, a person reads why, in either language."""

import re
from typing import Any

import pytest
from graphql import GraphQLInterfaceType, GraphQLUnionType

from domain.errors import DomainError
from domain.problems import Problem
from schema.root import published_schema
from schema.sentences import FIELDS, REFUSALS, Sentence

SCHEMA: Any = published_schema()._schema
SENTENCES = [*REFUSALS.items(), *FIELDS.items()]


def refusals() -> set[str]:
    """The names of all types that are a Problem."""
    problem = SCHEMA.type_map["Problem"]
    assert isinstance(problem, GraphQLInterfaceType)
    return {type_.name for type_ in SCHEMA.get_possible_types(problem)}


def subclasses(kind: type) -> set[type]:
    return {kind}.union(*map(subclasses, kind.__subclasses__()))


def test_every_refusal_of_every_result_has_a_sentence():
    unions = [type_ for type_ in SCHEMA.type_map.values() if isinstance(type_, GraphQLUnionType)]
    members = {member.name for union in unions if union.name.endswith("Result") for member in union.types}
    assert members & refusals() == REFUSALS.keys() == refusals()


def test_every_problem_of_a_field_has_a_sentence():
    assert FIELDS.keys() == set(Problem)


def test_every_refusal_of_the_domain_that_a_mutation_may_meet_is_published():
    on_the_command_line = {"UnknownScope", "IntegratorNameTaken", "ServiceAccountTaken"}
    asking_for_a_token = {"WrongSecret", "ScopeNotAllowed"}
    nobody_meets = {"DomainError"} | on_the_command_line | asking_for_a_token
    named = {kind.__name__ for kind in subclasses(DomainError) if kind.__module__.startswith("domain.")}
    assert named - nobody_meets == REFUSALS.keys()


@pytest.mark.parametrize("sentence", [pytest.param(sentence, id=name) for name, sentence in SENTENCES])
def test_a_sentence_is_one_in_both_languages_and_not_the_same(sentence: Sentence):
    assert sentence.pt != sentence.en
    for text in sentence:
        assert re.fullmatch(r"[A-ZÉÓÀ].{3,120}\.", text), text
        assert "  " not in text


def test_english_is_given_where_it_is_asked_for_and_portuguese_to_all_others():
    sentence = Sentence("Sim.", "Yes.")
    assert [sentence.in_(locale) for locale in ("en", "pt-BR", "pt", "fr", "")] == ["Yes."] + ["Sim."] * 4
