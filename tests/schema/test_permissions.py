"""Every operation, asked by every kind of viewer: as the table says; "not yours" looks like "not there"."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest

from domain.events import EventRow
from domain.integrators.scopes import Scope
from domain.slots.add_absence import add_absence
from domain.slots.hold import hold_slot
from domain.terms import Terms
from domain.viewer import (
    AdministratorViewer,
    Anonymous,
    DoctorViewer,
    IntegratorViewer,
    PatientViewer,
    Viewer,
)
from schema.context import Context
from schema.documents import Refused
from schema.execution import Executor
from schema.export import PERMISSIONS
from schema.following import follow
from schema.permissions import ANSWERS, MAY, NOTHING, ROOTS, VIEWS, accesses, answer, table
from schema.root import catalogue
from tests.clinic import Clinic

OPERATIONS = [(root, name) for root in ROOTS for name, _ in accesses(root)]
ACCESS = {(root, name): access for root in ROOTS for name, access in accesses(root)}
PERSON = 'name:"Ana Souza",cpf:"529.982.247-25",email:"ana@example.com",acceptsTerms:true'
FORM = f'{PERSON},password:"longenough"'
CRM = 'crmNumber:"77",crmState:"SP",city:"x",state:"SP",feeCents:1,specialties:["cardiology"]'
PAST = 'startsAt:"2020-01-01T00:00:00Z",endsAt:"2020-01-02T00:00:00Z"'
ARGUMENTS: dict[str, str] = {
    "doctor": 'id:"{unverified}"',
    "appointment": 'id:"{visit}"',
    "registerPatient": f"input:{{{{{FORM}}}}}",
    "registerDoctor": f"input:{{{{{FORM},{CRM}}}}}",
    "signIn": 'input:{{identifier:"x",password:"y"}}',
    "joinAsPatient": "input:{{acceptsTerms:true}}",
    "joinAsDoctor": 'input:{{acceptsTerms:true,specialties:[],feeCents:1,city:"x",state:"SP"}}',
    "linkIdentity": 'input:{{identifier:"x",password:"y"}}',
    "setAvailability": "input:{{rules:[]}}",
    "publishSlots": f"input:{{{{slots:[{{{{{PAST}}}}}]}}}}",
    "withdrawSlot": 'id:"{slot}"',
    "addAbsence": f"input:{{{{{PAST}}}}}",
    "removeAbsence": 'id:"{absence}"',
    "holdSlot": 'id:"{unseen_slot}"',
    "releaseSlot": 'id:"{held}"',
    "bookAppointment": 'input:{{slotId:"{unseen_slot}"}}',
    "confirmAppointment": 'id:"{visit}"',
    "declineAppointment": 'id:"{visit}",reason:"because"',
    "cancelAppointment": 'id:"{visit}",reason:"because"',
    "rescheduleAppointment": 'id:"{visit}",slotId:"{slot}"',
    "completeAppointment": 'id:"{visit}"',
    "markNoShow": 'id:"{visit}"',
    "grantIntegrator": 'id:"{disabled}"',
    "revokeIntegrator": 'id:"{integrator}"',
    "enrolPatient": f"input:{{{{{PERSON}}}}}",
    "verifyDoctor": 'id:"{patient}"',
    "disableAccount": 'id:"{integrator}"',
    "enableAccount": 'id:"{integrator}"',
    "appointmentChanged": 'doctorId:"{ungranting}"',
    "slotChanged": 'doctorId:"{unverified}"',
}
"""Each operation's arguments; what is in braces is somebody else's."""
MORE = (
    ("bookAppointment", 'input:{{slotId:"{granted_slot}",patientId:"{patient}"}}', "`appointments:write`"),
    ("bookAppointment", 'input:{{slotId:"{slot}",patientId:"{own}"}}', "`appointments:write`"),
    ("bookAppointment", 'input:{{slotId:"{slot}",patientId:"{patient}"}}', "patient"),
    ("rescheduleAppointment", 'id:"{mine}",slotId:"{elsewhere}"', "patient"),
    ("rescheduleAppointment", 'id:"{served}",slotId:"{slot}"', "`appointments:write`"),
    ("rescheduleAppointment", 'id:"{unserved}",slotId:"{granted_slot}"', "`appointments:write`"),
)
"""Further ids, and to whom they are foreign."""
OWN = {"own", "mine", "served", "granted_slot"}
"""Of these ids, those that are the asker's own."""
LEAVES = {"signOut", "specialties"}


@dataclass
class World:
    """One of each kind of viewer, each with something of its own; and what is somebody else's."""

    clinic: Clinic
    viewers: dict[str, Viewer]
    foreign: dict[str, UUID]

    def context(self, viewer: Viewer) -> Context:
        return Context(viewer, self.clinic.now, "en", "", self.clinic.database, Passwords(), Terms())

    async def body(self, root: str, name: str, arguments: str, viewer: Viewer) -> bytes:
        executor = Executor(catalogue(), self.clinic.database.read)
        given = f"({arguments})" if arguments else ""
        document = (
            f"{root.lower()}{{{name}{given}{'' if name == 'signOut' else SHOWN.get(name, '{__typename}')}}}"
        )
        if root == "Subscription":
            return await self._told(executor, document, viewer)
        return (await executor.execute(document, None, None, self.context(viewer))).body

    async def _told(self, executor: Executor, document: str, viewer: Viewer) -> bytes:
        """What a subscriber hears of an event of everything that is foreign."""
        try:
            following = follow(executor, document, None, None, self.context(viewer))
        except Refused as refused:
            return orjson.dumps({"errors": [error.formatted for error in refused.errors]})
        event = EventRow(
            kind="AppointmentBooked",
            position=1,
            at=self.clinic.now,
            doctor_id=following.party_id,
            appointment_id=self.foreign["visit"],
            slot_id=self.foreign["unseen_slot"],
        )
        return str(await following.told(event, self.clinic.now)).encode()


class Passwords:
    """Quick, since what is tested is who may ask."""

    async def hash(self, _: str) -> str:
        return "hashed"

    async def verify(self, *_: Any) -> bool:
        return False


SHOWN = dict.fromkeys(("appointmentChanged", "slotChanged"), "{cursor}") | {
    "signIn": "{__typename}",
}


@pytest.fixture
async def world(clinic: Clinic) -> World:
    now = clinic.now
    doctor, other, granting = await clinic.doctor(), await clinic.doctor(), await clinic.doctor()
    unverified = await clinic.doctor(verified_at=None)
    patient, stranger = await clinic.patient(), await clinic.patient()
    partner = await clinic.integrator()
    await clinic.grant(granting, partner)
    taken, free, held = await clinic.slots(other, 3)
    visit = await clinic.book(taken, stranger)
    mine = await clinic.book(await clinic.slot(other, timedelta(days=4)), patient)
    unseen = await clinic.slot(unverified)
    await clinic.database.write(lambda tx: hold_slot(tx, stranger.id, held.id, now))
    absence = await clinic.database.write(
        lambda tx: add_absence(tx, other.id, now + timedelta(days=9), now + timedelta(days=10), None, now)
    )
    disabled = await clinic.integrator(disabled_at=now)
    granted_by_other = await clinic.integrator()
    await clinic.grant(other, granted_by_other)
    people: dict[str, Viewer] = {
        "nobody": Anonymous(),
        "patient": PatientViewer(patient.id),
        "doctor": DoctorViewer(doctor.id),
        "administrator": AdministratorViewer(await clinic.administrator()),
    }
    partners = {
        name: replace(view, id=partner.id, heard=frozenset({granting.id}))
        for name, view in VIEWS.items()
        if isinstance(view, IntegratorViewer)
    }
    own = await clinic.enrolled(partner)
    foreign = {
        "unverified": unverified.id,
        "ungranting": other.id,
        "visit": visit,
        "slot": free.id,
        "unseen_slot": unseen.id,
        "held": held.id,
        "absence": absence,
        "disabled": disabled.id,
        "integrator": granted_by_other.id,
        "patient": stranger.id,
        "own": own.id,
        "mine": mine,
        "served": await clinic.book(await clinic.slot(granting, timedelta(days=6)), own),
        "unserved": await clinic.book(await clinic.slot(granting, timedelta(days=7)), stranger),
        "elsewhere": (await clinic.slot(granting, timedelta(days=5))).id,
        "granted_slot": (await clinic.slot(granting)).id,
    }
    return World(clinic, people | partners, foreign)


def test_the_published_table_is_this_one():
    assert PERMISSIONS.read_text() == table()


def test_the_matrix_asks_every_operation_that_takes_an_id():
    schema: Any = catalogue().schema
    with_ids = {
        name
        for root, name in OPERATIONS
        if any(
            "ID" in str(a.type) or "Input" in str(a.type)
            for a in schema.type_map[root].fields[name].args.values()
        )
    }
    assert with_ids <= ARGUMENTS.keys()


@pytest.mark.parametrize("view", VIEWS)
async def test_the_table_is_what_happens(world: World, view: str):
    nobodys = dict.fromkeys(world.foreign, uuid4())
    for root, name in OPERATIONS:
        body = await world.body(root, name, ARGUMENTS.get(name, "").format(**nobodys), world.viewers[view])
        code = (
            None
            if body == b"None"
            else orjson.loads(body).get("errors", [{}])[0].get("extensions", {}).get("code")
        )
        told = ANSWERS.get(str(code), MAY) if b"doctorId" not in body else MAY
        expected = answer(ACCESS[root, name], world.viewers[view])
        assert told == (MAY if expected == NOTHING else expected), (root, name, body)
        if expected == NOTHING:
            assert orjson.loads(body) == {"data": {name: None}}


@pytest.mark.parametrize("view", VIEWS)
async def test_what_is_not_yours_is_to_the_byte_what_is_not_there(world: World, view: str):
    asked = [
        (root, name, ARGUMENTS[name])
        for root, name in OPERATIONS
        if "{" in ARGUMENTS.get(name, "").replace("{{", "")
    ]
    asked += [("Mutation", name, arguments) for name, arguments, whose in MORE if whose == view]
    for root, name, arguments in asked:
        viewer, unknown = world.viewers[view], {one: uuid4() for one in world.foreign.keys() - OWN}
        before = await world.body(root, name, arguments.format(**world.foreign | unknown), viewer)
        assert await world.body(root, name, arguments.format(**world.foreign), viewer) == before, (
            name,
            arguments,
        )


@pytest.mark.parametrize("scope", [scope for scope in Scope if scope != Scope.DIRECTORY_READ])
async def test_a_scope_shows_the_granting_doctors_visit_in_its_own_operation_alone(
    clinic: Clinic, now: datetime, scope: Scope
):
    doctor, partner = await clinic.doctor(), await clinic.integrator()
    visit = await clinic.book(await clinic.slot(doctor), await clinic.patient())
    await clinic.grant(doctor, partner)
    foreign = {"visit": visit, "unseen_slot": visit}
    viewer = IntegratorViewer(partner.id, scopes=frozenset({scope}), heard=frozenset({doctor.id}))
    world = World(clinic, {}, foreign)
    read = await world.body("Query", "appointment", f'id:"{visit}"', viewer)
    heard = await world.body("Subscription", "appointmentChanged", f'doctorId:"{doctor.id}"', viewer)
    assert (read == b'{"data":{"appointment":{"__typename":"Appointment"}}}') == (
        scope is Scope.APPOINTMENTS_READ
    )
    assert (b'"data"' in heard) == (scope is Scope.EVENTS_READ)
