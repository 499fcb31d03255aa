"""Every way of writing a document: each is answered as graphql-core would, to whoever asks."""

from typing import Any

import pytest

from tests.planner.harness import Harness
from tests.planner.scene import APPOINTMENT, DOCTOR, UNKNOWN, id_of

ANA, JOSE = str(id_of(DOCTOR, 1)), str(id_of(DOCTOR, 2))
VISIT = str(id_of(APPOINTMENT, 8))
LONG = "a" * 100
Asked = str | tuple[str, dict[str, Any]]

NAMING: dict[str, Asked] = {
    "aliases at every level": "{a:viewer{__typename} b:doctor(id:%s){c:name d:name e:nextSlots{f:id f2:id}}}",
    "aliases longer than PostgreSQL's names": f"{{doctors{{{LONG}1:nodes{{{LONG}1:id}}{LONG}2:nodes{{id}}}}}}",
    "aliases that are words of SQL": "{select:doctors{from:nodes{where:id null:name true:city}cursor:nodes{id}}}",
    "aliases that differ in case alone": "{doctors{n:nodes{id}N:nodes{Id:id iD:name}}}",
    "aliases that look like other fields": "{doctors{edges:nodes{name:id id:name}nodes:edges{cursor}}}",
    "one root field twice with other arguments": "{a:doctors(first:1){nodes{id}}b:doctors(first:3,orderBy:FEE){nodes{id}}}",
    "several root fields": "{viewer{__typename}specialties{code}doctors{nodes{id}}availability{rules{weekday}}}",
    "__typename everywhere": "{__typename viewer{__typename} doctor(id:%s){__typename specialties{__typename}"
    " nextSlots{__typename doctor{__typename}}} doctors{__typename nodes{__typename}edges{__typename}"
    " pageInfo{__typename}} availability{__typename rules{__typename}absences{__typename}}}",
    "nothing but __typename": "{__typename a:__typename}",
    "lists of nothing but __typename": "{specialties{__typename}doctor(id:%s){specialties{__typename}}}",
}
FRAGMENTS: dict[str, Asked] = {
    "a named fragment": "{doctor(id:%s){...D}} fragment D on Doctor{id name}",
    "a fragment twice": "{doctor(id:%s){...D ...D nextSlots{doctor{...D}}}} fragment D on Doctor{id name}",
    "nested fragments": "query{...Q} fragment Q on Query{doctor(id:%s){...D}} fragment D on Doctor{nextSlots{...S}}"
    " fragment S on Slot{id doctor{...on Doctor{...{name}}}}",
    "inline fragments without a type": "{...{doctor(id:%s){...{...{name}}id}}}",
    "a union with every member": "{viewer{__typename ...on Patient{id a:name}...on Doctor{id b:name}"
    " ...on Administrator{id c:name}...on Integrator{id scopes}}}",
    "a union with one member": "{viewer{...on Doctor{crmNumber}}}",
    "a union without any": "{viewer{...P}} fragment P on Patient{cpf email phone}",
    "members with the same key and other values": "{viewer{...on Patient{x:name}...on Doctor{x:city}}}",
    "the union itself as a type": "{viewer{...on Viewer{__typename ...on Patient{id}}}}",
}
MERGED: dict[str, Asked] = {
    "a leaf twice": "{doctor(id:%s){name name}}",
    "other selections of one field": "{doctor(id:%s){nextSlots{id}nextSlots{startsAt}nextSlots{id endsAt}}}",
    "root fields": "{doctors(first:2){nodes{id}}doctors(first:2){nodes{name}pageInfo{endCursor}}}",
    "one key by several fragments": "{doctor(id:%s){...A ...B}} fragment A on Doctor{nextSlots{doctor{id}}}"
    " fragment B on Doctor{nextSlots{doctor{name}id}}",
    "in the order of their first appearance": "{doctor(id:%s){city ...on Doctor{name city}id name}}",
    "nodes and edges": "{doctors{edges{node{id}}nodes{id}edges{node{name}cursor}nodes{city}}}",
    "arguments in another order": "{doctors(first:2,orderBy:NAME){nodes{id}}doctors(orderBy:NAME,first:2){nodes{city}}}",
}
CHOSEN = "query($y:Boolean!,$n:Boolean!,$d:Boolean!=false){"
DIRECTIVES: dict[str, Asked] = {
    "literals on fields": "{doctor(id:%s){id @skip(if:true)name @include(if:true)city @include(if:false)}}",
    "both on one field": "{doctor(id:%s){id @skip(if:false)@include(if:true)name @skip(if:true)@include(if:true)}}",
    "everything skipped": "{viewer @skip(if:true){__typename}}",
    "every field of an object skipped": "{doctor(id:%s){id @skip(if:true)}doctors{nodes @skip(if:true){id}}}",
    "variables on the root": (
        CHOSEN
        + "viewer @include(if:$n){__typename}specialties @skip(if:$n){code name @skip(if:$y)}x:__typename @skip(if:$d)}",
        {"y": True, "n": False},
    ),
    "variables on fragments": (
        CHOSEN + "...Q @include(if:$y)...on Query @include(if:$n){viewer{__typename}}"
        "...@skip(if:$d){specialties{code name @include(if:$d)}}}fragment Q on Query{a:__typename}",
        {"y": True, "n": False},
    ),
    "a skipped argument's variable is not there": (
        "query($a:String,$x:Boolean!){doctors(after:$a)@include(if:$x){nodes{id}}n:__typename @skip(if:$x)}",
        {"x": False},
    ),
    "on merged fields": "{doctor(id:%s){name @skip(if:true)id name nextSlots @skip(if:true){id}nextSlots{startsAt}}}",
    "on a mutation's neighbours": "{...on Query @include(if:false){viewer{__typename}}__typename}",
}
CONNECTIONS: dict[str, Asked] = {
    "pageInfo alone": "{doctors(first:2){pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}",
    "a part of pageInfo": "{doctors(first:2){pageInfo{hasPreviousPage}}a:doctors{pageInfo{startCursor}}}",
    "pageInfo twice": "{doctors(first:2){a:pageInfo{hasNextPage}b:pageInfo{endCursor __typename}}}",
    "edges alone": "{doctors(first:2){edges{cursor}}a:doctors(first:2){edges{node{id}}}b:doctors{edges{__typename}}}",
    "a node twice in an edge": "{doctors(first:2){edges{node{id}a:node{name}b:cursor cursor}}}",
    "nodes twice": "{doctors(first:3){a:nodes{id}b:nodes{name}}}",
    "__typename alone": "{doctors{__typename}a:appointments{b:__typename}}",
    "an exactly full page": "{doctors(first:7){nodes{id}pageInfo{hasNextPage endCursor}}}",
    "one less": "{doctors(first:6){nodes{id}pageInfo{hasNextPage endCursor}}}",
    "an empty page": '{doctors(filter:{city:"nowhere"}){nodes{id}edges{cursor}pageInfo{hasNextPage startCursor endCursor}}}',
    "connections side by side": "{doctors(first:2){nodes{id}}appointments(first:2){nodes{id}edges{cursor}}}",
}
FILTER = "query($f:DoctorFilter){doctors(filter:$f){nodes{id}}}"
STATUSES = "query($s:[AppointmentStatus!]){appointments(filter:{status:$s}){nodes{id}}}"
VARIABLES: dict[str, Asked] = {
    "an id": ("query($i:ID!){doctor(id:$i){name}}", {"i": ANA}),
    "an id that is a number": ("query($i:ID!){doctor(id:$i){name}}", {"i": 7}),
    "an id that is unknown": ("query($i:ID!){doctor(id:$i){name}}", {"i": str(UNKNOWN)}),
    "a default": ("query($n:Int!=2){doctors(first:$n){nodes{id}}}", {}),
    "a default that is replaced": ("query($n:Int!=2){doctors(first:$n){nodes{id}}}", {"n": 3}),
    "absent without a default": ("query($n:Int=3,$a:String){doctors(first:$n,after:$a){nodes{id}}}", {}),
    "null": ("query($a:String){doctors(after:$a,filter:null){nodes{id}}}", {"a": None}),
    "an enumeration": ("query($o:DoctorOrder!){doctors(orderBy:$o){nodes{id}}}", {"o": "FEE"}),
    "an enumeration's default": ("query($o:DoctorOrder!=NAME){doctors(orderBy:$o){nodes{id}}}", {}),
    "an input object": (FILTER, {"f": {"specialty": "cardiology", "maxFeeCents": 25_000}}),
    "an input object of nulls": (FILTER, {"f": {"specialty": None, "city": None, "freeTo": None}}),
    "an empty input object": (FILTER, {"f": {}}),
    "no input object": (FILTER, {}),
    "null for an input object": (FILTER, {"f": None}),
    "a default input object": (
        'query($f:DoctorFilter={state:"SP"}){doctors(filter:$f){nodes{id}}}',
        {},
    ),
    "variables inside an input object": (
        "query($c:String,$m:Int,$t:DateTime){doctors(filter:{city:$c,maxFeeCents:$m,freeTo:$t}){nodes{id}}}",
        {"c": "belem", "m": 30_000},
    ),
    "a list": (STATUSES, {"s": ["CANCELLED", "PENDING"]}),
    "a list of one, without brackets": (STATUSES, {"s": "CANCELLED"}),
    "an empty list": (STATUSES, {"s": []}),
    "no list": (STATUSES, {}),
    "null for a list": (STATUSES, {"s": None}),
    "a list that holds a variable": (
        "query($s:AppointmentStatus!){appointments(filter:{status:[$s,EXPIRED,$s]}){nodes{id status}}}",
        {"s": "PENDING"},
    ),
    "an instant with an offset": (
        'query($f:DateTime!){doctor(id:"%s"){slots(from:$f,to:"2026-12-31T00:00:00-03:00"){id}}}' % ANA,
        {"f": "2026-12-03T09:00:00.12-03:00"},
    ),
    "a variable used twice": (
        "query($i:ID!,$n:Int!){a:doctor(id:$i){nextSlots(first:$n){id}}doctors(first:$n){nodes{id}}b:doctor(id:$i){id}}",
        {"i": JOSE, "n": 2},
    ),
    "more than the document declares": ("query($i:ID!){doctor(id:$i){name}}", {"i": ANA, "x": {"y": 1}}),
    "strings that bite": (FILTER, {"f": {"city": "'; DROP TABLE doctors; -- $1 %s :x", "state": '"\\\n'}}),
}
LITERALS: dict[str, Asked] = {
    "a single item for a list": "{appointments(filter:{status:EXPIRED}){nodes{id status}}}",
    "a block string": '{doctors(filter:{city:"""\n  são\n  paulo\n"""}){nodes{id}}}',
    "escapes": r'{doctors(filter:{city:"S\u00e3o\u0020P\u{61}ulo"}){nodes{id}}}',
    "an integer for an id": "{doctor(id:0){name}}",
    "an id in capitals, or without dashes": f'{{a:doctor(id:"{ANA.upper()}"){{id}}b:doctor(id:"{ANA.replace("-", "")}"){{id}}}}',
    "null for what may be null": "{doctors(filter:null,after:null){nodes{id}}appointments(filter:{status:null}){nodes{id}}}",
    "instants far away": '{doctors(filter:{freeFrom:"0001-01-01T00:00:00Z",freeTo:"9999-12-31T23:59:59Z"}){nodes{id}}}',
}
NESTED: dict[str, Asked] = {
    "down and up again": "{doctors(first:2){nodes{nextSlots(first:2){doctor{nextSlots(first:1){doctor{name}}}}}}}",
    "a chain": '{appointment(id:"%s"){id rescheduledFrom{id rescheduledFrom{id rescheduledFrom{id}}}}}'
    % VISIT,
    "an object that is not there": '{appointment(id:"%s"){slot{doctor{name}}}doctor(id:0){name}}' % UNKNOWN,
    "one fragment at two places": "{doctors(first:1){nodes{nextSlots{...S}}}doctor(id:%s){nextSlots{...S}}}"
    " fragment S on Slot{status doctor{nextSlots(first:1){id}}}",
}
GROUPS = {
    "naming": NAMING,
    "fragments": FRAGMENTS,
    "merged": MERGED,
    "directives": DIRECTIVES,
    "connections": CONNECTIONS,
    "variables": VARIABLES,
    "literals": LITERALS,
    "nested": NESTED,
}
ASKED = [
    pytest.param(asked, id=f"{group}: {name}") for group, all in GROUPS.items() for name, asked in all.items()
]


@pytest.mark.parametrize("asked", ASKED)
async def test_a_document_is_answered_as_graphql_core_would(harness: Harness, asked: Asked):
    query, variables = asked if isinstance(asked, tuple) else (asked, {})
    query = query.replace("%s", f'"{ANA}"') if isinstance(asked, str) else query
    for viewer in ("patient", "doctor", "administrator", "anonymous"):
        await harness.agree(query, variables, viewer)
