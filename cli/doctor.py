"""`healthmed doctor`: the whole configuration, what is unsafe in it, and everything it stands on, tried."""

from typing import Final

from pydantic import SecretStr
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from cli.checks import CHECKS, Finding, Verdict
from cli.refusals import SECRETS
from infra.safety import dangers
from infra.settings import Settings

SIGNS: Final = {
    Verdict.WELL: "[green]✓[/]",
    Verdict.MIND: "[yellow]![/]",
    Verdict.ILL: "[red]✗[/]",
}
SHOWN: Final = {"public_url"}
"""Addresses that hold no password."""


async def examine(settings: Settings, console: Console) -> bool:
    """Print everything; whether a clinic with these settings can serve people."""
    _show_settings(settings, console)
    unsafe = dangers(settings)
    findings = [await check(settings) for check in CHECKS]
    _show(_safety(settings, unsafe) + findings, console)
    ill = [finding for finding in findings if finding.verdict is Verdict.ILL]
    if unsafe or ill:
        count = len(unsafe) + len(ill)
        console.print(f"[red]{count} {'thing' if count == 1 else 'things'} to mend.[/]")
        return False
    console.print("[green]Health&Med can start.[/]")
    return True


def _safety(settings: Settings, unsafe: list[str]) -> list[Finding]:
    if unsafe:
        return [Finding("Safety", Verdict.ILL, sentence) for sentence in unsafe]
    if settings.environment == "production":
        return [Finding("Safety", Verdict.WELL, "Nothing in these settings is unsafe.")]
    later = len(dangers(settings.model_copy(update={"environment": "production"})))
    said = f"These are settings for trying out; production would refuse {later} of them."
    return [Finding("Safety", Verdict.MIND if later else Verdict.WELL, said)]


def _show_settings(settings: Settings, console: Console) -> None:
    table = Table(title="Configuration", title_justify="left", show_header=False, box=None)
    table.add_column(no_wrap=True)
    for name, field in type(settings).model_fields.items():
        chosen = name in settings.model_fields_set
        value = escape(_shown(name, getattr(settings, name), chosen=chosen))
        table.add_row(
            f"HEALTHMED_{name.upper()}",
            f"[bold]{value}[/]" if chosen else f"[dim]{value}[/]",
            escape(field.description or ""),
        )
    console.print(table)


def _shown(name: str, value: object, *, chosen: bool) -> str:
    if value is None or value == "":
        return "-"
    named = isinstance(value, str) and any(word in name for word in SECRETS)
    if name not in SHOWN and (named or isinstance(value, SecretStr)):
        return "(not shown)" if chosen else "(default)"
    return str(value)


def _show(findings: list[Finding], console: Console) -> None:
    table = Table(title="Examination", title_justify="left", show_header=False, box=None)
    for _ in range(2):
        table.add_column(no_wrap=True)
    for finding in findings:
        table.add_row(SIGNS[finding.verdict], finding.what, escape(finding.sentence))
    console.print(table)
