"""What doctors and patients do with slots, and the template that slots follow."""

from datetime import datetime, time

import strawberry

from domain.availability.models import Weekday
from domain.availability.rules import Visit, WeeklyRule
from domain.slots.add_absence import add_absence
from domain.slots.hold import hold_slot
from domain.slots.publish import publish_slots
from domain.slots.release import release_slot
from domain.slots.remove_absence import remove_absence
from domain.slots.set_availability import set_availability
from domain.slots.withdraw import withdraw_slot
from domain.viewer import DoctorViewer, PatientViewer
from schema.access import DOCTORS, PATIENTS
from schema.availability.types import Availability
from schema.guards import must_be
from schema.mutations import Info, mutation, row_id
from schema.outcome import Outcome
from schema.problems import InvalidInput, result
from schema.slots.problems import AbsenceNotFound, SlotInThePast, SlotNotFound, SlotsOverlap, SlotTaken
from schema.slots.results import AbsenceAdded, SlotHold, SlotsPublished
from schema.slots.types import Slot

SetAvailabilityResult = result("SetAvailabilityResult", Availability, InvalidInput)
PublishSlotsResult = result("PublishSlotsResult", SlotsPublished, SlotsOverlap, SlotInThePast, InvalidInput)
WithdrawSlotResult = result("WithdrawSlotResult", Slot, SlotNotFound, SlotTaken)
AddAbsenceResult = result("AddAbsenceResult", AbsenceAdded, InvalidInput)
RemoveAbsenceResult = result("RemoveAbsenceResult", Availability, AbsenceNotFound)
HoldSlotResult = result("HoldSlotResult", SlotHold, SlotNotFound, SlotTaken, SlotInThePast)
ReleaseSlotResult = result("ReleaseSlotResult", Slot, SlotNotFound)


@strawberry.input
class AvailabilityRuleInput:
    """Every week on `weekday`; an `endsAt` of 00:00 is midnight, the end of the day."""

    weekday: Weekday
    starts_at: time
    ends_at: time
    visit_minutes: int = 50
    gap_minutes: int = 10


@strawberry.input
class SetAvailabilityInput:
    """The whole week; no rules is a week without visits."""

    rules: list[AvailabilityRuleInput]


@strawberry.input
class SlotInput:
    """A time [startsAt, endsAt)."""

    starts_at: datetime
    ends_at: datetime


@strawberry.input
class PublishSlotsInput:
    """All of them are published, or none."""

    slots: list[SlotInput]


@strawberry.input
class AddAbsenceInput:
    """Away in [startsAt, endsAt)."""

    starts_at: datetime
    ends_at: datetime
    note: str | None = None


def _rule(rule: AvailabilityRuleInput) -> WeeklyRule:
    return WeeklyRule(rule.weekday, rule.starts_at, rule.ends_at, rule.visit_minutes, rule.gap_minutes)


@strawberry.type
class SlotMutations:
    """Making, taking back and keeping slots."""

    @mutation(
        DOCTORS,
        SetAvailabilityResult,
        "Doctor: replaces the weekly template; slots follow it up to the horizon, booked ones stay.",
    )
    async def set_availability(self, info: Info, input: SetAvailabilityInput) -> Outcome:
        context, rules = info.context, [_rule(rule) for rule in input.rules]
        doctor = must_be(DoctorViewer, context.viewer).account_id
        horizon = context.terms.horizon_days
        await context.transactions.write(lambda tx: set_availability(tx, doctor, rules, horizon, context.now))
        return Outcome("Availability", id=doctor)

    @mutation(DOCTORS, PublishSlotsResult, "Doctor: extra slots outside the template.")
    async def publish_slots(self, info: Info, input: PublishSlotsInput) -> Outcome:
        context, slots = info.context, [Visit(slot.starts_at, slot.ends_at) for slot in input.slots]
        doctor = must_be(DoctorViewer, context.viewer).account_id
        published = await context.transactions.write(lambda tx: publish_slots(tx, doctor, slots, context.now))
        return Outcome("SlotsPublished", ids=published)

    @mutation(DOCTORS, WithdrawSlotResult, "Doctor: takes a free slot back.")
    async def withdraw_slot(self, info: Info, id: strawberry.ID) -> Outcome:
        context, slot = info.context, row_id(id)
        doctor = must_be(DoctorViewer, context.viewer).account_id
        await context.transactions.write(lambda tx: withdraw_slot(tx, doctor, slot, context.now))
        return Outcome("Slot", id=slot)

    @mutation(
        DOCTORS,
        AddAbsenceResult,
        "Doctor: away in [startsAt, endsAt); free slots inside are withdrawn, booked ones are returned"
        " to decide on.",
    )
    async def add_absence(self, info: Info, input: AddAbsenceInput) -> Outcome:
        context, times = info.context, (input.starts_at, input.ends_at)
        doctor = must_be(DoctorViewer, context.viewer).account_id
        added = await context.transactions.write(
            lambda tx: add_absence(tx, doctor, *times, input.note, context.now)
        )
        return Outcome("AbsenceAdded", id=added, starts_at=times[0], ends_at=times[1])

    @mutation(DOCTORS, RemoveAbsenceResult)
    async def remove_absence(self, info: Info, id: strawberry.ID) -> Outcome:
        context, absence = info.context, row_id(id)
        doctor = must_be(DoctorViewer, context.viewer).account_id
        horizon = context.terms.horizon_days
        await context.transactions.write(lambda tx: remove_absence(tx, doctor, absence, horizon, context.now))
        return Outcome("Availability", id=doctor)

    @mutation(
        PATIENTS,
        HoldSlotResult,
        "Patient: keeps a free slot to oneself for five minutes while the form is filled in.",
    )
    async def hold_slot(self, info: Info, id: strawberry.ID) -> Outcome:
        context, slot = info.context, row_id(id)
        patient = must_be(PatientViewer, context.viewer).account_id
        until = await context.transactions.write(lambda tx: hold_slot(tx, patient, slot, context.now))
        return Outcome("SlotHold", slot_id=slot, expires_at=until)

    @mutation(PATIENTS, ReleaseSlotResult)
    async def release_slot(self, info: Info, id: strawberry.ID) -> Outcome:
        context, slot = info.context, row_id(id)
        patient = must_be(PatientViewer, context.viewer).account_id
        await context.transactions.write(lambda tx: release_slot(tx, patient, slot, context.now))
        return Outcome("Slot", id=slot)
