"""Messages in the database: asked for once, claimed by one, settled by whoever has the claim."""

import asyncio
from datetime import timedelta

import pytest

from domain.appointments.models import AppointmentStatus
from domain.notifications.count import count_notifications
from domain.notifications.measure_backlog import measure_backlog
from domain.notifications.models import NotificationKind, NotificationStatus
from domain.notifications.prune import prune_notifications
from domain.notifications.read import read_notification
from domain.notifications.retry_dead import retry_dead_notifications
from domain.notifications.rules import LEASE, MOST_ATTEMPTS, Outcome
from tests.clinic import Clinic
from tests.domain.appointments.visits import Visit, asked
from tests.domain.notifications.asked import claim, enqueue, rows, settle, wanted

pytestmark = pytest.mark.usefixtures("empty")
BOOKED = NotificationKind.DOCTOR_BOOKED
DAY, HOUR = NotificationKind.PATIENT_REMINDER_DAY, NotificationKind.PATIENT_REMINDER_HOUR
SECOND = timedelta(seconds=1)


async def test_a_message_that_is_asked_for_twice_is_there_once(clinic: Clinic):
    visit = await asked(clinic)
    both = [wanted(visit, BOOKED), wanted(visit, NotificationKind.PATIENT_RECEIVED)]
    assert await enqueue(clinic, both) == 2
    assert await enqueue(clinic, both[:1], clinic.now + LEASE) == 0
    assert await enqueue(clinic, []) == 0
    assert [row.kind for row in await rows(clinic)] == ["DOCTOR_BOOKED", "PATIENT_RECEIVED"]


async def test_reminders_are_due_before_the_start_unless_that_has_passed(clinic: Clinic):
    soon, later = await asked(clinic, timedelta(hours=24)), await asked(clinic, timedelta(days=3))
    reminders = [wanted(visit, kind) for visit in (soon, later) for kind in (DAY, HOUR)]
    assert await enqueue(clinic, reminders) == 3
    due = [(row.kind, row.due_at - clinic.now) for row in await rows(clinic)]
    assert due == [
        (HOUR, timedelta(hours=23)),
        (DAY, timedelta(days=2)),
        (HOUR, timedelta(days=2, hours=23)),
    ]


async def test_what_is_not_due_yet_is_not_claimed(clinic: Clinic):
    visit = await asked(clinic, timedelta(days=3))
    await enqueue(clinic, [wanted(visit, DAY)])
    due_at = clinic.now + timedelta(days=2)
    assert await claim(clinic, due_at - SECOND) == []
    assert [one.kind for one in await claim(clinic, due_at)] == [DAY]


async def test_of_many_claims_at_a_time_each_message_is_in_one(clinic: Clinic):
    visits = [await asked(clinic) for _ in range(10)]
    await enqueue(clinic, [wanted(visit, BOOKED) for visit in visits])
    claims = [
        one.id for some in await asyncio.gather(*(claim(clinic, most=3) for _ in range(8))) for one in some
    ]
    claims += [one.id for one in await claim(clinic)]
    assert len(claims) == len(set(claims)) == 10


async def test_a_lease_runs_out_and_whoever_had_it_may_not_settle_any_more(clinic: Clinic):
    await enqueue(clinic, [wanted(await asked(clinic), BOOKED)])
    (mine,) = await claim(clinic)
    assert await claim(clinic, clinic.now + LEASE - SECOND) == []
    (theirs,) = await claim(clinic, clinic.now + LEASE)
    assert (mine.attempts, theirs.attempts) == (1, 2)
    assert await settle(clinic, mine, Outcome.SENT) is None
    assert await settle(clinic, theirs, Outcome.SENT) is NotificationStatus.SENT
    assert await settle(clinic, theirs, Outcome.FAILED) is None


async def test_what_failed_waits_and_what_was_not_begun_does_not(clinic: Clinic):
    await enqueue(clinic, [wanted(await asked(clinic), BOOKED)])
    (one,) = await claim(clinic)
    await settle(clinic, one, Outcome.UNTOUCHED)
    (one,) = await claim(clinic)
    assert one.attempts == 1
    await settle(clinic, one, Outcome.FAILED, "SMTP 451", chance=1.0)
    assert await claim(clinic, clinic.now + timedelta(seconds=29)) == []
    (one,) = await claim(clinic, clinic.now + timedelta(seconds=30))
    assert one.attempts == 2
    assert (await rows(clinic))[0].last_error == "SMTP 451"


async def test_after_twelve_attempts_it_is_dead_until_somebody_queues_it_again(clinic: Clinic):
    await enqueue(clinic, [wanted(await asked(clinic, timedelta(days=30)), BOOKED)])
    now = clinic.now
    for _ in range(MOST_ATTEMPTS):
        (one,) = await claim(clinic, now)
        await settle(clinic, one, Outcome.FAILED, "SMTP 451", now)
        now += timedelta(hours=6)
    assert await claim(clinic, now) == []
    (row,) = await rows(clinic)
    assert (row.status, row.attempts) == ("DEAD", MOST_ATTEMPTS)
    assert await clinic.database.write(lambda tx: retry_dead_notifications(tx, now)) == 1
    assert [one.attempts for one in await claim(clinic, now)] == [1]


async def test_whoever_dies_in_the_last_attempt_leaves_a_message_that_is_hopeless(clinic: Clinic):
    await enqueue(clinic, [wanted(await asked(clinic, timedelta(days=30)), BOOKED)])
    leases = [clinic.now + LEASE * n for n in range(MOST_ATTEMPTS + 1)]
    hopeless = [one.is_hopeless for now in leases for one in await claim(clinic, now)]
    assert hopeless == [False] * MOST_ATTEMPTS + [True]


async def test_the_facts_are_those_of_now(clinic: Clinic):
    visit = await asked(clinic, timedelta(days=5))
    await enqueue(clinic, [wanted(visit, BOOKED)])
    facts = await read(clinic, visit)
    assert (facts.holds, facts.status) == (True, AppointmentStatus.PENDING)
    assert (facts.doctor_name, facts.patient_name) == ("Ana Souza", "Bruno Lima")
    assert facts.address == f"{visit.doctor.id.hex}@example.com"
    assert (facts.series_id, facts.sequence, facts.was_confirmed) == (visit.id, 1, False)
    lapsed = await read(clinic, visit, timedelta(hours=24))
    assert (lapsed.holds, lapsed.status) == (False, AppointmentStatus.EXPIRED)
    await visit.cancel(why="Viajei")
    facts = await read(clinic, visit)
    assert (facts.holds, facts.closed_by, facts.closed_reason) == (False, "PATIENT", "Viajei")
    assert "Viajei" not in repr(facts)


async def test_a_visit_that_was_moved_keeps_its_series(clinic: Clinic):
    first = await asked(clinic, timedelta(days=5))
    await first.confirm()
    second = await moved(first, timedelta(days=6))
    third = await moved(second, timedelta(days=7))
    await enqueue(clinic, [wanted(third, BOOKED)])
    facts = await read(clinic, third)
    assert (facts.series_id, facts.was_confirmed) == (first.id, True)
    assert facts.sequence == 6  # asked, confirmed, moved and asked, moved and asked
    assert facts.moved_from_at == second.slot.starts_at


async def test_counts_tell_what_stands_where(clinic: Clinic):
    visits = [await asked(clinic) for _ in range(3)]
    await enqueue(clinic, [wanted(visit, BOOKED) for visit in visits])
    refused, sent, _ = await claim(clinic)
    await settle(clinic, refused, Outcome.REFUSED, "SMTP 550")
    await settle(clinic, sent, Outcome.SENT)
    later = clinic.now + LEASE
    tallies = await clinic.database.look(lambda tx: count_notifications(tx, later))
    assert [(t.status, t.last_error, t.count, t.waiting_since) for t in tallies] == [
        ("DEAD", "SMTP 550", 1, None),
        ("DUE", None, 1, clinic.now),
        ("SENT", None, 1, None),
    ]
    backlog = await clinic.database.look(lambda tx: measure_backlog(tx, later))
    assert (backlog.dead, backlog.late) == (1, LEASE)


async def test_what_is_long_over_is_forgotten_and_what_is_not_over_stays(clinic: Clinic):
    visits = [await asked(clinic) for _ in range(3)]
    await enqueue(clinic, [wanted(visit, BOOKED) for visit in visits])
    sent, refused, _ = await claim(clinic)
    await settle(clinic, sent, Outcome.SENT)
    await settle(clinic, refused, Outcome.REFUSED)
    assert await clinic.database.write(lambda tx: prune_notifications(tx, clinic.now)) == 0
    assert await clinic.database.write(lambda tx: prune_notifications(tx, clinic.now + SECOND)) == 1
    assert {row.status for row in await rows(clinic)} == {"DUE", "DEAD"}


async def read(clinic: Clinic, visit: Visit, later: timedelta = timedelta()):
    (row,) = await clinic.fetch("SELECT id FROM notifications WHERE appointment_id = $1", visit.id)
    return await clinic.database.look(lambda tx: read_notification(tx, row.id, clinic.now + later))


async def moved(visit: Visit, starts: timedelta) -> Visit:
    slot = await visit.clinic.slot(visit.doctor, starts)
    return Visit(visit.clinic, await visit.reschedule(slot.id), visit.doctor, visit.patient, slot)
