"""Who may ask for a change at all: nobody else's use case is called."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
import pytest

from domain.integrators.scopes import Scope
from domain.terms import Terms
from domain.transaction import Unavailable
from domain.viewer import (
    AdministratorViewer,
    Anonymous,
    DoctorViewer,
    IntegratorViewer,
    PatientViewer,
    Viewer,
)
from schema.context import Context
from schema.execution import Executor
from schema.root import catalogue

ME = UUID(int=1)
PATIENT, DOCTOR = PatientViewer(ME), DoctorViewer(ME)
NOBODY, ADMINISTRATOR = Anonymous(), AdministratorViewer(ME)
PARTNER = IntegratorViewer(ME, scopes=frozenset({Scope.APPOINTMENTS_WRITE}))
READER = IntegratorViewer(ME, scopes=frozenset(Scope) - {Scope.APPOINTMENTS_WRITE})
ANYBODY = (NOBODY, PATIENT, DOCTOR, ADMINISTRATOR)
ALL = (*ANYBODY, PARTNER, READER)
PERSON = 'name:"Ana Souza",cpf:"529.982.247-25",email:"a@example.com",password:"longenough",acceptsTerms:true'
CRM = 'crmNumber:"1",crmState:"SP",city:"x",state:"SP",feeCents:1,specialties:["cardiology"]'
DAY = 'startsAt:"2027-01-01T00:00:00Z",endsAt:"2027-01-02T00:00:00Z"'
MUTATIONS: dict[str, tuple[str, tuple[Viewer, ...]]] = {
    "registerPatient": (f"input:{{{PERSON}}}", ANYBODY),
    "registerDoctor": (f"input:{{{PERSON},{CRM}}}", ANYBODY),
    "signIn": ('input:{identifier:"x",password:"y"}', ANYBODY),
    "signOut": ("", ANYBODY),
    "joinAsPatient": ("input:{acceptsTerms:true}", ANYBODY),
    "joinAsDoctor": (
        'input:{acceptsTerms:true,specialties:[],feeCents:1,city:"x",state:"SP"}',
        ANYBODY,
    ),
    "linkIdentity": ('input:{identifier:"x",password:"y"}', ANYBODY),
    "setAvailability": ("input:{rules:[]}", (DOCTOR,)),
    "publishSlots": (f"input:{{slots:[{{{DAY}}}]}}", (DOCTOR,)),
    "withdrawSlot": ("id:1", (DOCTOR,)),
    "addAbsence": (f"input:{{{DAY}}}", (DOCTOR,)),
    "removeAbsence": ("id:1", (DOCTOR,)),
    "holdSlot": ("id:1", (PATIENT,)),
    "releaseSlot": ("id:1", (PATIENT,)),
    "bookAppointment": ("input:{slotId:1}", (PATIENT, PARTNER)),
    "confirmAppointment": ("id:1", (DOCTOR,)),
    "declineAppointment": ('id:1,reason:"because"', (DOCTOR,)),
    "cancelAppointment": ('id:1,reason:"because"', (PATIENT, DOCTOR, PARTNER)),
    "rescheduleAppointment": ("id:1,slotId:2", (PATIENT, PARTNER)),
    "completeAppointment": ("id:1", (DOCTOR,)),
    "markNoShow": ("id:1", (DOCTOR,)),
    "grantIntegrator": ("id:1", (DOCTOR,)),
    "revokeIntegrator": ("id:1", (DOCTOR,)),
    "enrolPatient": (
        'input:{name:"Ana Souza",cpf:"529.982.247-25",email:"a@example.com",acceptsTerms:true}',
        (PARTNER,),
    ),
    "verifyDoctor": ("id:1", (ADMINISTRATOR,)),
    "disableAccount": ("id:1", (ADMINISTRATOR,)),
    "enableAccount": ("id:1", (ADMINISTRATOR,)),
}


class Shut:
    """A database and a hasher that nobody gets through to: whoever reaches them was let in."""

    async def write(self, _: Any) -> Any:
        raise Unavailable

    async def hash(self, _: str) -> str:
        raise Unavailable


async def code_for(mutation: str, viewer: Viewer) -> str:
    """What the first error says; UNAVAILABLE to whoever was let in."""
    arguments, _ = MUTATIONS[mutation]
    root = catalogue().schema.mutation_type
    assert root
    given = f"({arguments})" if arguments else ""
    shown = "" if mutation == "signOut" else "{__typename}"
    shut: Any = Shut()
    now = datetime(2026, 12, 1, tzinfo=UTC)
    context = Context(viewer, now, "en", "", shut, shut, Terms(), session_token="x")
    executor = Executor(catalogue(), shut.write)
    answer = await executor.execute(f"mutation{{{mutation}{given}{shown}}}", None, None, context)
    return str(orjson.loads(answer.body)["errors"][0]["extensions"]["code"])


def test_every_mutation_is_in_this_table():
    root = catalogue().schema.mutation_type
    assert root
    assert MUTATIONS.keys() == root.fields.keys()


@pytest.mark.parametrize("viewer", ALL, ids=lambda viewer: f"{type(viewer).__name__}-{viewer is READER}")
@pytest.mark.parametrize("mutation", MUTATIONS)
async def test_a_mutation_is_for_its_kinds_of_viewers(mutation: str, viewer: Viewer):
    _, welcome = MUTATIONS[mutation]
    turned_away = "UNAUTHENTICATED" if viewer is NOBODY else "FORBIDDEN"
    assert await code_for(mutation, viewer) == ("UNAVAILABLE" if viewer in welcome else turned_away)
