"""Every way of writing a document: each is answered as graphql-core would, to whoever asks."""

import pytest

from tests.planner.harness import Harness
from tests.planner.scene import APPOINTMENT, DOCTOR, UNKNOWN, id_of

IDS = {"<ana>": id_of(DOCTOR, 1), "<visit>": id_of(APPOINTMENT, 8), "<nobody>": UNKNOWN}
LONG = "a" * 100

NAMING = {
    "aliases at every level": """{
        a: viewer { __typename }
        b: doctor(id: <ana>) { c: name d: name e: nextSlots { f: id f2: id } }
    }""",
    "aliases longer than PostgreSQL's names": """{
        doctors { LONG1: nodes { LONG1: id } LONG2: nodes { id } }
    }""".replace("LONG", LONG),
    "aliases that are words of SQL": """{
        select: doctors { from: nodes { where: id null: name true: city } cursor: nodes { id } }
    }""",
    "aliases that differ in case alone": "{ doctors { n: nodes { id } N: nodes { Id: id iD: name } } }",
    "aliases that look like other fields": """{
        doctors { edges: nodes { name: id id: name } nodes: edges { cursor } }
    }""",
    "one root field twice with other arguments": """{
        a: doctors(first: 1) { nodes { id } }
        b: doctors(first: 3, orderBy: FEE) { nodes { id } }
    }""",
    "several root fields": """{
        viewer { __typename } specialties { code } doctors { nodes { id } } availability { rules { weekday } }
    }""",
    "__typename everywhere": """{
        __typename
        viewer { __typename }
        doctor(id: <ana>) {
            __typename specialties { __typename } nextSlots { __typename doctor { __typename } }
        }
        doctors {
            __typename nodes { __typename } edges { __typename } pageInfo { __typename }
        }
        availability { __typename rules { __typename } absences { __typename } }
    }""",
    "nothing but __typename": "{ __typename a: __typename }",
    "lists of nothing but __typename": """{
        specialties { __typename } doctor(id: <ana>) { specialties { __typename } }
    }""",
}
FRAGMENTS = {
    "a named fragment": "{ doctor(id: <ana>) { ...D } } fragment D on Doctor { id name }",
    "a fragment twice": """{ doctor(id: <ana>) { ...D ...D nextSlots { doctor { ...D } } } }
        fragment D on Doctor { id name }""",
    "nested fragments": """query { ...Q }
        fragment Q on Query { doctor(id: <ana>) { ...D } }
        fragment D on Doctor { nextSlots { ...S } }
        fragment S on Slot { id doctor { ... on Doctor { ... { name } } } }""",
    "inline fragments without a type": "{ ... { doctor(id: <ana>) { ... { ... { name } } id } } }",
    "a union with every member": """{ viewer {
        __typename
        ... on Patient { id a: name }
        ... on Doctor { id b: name }
        ... on Administrator { id c: name }
        ... on Integrator { id scopes }
    } }""",
    "a union with one member": "{ viewer { ... on Doctor { crmNumber } } }",
    "a union by a named fragment": "{ viewer { ...P } } fragment P on Patient { cpf email phone }",
    "members with one key for other values": """{
        viewer { ... on Patient { x: name } ... on Doctor { x: city } }
    }""",
    "the union itself as a type": "{ viewer { ... on Viewer { __typename ... on Patient { id } } } }",
    "one fragment at two places": """{
        doctors(first: 1) { nodes { nextSlots { ...S } } }
        doctor(id: <ana>) { nextSlots { ...S } }
    } fragment S on Slot { status doctor { nextSlots(first: 1) { id } } }""",
}
MERGED = {
    "a leaf twice": "{ doctor(id: <ana>) { name name } }",
    "other selections of one field": """{
        doctor(id: <ana>) { nextSlots { id } nextSlots { startsAt } nextSlots { id endsAt } }
    }""",
    "root fields": """{
        doctors(first: 2) { nodes { id } }
        doctors(first: 2) { nodes { name } pageInfo { endCursor } }
    }""",
    "one key by several fragments": """{ doctor(id: <ana>) { ...A ...B } }
        fragment A on Doctor { nextSlots { doctor { id } } }
        fragment B on Doctor { nextSlots { doctor { name } id } }""",
    "in the order of their first appearance": """{
        doctor(id: <ana>) { city ... on Doctor { name city } id name }
    }""",
    "nodes and edges": """{
        doctors { edges { node { id } } nodes { id } edges { node { name } cursor } nodes { city } }
    }""",
    "arguments in another order": """{
        doctors(first: 2, orderBy: NAME) { nodes { id } }
        doctors(orderBy: NAME, first: 2) { nodes { city } }
    }""",
}
DIRECTIVES = {
    "on fields": """{
        doctor(id: <ana>) { id @skip(if: true) name @include(if: true) city @include(if: false) }
    }""",
    "both on one field": """{ doctor(id: <ana>) {
        id @skip(if: false) @include(if: true)
        name @skip(if: true) @include(if: true)
        city @skip(if: false) @include(if: false)
    } }""",
    "everything skipped": "{ viewer @skip(if: true) { __typename } }",
    "every field of an object skipped": """{
        doctor(id: <ana>) { id @skip(if: true) }
        doctors { nodes @skip(if: true) { id } }
    }""",
    "on fragments": """{
        ...Q @skip(if: true)
        ... on Query @include(if: false) { viewer { __typename } }
        ... @include(if: true) { specialties { code } }
        __typename
    } fragment Q on Query { availability { rules { weekday } } }""",
    "on merged fields": """{ doctor(id: <ana>) {
        name @skip(if: true) id name
        nextSlots @skip(if: true) { id } nextSlots { startsAt }
    } }""",
}
CONNECTIONS = {
    "pageInfo alone": """{
        doctors(first: 2) { pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
    }""",
    "parts of pageInfo": """{
        doctors(first: 2) { pageInfo { hasPreviousPage } }
        a: doctors { pageInfo { startCursor } }
    }""",
    "pageInfo twice": """{
        doctors(first: 2) { a: pageInfo { hasNextPage } b: pageInfo { endCursor __typename } }
    }""",
    "edges alone": """{
        doctors(first: 2) { edges { cursor } }
        a: doctors(first: 2) { edges { node { id } } }
        b: doctors { edges { __typename } }
    }""",
    "a node twice in an edge": """{
        doctors(first: 2) { edges { node { id } a: node { name } b: cursor cursor } }
    }""",
    "nodes twice": "{ doctors(first: 3) { a: nodes { id } b: nodes { name } } }",
    "__typename alone": "{ doctors { __typename } a: appointments { b: __typename } }",
    "an exactly full page": "{ doctors(first: 7) { nodes { id } pageInfo { hasNextPage endCursor } } }",
    "one less": "{ doctors(first: 6) { nodes { id } pageInfo { hasNextPage endCursor } } }",
    "an empty page": """{ doctors(filter: {city: "nowhere"}) {
        nodes { id } edges { cursor } pageInfo { hasNextPage startCursor endCursor }
    } }""",
    "connections side by side": """{
        doctors(first: 2) { nodes { id } }
        appointments(first: 2) { nodes { id } edges { cursor } }
    }""",
}
NESTED = {
    "down and up again": """{ doctors(first: 2) { nodes {
        nextSlots(first: 2) { doctor { nextSlots(first: 1) { doctor { name } } } }
    } } }""",
    "a chain": """{ appointment(id: <visit>) {
        id rescheduledFrom { id rescheduledFrom { id rescheduledFrom { id } } }
    } }""",
    "what is not there": """{
        appointment(id: <nobody>) { slot { doctor { name } } }
        doctor(id: <nobody>) { name }
    }""",
}
INTROSPECTION = {
    "alone": "{ __schema { queryType { name } mutationType { name } subscriptionType { name } } }",
    "of a type": '{ __type(name: "Doctor") { kind name fields { name type { kind ofType { name } } } } }',
    "of a type that is not there": '{ __type(name: "Nobody") { kind } }',
    "by fragments": """{ ...Q }
        fragment Q on Query { __type(name: "Slot") { ...T } }
        fragment T on __Type { name __typename }""",
    "beside data": """{
        viewer { __typename } __schema { queryType { name } } doctors(first: 1) { nodes { id } } __typename
    }""",
    "twice": """{
        a: __type(name: "Slot") { name }
        b: __type(name: "Doctor") { name @skip(if: true) kind }
        a: __type(name: "Slot") { kind }
    }""",
}
GROUPS = {
    "naming": NAMING,
    "fragments": FRAGMENTS,
    "merged": MERGED,
    "directives": DIRECTIVES,
    "connections": CONNECTIONS,
    "nested": NESTED,
    "introspection": INTROSPECTION,
}
DOCUMENTS = [
    pytest.param(document, id=f"{group}: {name}")
    for group, documents in GROUPS.items()
    for name, document in documents.items()
]


@pytest.mark.parametrize("document", DOCUMENTS)
async def test_a_document_is_answered_as_graphql_core_would(harness: Harness, document: str):
    for word, id in IDS.items():
        document = document.replace(word, f'"{id}"')
    for viewer in ("patient", "doctor", "administrator", "anonymous"):
        await harness.agree(document, {}, viewer)


@pytest.mark.parametrize("order", ["NEXT_SLOT", "FEE", "NAME"])
@pytest.mark.parametrize("first", [1, 2, 3, 6, 7, 8])
async def test_pages_one_after_the_other_hold_every_doctor_once(harness: Harness, order: str, first: int):
    query = """query($o:DoctorOrder!,$n:Int!,$a:String){doctors(orderBy:$o,first:$n,after:$a){
        nodes{id}edges{cursor}pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}"""
    found, after, more = list[str](), None, True
    while more:
        page = (await harness.agree(query, {"o": order, "n": first, "a": after}))["data"]["doctors"]
        assert page["pageInfo"]["hasPreviousPage"] == (after is not None)
        found += [node["id"] for node in page["nodes"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert sorted(found) == [str(id_of(DOCTOR, n)) for n in range(1, 8)]
