"""What an operation may be at most, measured in time that grows with its length alone."""

import time

import pytest
from graphql import get_introspection_query, parse

from domain.viewer import AdministratorViewer, Anonymous, IntegratorViewer, PatientViewer, Viewer
from planner.sources import Rejected
from schema import limits
from schema.root import published_schema


def over(text: str, viewer: Viewer | None = None) -> dict[str, int]:
    """What is over a viewer's limit, a stranger's if nobody is named, and by how much was measured."""
    found, sizes = {}, limits.Sizes(parse(text))
    errors = sizes.too_complex() or [
        error
        for operation in sizes.operations
        for error in limits.must_fit(sizes.of(operation), viewer or Anonymous())
    ]
    for error in errors:
        assert isinstance(error, Rejected)
        assert error.extensions
        assert error.extensions["code"] == "OPERATION_TOO_COMPLEX"
        assert error.extensions["limit"] < error.extensions["measured"]
        found[error.extensions["what"]] = error.extensions["measured"]
    return found


def nested(depth: int) -> str:
    return "{a" * depth + "}" * depth


def fields(count: int) -> str:
    return f"{{{'a ' * count}}}"


def aliases(count: int) -> str:
    return f"{{{' '.join(f'a{n}:b' for n in range(count))}}}"


def directives(count: int) -> str:
    return f"{{a{' @b' * count}}}"


@pytest.mark.parametrize(
    ("make", "most"),
    [(nested, 12), (fields, 500), (aliases, 30), (directives, 8)],
    ids=lambda made: getattr(made, "__name__", str(made)),
)
def test_the_most_is_allowed_and_one_more_is_not(make, most: int):
    assert over(make(most)) == {}
    assert list(over(make(most + 1)).values()) == [most + 1]


def test_operations_and_fragments_are_counted():
    assert over("".join(f"query A{n}{{a}}" for n in range(5))) == {}
    assert over("".join(f"query A{n}{{a}}" for n in range(6))) == {"operations": 6}
    assert over("{a}" + "".join(f"fragment A{n} on A{{a}}" for n in range(101))) == {"fragments": 101}


def test_every_operation_of_a_document_is_measured():
    assert over(f"query A{{a}} query B{nested(13)}") == {"depth": 13}


def test_a_fragment_counts_wherever_it_is_spread():
    twenty = f"fragment F on A{fields(20)}"
    assert over(f"{{{'...F ' * 25}}}{twenty}") == {}
    assert over(f"{{{'...F ' * 26}}}{twenty}") == {"fields": 520}
    assert over(f"{{{'a{...F}' * 24}}}{twenty}") == {"fields": 504}


def test_a_fragment_adds_to_the_depth_where_it_is_spread_but_is_not_a_level_itself():
    inner = "fragment F on A{...{...on A{" + nested(6)[1:-1] + "}}}"
    assert over(f"{'{a' * 6}{{...F}}{'}' * 6}{inner}") == {}
    assert over(f"{'{a' * 7}{{...F}}{'}' * 7}{inner}") == {"depth": 13}


def test_directives_count_on_fields_fragments_and_operations():
    assert over("query @a{b @a ...@a{c} ...F @a} fragment F on A{d @a}") == {}
    assert over("query @a @a @a @a @a{b @a ...@a{c} ...F @a} fragment F on A{d @a}") == {"directives": 9}


def test_circles_and_unknown_fragments_are_left_to_validation():
    assert over("{...A} fragment A on Q{...B} fragment B on Q{...A b}") == {}
    assert over("{...Nobody}") == {}


@pytest.mark.parametrize(
    ("document", "cost"),
    [
        ("{doctors{nodes{id}}}", 20 * 2 + 1),
        ("{doctors(first:3){nodes{id}}}", 3 * 2 + 1),
        ("{doctors(first:1000){nodes{id}}}", 100 * 2 + 1),
        ("{doctors(first:-5){nodes{id}}}", 2 + 1),
        ("{doctors(first:%s){nodes{id}}}" % ("9" * 400), 100 * 2 + 1),
        ("query($n:Int){doctors(first:$n){nodes{id}}}", 100 * 2 + 1),
        ("{doctors(first:2){nodes{nextSlots{id a:id}}}}", 2 * (3 * 2 + 1 + 1) + 1),
        ("{doctor(id:1){slots(from:1,to:2){id}}}", 100 + 1 + 1),
    ],
)
def test_cost_is_fields_times_the_lengths_of_their_lists(document: str, cost: int, monkeypatch):
    monkeypatch.setattr(limits, "STRANGERS", limits.STRANGERS._replace(cost=cost - 1))
    assert over(document) == {"cost": cost}


def test_a_page_of_all_there_is_to_a_doctor_is_allowed_and_pages_of_pages_are_not():
    doctor = "id name crmNumber crmState bio city state timeZone feeCents specialties{code name}"
    slots = "nextSlots(first:10){id startsAt endsAt status}"
    assert (
        over(f"query($n:Int!){{doctors(first:$n){{nodes{{{doctor} {slots}}}pageInfo{{endCursor}}}}}}") == {}
    )
    again = "nextSlots(first:$n){doctor{nextSlots(first:$n){id}}}"
    assert over(f"query($n:Int!){{doctors(first:$n){{nodes{{{again}}}}}}}").keys() == {"cost"}


def test_who_asks_decides_on_the_budget():
    some, more, most = (f"{{{'doctors(first:100){nodes{id}}' * count}}}" for count in (40, 60, 90))
    for viewer, allowed in (
        (Anonymous(), [some]),
        (PatientViewer(), [some, more]),
        (IntegratorViewer(), [some, more, most]),
        (AdministratorViewer(), [some, more, most]),
    ):
        assert [text for text in (some, more, most) if over(text, viewer) == {}] == allowed
    assert over(aliases(60), IntegratorViewer()) == {}
    assert over(aliases(61), IntegratorViewer()) == {"aliases": 61}


def called(text: str) -> list[str]:
    sizes = limits.Sizes(parse(text))
    return sorted(sizes.root_fields(sizes.operations[0]))


def test_root_fields_are_counted_once_for_each_key_wherever_they_stand():
    assert called("{a a b{c} x:a}") == ["a", "a", "b"]
    assert called("{...{a} ...F ...F} fragment F on Q{b x:a ...G} fragment G on Q{...F c}") == list("aabc")
    assert called(f"{{{' '.join(f'b{n}:book' for n in range(30))}}}") == ["book"] * 30


def test_tools_may_ask_for_the_whole_contract():
    assert over(get_introspection_query(descriptions=True, input_value_deprecation=True)) == {}


def test_a_fragment_is_measured_once_however_often_it_is_spread():
    levels = "".join(f"fragment F{n} on A{{...F{n + 1} ...F{n + 1}}}" for n in range(90))
    began = time.perf_counter()
    measured = over(f"{{...F0}}{levels}fragment F90 on A{{a}}")
    assert time.perf_counter() - began < 1
    assert measured == {"fields": limits.ENDLESS, "cost": limits.ENDLESS}


def test_every_list_that_takes_first_has_its_length_here():
    taking: dict[str, int] = {}
    for type_ in published_schema()._schema.type_map.values():
        for name, field in getattr(type_, "fields", {}).items():
            if "first" in getattr(field, "args", {}):
                taking[name] = field.args["first"].default_value
    assert taking == {name: usual for name, (usual, _) in limits.LISTS.items() if name in taking}
    assert taking.keys() == limits.LISTS.keys() - {"slots"}
