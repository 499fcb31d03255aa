"""Messages go out: each once, none that is untrue, through a mail server that complains."""

from datetime import timedelta
from typing import Any

import pytest

from domain.notifications.retry_dead import retry_dead_notifications
from domain.notifications.rules import FIRST_PAUSE, LONGEST_PAUSE, MOST_ATTEMPTS
from tests.clinic import Clinic
from tests.domain.appointments.visits import asked
from tests.sink import Sink
from tests.workers.office import FAR, Office, flood, standing, visits
from workers.jobs import deliver as job

pytestmark = pytest.mark.usefixtures("empty")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def test_booking_and_confirming_write_to_both(clinic: Clinic, office: Office, sink: Sink):
    visit = await asked(clinic, FAR)
    assert await office.deliver() == 2
    assert sorted(sink.subjects()) == [
        "Health&Med - Nova consulta agendada",
        "Health&Med - Recebemos o seu pedido de consulta",
    ]
    assert {letter["To"].addresses[0].addr_spec for letter in sink.letters} == {
        f"{person.id.hex}@example.com" for person in (visit.doctor, visit.patient)
    }
    await visit.confirm()
    assert await office.deliver() == 1
    assert await office.deliver() == 0
    assert (await standing(clinic)) == {"SENT": 3, "DUE": 2}
    assert office.counted("PATIENT_CONFIRMED", "sent") == 1


async def test_reminders_go_out_a_day_and_an_hour_before(clinic: Clinic, office: Office, sink: Sink):
    visit = await asked(clinic, FAR)
    await visit.confirm()
    await office.deliver()
    before = len(sink.letters)
    assert await office.deliver(FAR - DAY - timedelta(seconds=1)) == 0
    assert await office.deliver(timedelta(seconds=1)) == 1
    assert await office.deliver(DAY - HOUR) == 1
    assert sink.subjects()[before:] == [
        "Health&Med - Lembrete: a sua consulta é amanhã",
        "Health&Med - Lembrete: a sua consulta começa às 09:00",
    ]


@pytest.mark.parametrize("how", ["cancelled", "moved"])
async def test_a_visit_that_is_off_is_never_reminded_of(clinic: Clinic, office: Office, sink: Sink, how: str):
    visit = await asked(clinic, FAR)
    await visit.confirm()
    await office.deliver()
    if how == "cancelled":
        await visit.cancel()
    else:
        await visit.reschedule((await clinic.slot(visit.doctor, 2 * FAR)).id)
    await office.deliver()
    said = len(sink.letters)
    assert await office.deliver(FAR - DAY) == 1
    assert await office.deliver(DAY) == 1
    assert len(sink.letters) == said
    assert office.counted("PATIENT_REMINDER_DAY", "obsolete") == 1
    assert office.counted("PATIENT_REMINDER_HOUR", "obsolete") == 1


async def test_what_became_untrue_while_it_waited_is_not_said(clinic: Clinic, office: Office, sink: Sink):
    visit = await asked(clinic, FAR)
    await visit.confirm()
    await office.relay()
    await visit.cancel()
    await office.deliver()
    assert sorted(sink.subjects()) == ["Health&Med - Consulta cancelada"] * 2
    assert await standing(clinic) == {"OBSOLETE": 3, "SENT": 2, "DUE": 2}


async def test_a_server_that_is_down_for_a_while_loses_nothing(clinic: Clinic, office: Office, sink: Sink):
    await visits(clinic, 10)
    await sink.shut()
    assert await office.deliver() == 20
    assert await office.deliver() == 0
    rows = await clinic.fetch("SELECT * FROM notifications")
    assert {(row.status, row.attempts, row.last_error) for row in rows} == {("DUE", 1, "SMTPConnectError")}
    assert all(clinic.now < row.next_attempt_at <= clinic.now + FIRST_PAUSE for row in rows)
    assert len({row.next_attempt_at for row in rows}) > 10
    assert await office.deliver(FIRST_PAUSE) == 20
    waits = [row.next_attempt_at - office.now for row in await clinic.fetch("SELECT * FROM notifications")]
    assert max(waits) <= 2 * FIRST_PAUSE
    await sink.open()
    assert await office.deliver(2 * FIRST_PAUSE) == 20
    assert (len(sink.letters), len(set(sink.ids()))) == (20, 20)
    assert await standing(clinic) == {"SENT": 20}


async def test_while_the_server_is_down_a_flood_is_not_poured_at_it(
    clinic: Clinic, office: Office, sink: Sink
):
    await flood(clinic, 300)
    await sink.shut()
    assert await office.deliver() <= job.BATCH


async def test_a_receiver_who_is_refused_is_dead_at_once_and_the_others_get_theirs(
    clinic: Clinic, office: Office, sink: Sink
):
    visit, other = await visits(clinic, 2)
    sink.refuses = lambda address: "550 no such user" if visit.patient.id.hex in address else None
    assert await office.deliver() == 4
    assert await standing(clinic) == {"SENT": 3, "DEAD": 1}
    (dead,) = await clinic.fetch("SELECT * FROM notifications WHERE status = 'DEAD'")
    assert (dead.account_id, dead.attempts, dead.last_error) == (visit.patient.id, 1, "SMTP 550")
    assert office.counted("PATIENT_RECEIVED", "dead") == 1
    assert other.patient.id.hex in str([letter["To"] for letter in sink.letters])


async def test_after_twelve_attempts_it_is_dead_until_it_is_queued_again(
    clinic: Clinic, office: Office, sink: Sink
):
    sink.objects = lambda _: "451 try later"
    visit = await asked(clinic, FAR)
    await visit.decline()
    for attempt in range(1, MOST_ATTEMPTS + 1):
        await office.deliver(LONGEST_PAUSE)
        (row,) = await clinic.fetch("SELECT * FROM notifications WHERE kind = 'PATIENT_DECLINED'")
        assert (row.attempts, row.last_error) == (attempt, "SMTP 451")
    assert await office.deliver(DAY) == 0
    assert await standing(clinic) == {"OBSOLETE": 2, "DEAD": 1}
    sink.objects = lambda _: None
    assert await clinic.database.write(lambda tx: retry_dead_notifications(tx, office.now)) == 1
    assert await office.deliver() == 1
    assert len(sink.letters) == 1


async def test_somebody_without_an_address_stops_nobody(clinic: Clinic, office: Office, sink: Sink):
    visit, _ = await visits(clinic, 2)
    async with clinic.database._writer.acquire() as connection:
        await connection.execute("UPDATE accounts SET email = NULL WHERE id = $1", visit.doctor.id)
    assert await office.deliver() == 4
    assert await standing(clinic) == {"SENT": 3, "DEAD": 1}


async def test_a_letter_that_cannot_be_written_stops_nobody(
    clinic: Clinic, office: Office, sink: Sink, monkeypatch: pytest.MonkeyPatch
):
    visit, _ = await visits(clinic, 2)
    write = type(office.post.desk).write

    def broken(desk: Any, id: Any, facts: Any, now: Any) -> Any:
        if facts.appointment_id == visit.id:
            raise KeyError(facts.patient_name)
        return write(desk, id, facts, now)

    monkeypatch.setattr("workers.letters.Desk.write", broken)
    assert await office.deliver() == 4
    errors = {
        row.last_error for row in await clinic.fetch("SELECT * FROM notifications WHERE status = 'DUE'")
    }
    assert (len(sink.letters), errors) == (2, {"KeyError"})
