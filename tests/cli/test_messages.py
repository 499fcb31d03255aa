"""`healthmed messages`, on a database with messages in every status."""

from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from cli.messages import app, report
from domain.notifications.models import NotificationKind
from domain.notifications.rules import Outcome
from tests.clinic import Clinic
from tests.domain.appointments.visits import asked
from tests.domain.notifications.asked import claim, enqueue, rows, settle, wanted

BOOKED = NotificationKind.DOCTOR_BOOKED


@pytest.mark.usefixtures("empty")
async def test_what_was_given_up_is_counted_and_queued_again(
    clinic: Clinic, database_url: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HEALTHMED_DATABASE_URL", database_url)
    clinic.now = datetime.now(UTC) - timedelta(minutes=1)
    visits = [await asked(clinic, timedelta(days=9)) for _ in range(3)]
    await enqueue(clinic, [wanted(visit, BOOKED) for visit in visits])
    refused, sent, _ = await claim(clinic)
    await settle(clinic, refused, Outcome.REFUSED, "SMTP 550")
    await settle(clinic, sent, Outcome.SENT)
    shown = await run("status")
    assert [line.split() for line in shown.splitlines()[:3]] == [
        ["DEAD", "1", "DOCTOR_BOOKED", "SMTP", "550"],
        ["DUE", "1", "DOCTOR_BOOKED"],
        ["SENT", "1", "DOCTOR_BOOKED"],
    ]
    assert "has been due for 6" in shown
    assert await run("retry") == "1 message queued again.\n"
    assert await run("retry") == "0 messages queued again.\n"
    assert sorted(row.status for row in await rows(clinic)) == ["DUE", "DUE", "SENT"]


async def test_without_a_database_it_says_so_in_one_sentence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HEALTHMED_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    assert await run("status", code=1) == ""
    monkeypatch.delenv("HEALTHMED_DATABASE_URL")
    assert await run("retry", code=1) == ""


def test_nothing_is_said_of_nothing(now: datetime):
    assert report([], now) == ["No messages yet."]


async def run(command: str, code: int = 0) -> str:
    """In a thread: it has an event loop of its own."""
    import asyncio

    result = await asyncio.to_thread(CliRunner().invoke, app, [command])
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.stderr
    return result.stdout
