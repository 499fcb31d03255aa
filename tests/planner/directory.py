"""Specialties, doctors, their time and their slots in plain Python: `type_field` is that field's resolver."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from tests.planner.asker import Asker, plain, uuid
from tests.planner.pages import page, rejected
from tests.planner.scene import NOW

WEEKDAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")


class Directory(Asker):
    """What anybody may read, and a doctor's own."""

    def query_specialties(self, _: Any) -> Any:
        self.must_reach("directory:read")
        return sorted(self.all("Specialty"), key=lambda specialty: specialty.name_pt.encode())

    def query_doctor(self, _: Any, id: str) -> Any:
        self.must_reach("directory:read")
        doctor = self.one("Doctor", uuid(id))
        return doctor if doctor and (doctor.verified_at or doctor.id == self.viewer.id) else None

    def query_availability(self, _: Any) -> Any:
        return self.one("Doctor", self.viewer.id)

    def query_doctors(
        self, _: Any, order_by: str, first: int, filter: Any = None, after: str | None = None
    ) -> Any:
        self.must_reach("directory:read")
        wanted = filter or {}
        begins, ends = wanted.get("freeFrom"), wanted.get("freeTo")
        if begins and ends and begins >= ends:
            raise rejected("BAD_USER_INPUT")
        found = [row for row in self.all("Doctor") if row.verified_at and self.suits(row, wanted)]
        key = {"NEXT_SLOT": "next_slot_at", "FEE": "fee_cents", "NAME": "search_text"}[order_by]
        return page(key, found, first, after)

    def suits(self, doctor: Any, wanted: Mapping[str, Any]) -> bool:
        def is_so(name: str, test: Callable[[Any], bool]) -> bool:
            return wanted.get(name) is None or test(wanted[name])

        def is_free(_: Any) -> bool:
            begins, ends = wanted.get("freeFrom") or NOW, wanted.get("freeTo")
            free = self.free(doctor)
            return any(begins <= slot.starts_at and (not ends or slot.starts_at < ends) for slot in free)

        codes = [specialty.code for specialty in self.doctor_specialties(doctor)]
        return (
            is_so("text", lambda text: doctor.id in self.matches[text])
            and is_so("specialty", codes.__contains__)
            and is_so("city", lambda city: plain(city) == plain(doctor.city))
            and is_so("state", lambda state: state.upper() == doctor.state)
            and is_so("maxFeeCents", lambda most: doctor.fee_cents <= most)
            and is_so("freeFrom", is_free)
            and is_so("freeTo", is_free)
        )

    def specialty_name(self, specialty: Any) -> str:
        return str(specialty.name_en if self.viewer.locale == "en" else specialty.name_pt)

    def doctor_specialties(self, doctor: Any) -> list[Any]:
        practised = [row for row in self.all("DoctorSpecialty") if row.doctor_id == doctor.id]
        named = {row.code: row for row in self.all("Specialty")}
        return [named[row.specialty_code] for row in sorted(practised, key=lambda row: row.place)]

    def free(self, doctor: Any) -> list[Any]:
        found = [
            row
            for row in self.all("Slot")
            if row.doctor_id == doctor.id
            and row.status == "FREE"
            and row.starts_at > NOW
            and not (row.held_until and row.held_until > NOW)
        ]
        return sorted(found, key=lambda slot: slot.starts_at)

    def doctor_next_slots(self, doctor: Any, first: int) -> list[Any]:
        if not 1 <= first <= 10:
            raise rejected("BAD_USER_INPUT")
        return self.free(doctor)[:first]

    def doctor_slots(self, doctor: Any, to: datetime, **begins: datetime) -> list[Any]:
        if not timedelta(0) < to - begins["from"] <= timedelta(days=31):
            raise rejected("BAD_USER_INPUT")
        return [slot for slot in self.free(doctor) if begins["from"] <= slot.starts_at < to]

    def slot_status(self, slot: Any) -> str:
        held = slot.status == "FREE" and slot.held_until and slot.held_until > NOW
        return "HELD" if held else str(slot.status)

    def slot_doctor(self, slot: Any) -> Any:
        return self.one("Doctor", slot.doctor_id)

    def slot_taken_alternatives(self, taken: Any) -> list[Any]:
        return self.free(self.one("Doctor", taken.doctor_id))[:3]

    def slots_published_slots(self, published: Any) -> list[Any]:
        return sorted((self.one("Slot", id) for id in published.ids), key=lambda slot: slot.starts_at)

    def slots_overlap_conflicts(self, overlap: Any) -> list[Any]:
        return self.slots_published_slots(SimpleNamespace(ids=overlap.conflicts))

    def slot_hold_slot(self, hold: Any) -> Any:
        return self.one("Slot", hold.slot_id)

    def availability_rules(self, doctor: Any) -> list[Any]:
        mine = [row for row in self.all("AvailabilityRule") if row.doctor_id == doctor.id]
        return sorted(mine, key=lambda rule: (rule.weekday, rule.starts_at))

    def availability_rule_weekday(self, rule: Any) -> str:
        return WEEKDAYS[rule.weekday]

    def availability_absences(self, doctor: Any) -> list[Any]:
        mine = [row for row in self.all("Absence") if row.doctor_id == doctor.id and row.ends_at > NOW]
        return sorted(mine, key=lambda absence: (absence.starts_at, absence.id))
