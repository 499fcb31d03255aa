"""Mutations: one root field after the other, and what the client wants to see of each."""

from typing import Any

import orjson
import pytest

from domain.errors import Invalid, InvalidInput
from domain.problems import Problem
from domain.transaction import ImpossibleValue, Unavailable
from planner.sources import Rejected
from schema.mutations import refused
from schema.outcome import Outcome
from tests.planner.harness import Harness, code_of, giving
from tests.planner.outcomes import MEMBERS, outcome_of
from tests.planner.scene import APPOINTMENT, DOCTOR, SLOT, id_of

VISIT = Outcome("Appointment", id=id_of(APPOINTMENT, 1))
NOT_FOUND = Outcome("AppointmentNotFound", message="no")
EVERY_WAY = """mutation($on:Boolean!){
    __typename
    a:MUTATION{
        __typename
        ...on Problem{__typename p:message}
        ...{...Each}
        ...Twice ...Twice
        ...on RESULT{again:__typename}
        ...on Problem@include(if:$on){message}
        ...on Problem@skip(if:$on){never:message}
    }
}
fragment Twice on Problem{message ...on Problem{message}}
fragment Each on RESULT{EACH}"""
WANTED = {
    **dict.fromkeys(("Patient", "Doctor", "Slot", "Appointment", "Integrator", "Account"), "id"),
    "SignedIn": "viewer{__typename ...on Patient{name}}",
    "Availability": "rules{weekday}absences{id}",
    "SlotsPublished": "slots{id status}",
    "SlotHold": "slot{id}expiresAt",
    "AbsenceAdded": "absence{note}affected{id status}",
    "SlotTaken": "alternatives{startsAt}",
    "SlotsOverlap": "conflicts{id}",
    "PatientBusy": "appointment{id}",
    "InvalidInput": "fields{path message}",
    "StatusConflict": "status",
    "TooLate": "deadline",
    "TooEarly": "notBefore",
    "TooManyAttempts": "retryAfterSeconds",
}


def head_of(mutation: str) -> str:
    """The mutation with arguments of the right types."""
    inputs = {
        "signIn": '{identifier:"x",password:"y"}',
        "registerPatient": '{name:"x",cpf:"x",email:"x",password:"x",acceptsTerms:true}',
        "registerDoctor": '{name:"x",cpf:"x",crmNumber:"1",crmState:"SP",email:"x",password:"x",'
        'specialties:[],feeCents:1,city:"x",state:"SP",acceptsTerms:true}',
        "joinAsPatient": "{acceptsTerms:true}",
        "joinAsDoctor": '{acceptsTerms:true,specialties:[],feeCents:1,city:"x",state:"SP"}',
        "linkIdentity": '{identifier:"x",password:"y"}',
        "setAvailability": "{rules:[]}",
        "publishSlots": "{slots:[]}",
        "addAbsence": '{startsAt:"2026-12-01T00:00:00Z",endsAt:"2026-12-02T00:00:00Z"}',
        "bookAppointment": '{slotId:"x"}',
        "enrolPatient": '{name:"x",cpf:"x",email:"x",acceptsTerms:true}',
    }
    if mutation in inputs:
        return f"{mutation}(input:{inputs[mutation]})"
    more = {
        "rescheduleAppointment": ',slotId:"y"',
        "declineAppointment": ',reason:"z"',
        "cancelAppointment": ',reason:"z"',
    }
    return f'{mutation}(id:"x"{more.get(mutation, "")})'


@pytest.mark.parametrize("mutation", MEMBERS)
async def test_every_member_is_answered_through_every_kind_of_fragment(harness: Harness, mutation: str):
    members = MEMBERS[mutation]
    each = "".join(f"...on {member}{{own:__typename {WANTED.get(member, '')}}}" for member in members)
    document = EVERY_WAY.replace("MUTATION", head_of(mutation)).replace("EACH", each)
    document = document.replace("RESULT", f"{mutation[0].upper()}{mutation[1:]}Result")
    for member in members:
        viewer, outcome, like = outcome_of(member, harness.reference)
        for on in (True, False):
            answered = await harness.result(document, {"on": on}, viewer, mutation, outcome, like)
            assert answered["data"]["a"]["__typename"] == member


async def test_root_fields_are_executed_in_their_order_each_once(harness: Harness):
    calls: list[Any] = []
    query = """mutation($r:String!){
        b:cancelAppointment(id:"1",reason:$r){__typename}
        __typename
        confirmAppointment(id:"2"){...on Appointment{id}}
        a:cancelAppointment(id:"3",reason:"z"){...on Problem{message}}
        b:cancelAppointment(id:"1",reason:$r){...on Problem{message}}
    }"""
    with giving("cancelAppointment", NOT_FOUND, calls), giving("confirmAppointment", VISIT, calls):
        data = await harness.data(query, {"r": "why"}, viewer="doctor")
    assert calls == [
        ("b", {"id": "1", "reason": "why"}),
        ("confirmAppointment", {"id": "2"}),
        ("a", {"id": "3", "reason": "z"}),
    ]
    assert orjson.dumps(data) == orjson.dumps(
        {
            "b": {"__typename": "AppointmentNotFound", "message": "no"},
            "__typename": "Mutation",
            "confirmAppointment": {"id": str(id_of(APPOINTMENT, 1))},
            "a": {"message": "no"},
        }
    )


async def test_what_is_skipped_is_not_executed(harness: Harness):
    calls: list[Any] = []
    query = """mutation($x:Boolean!){
        a:signOut @skip(if:$x) ...@include(if:$x){confirmAppointment(id:"1"){__typename}}
    }"""
    with giving("signOut", True, calls), giving("confirmAppointment", NOT_FOUND, calls):
        assert await harness.data(query, {"x": False}) == {"a": True}
        assert await harness.data(query, {"x": True}) == {
            "confirmAppointment": {"__typename": "AppointmentNotFound"}
        }
    assert [key for key, _ in calls] == ["a", "confirmAppointment"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Rejected("no", "FORBIDDEN"), "FORBIDDEN"),
        (Unavailable(), "UNAVAILABLE"),
        (ImpossibleValue(), "BAD_USER_INPUT"),
        (ZeroDivisionError(), "INTERNAL"),
    ],
)
async def test_the_first_field_that_fails_ends_it_and_the_answer_says_which(
    harness: Harness, error, code: str
):
    calls: list[Any] = []

    query = 'mutation{a:signOut b:confirmAppointment(id:"1"){__typename}c:signOut}'
    with giving("signOut", True, calls), giving("confirmAppointment", error, calls):
        answer = await harness.answer(query)
    parsed = orjson.loads(answer.body)
    assert code_of(parsed) == code
    assert parsed["errors"][0]["path"] == ["b"]
    assert parsed["data"] is None
    assert not answer.request_error
    assert answer.unavailable == (code == "UNAVAILABLE")
    assert [key for key, _ in calls] == ["a", "b"]


async def test_a_rejection_before_anything_was_done_has_no_data(harness: Harness):
    with giving("signOut", Rejected("no", "UNAUTHENTICATED")):
        answer = await harness.answer("mutation{signOut}")
    assert answer.request_error
    assert "data" not in orjson.loads(answer.body)


SHOWN = 'mutation($n:Int){confirmAppointment(id:"1"){...on Appointment{doctor{nextSlots(first:$n){id}}}}}'


@pytest.mark.parametrize("first", [None, 0, 11])
async def test_a_mistake_below_a_result_does_not_say_that_nothing_was_done(
    harness: Harness, first: int | None
):
    with giving("confirmAppointment", VISIT):
        answer = await harness.answer(SHOWN, {"n": first}, "doctor")
    parsed = orjson.loads(answer.body)
    assert code_of(parsed) == "BAD_USER_INPUT"
    assert parsed["data"] is None
    assert not answer.request_error


async def test_what_a_result_promises_and_is_not_there_is_our_fault(harness: Harness, logged):
    with giving("confirmAppointment", Outcome("Appointment", id=id_of(DOCTOR, 1))):
        answered = await harness.ask(SHOWN, {"n": 1}, viewer="doctor")
    assert code_of(answered) == "INTERNAL"
    assert answered["errors"][0]["extensions"]["requestId"] == "r"
    assert [(line["event"], line["request_id"]) for line in logged] == [("fault", "r")]


async def test_one_plan_serves_every_outcome_of_a_kind(harness: Harness):
    query = 'mutation{releaseSlot(id:"1"){...on Slot{id status doctor{name}}...on Problem{message}}}'
    harness.statements.clear()
    for n in (1, 2, 9):
        with giving("releaseSlot", Outcome("Slot", id=id_of(SLOT, n))):
            data = await harness.data(query, viewer="patient")
            assert data["releaseSlot"]["id"] == str(id_of(SLOT, n))
    assert len({sql for sql, _ in harness.statements}) == 1
    assert len(harness.statements) == 3


async def test_a_refusal_that_no_table_tells_about_reads_nothing(harness: Harness):
    wrong = [Invalid("rules.2.endsAt", Problem.OVERLAP), Invalid("x", Problem.PAST)]
    harness.statements.clear()
    for locale, said in (("en", "It must be ahead."), ("pt-BR", "Deve ser no futuro.")):
        with giving("setAvailability", refused(InvalidInput(wrong), locale)):
            query = "mutation{setAvailability(input:{rules:[]}){...on InvalidInput{FIELDS}}}"
            query = query.replace("FIELDS", "message fields{path p:path message}")
            fields = (await harness.data(query, viewer="doctor"))["setAvailability"]["fields"]
        assert [field["path"] for field in fields] == ["rules.2.endsAt", "x"]
        assert fields[1] == {"path": "x", "p": "x", "message": said}
    assert not harness.statements
