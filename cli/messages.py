"""`healthmed messages`: whether e-mail gets out, and another try for what was given up."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from cli.database import with_database
from cli.refusals import in_one_sentence

if TYPE_CHECKING:
    from domain.notifications.count import Tally

app = typer.Typer(
    help="See which messages were sent, and try again those that were not.", no_args_is_help=True
)


@app.command()
def status() -> None:
    """Show how many messages stand where, and why those that were given up were."""
    with in_one_sentence():
        from domain.notifications.count import count_notifications

        now = datetime.now(UTC)
        tallies = with_database(lambda database: database.look(lambda tx: count_notifications(tx, now)))
        for line in report(tallies, now):
            typer.echo(line)


@app.command()
def retry() -> None:
    """Queue every message that was given up again; a worker sends those that are still true."""
    with in_one_sentence():
        from domain.notifications.retry_dead import retry_dead_notifications

        now = datetime.now(UTC)
        count = with_database(lambda database: database.write(lambda tx: retry_dead_notifications(tx, now)))
        typer.echo(f"{count} {'message' if count == 1 else 'messages'} queued again.")


def report(tallies: "list[Tally]", now: datetime) -> list[str]:
    """One line for messages that stand alike; no names and no ids."""
    if not tallies:
        return ["No messages yet."]
    lines = [f"{t.status:<9} {t.count:>8}  {t.kind:<22} {t.last_error or ''}".rstrip() for t in tallies]
    waiting = [tally.waiting_since for tally in tallies if tally.waiting_since]
    if waiting:
        seconds = (now - min(waiting)).total_seconds()
        lines.append(f"The oldest that could be sent now has been due for {seconds:.0f} s.")
    return lines
