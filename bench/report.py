"""Results: as tables for people, as JSON for whoever compares runs, and as bench/results/latest.md."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import orjson
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bench.booking import Booking
from bench.client import Client
from bench.edge import OVERLOAD, SILENT, Edge
from bench.goals import Goal, goals_of
from bench.live import Live
from bench.machine import Machine
from bench.measure import BOOKING, READING, Figures, Terms
from bench.messages import Messages
from bench.reading import Reading
from bench.search import Search
from bench.tokens import Tokens
from bench.watched import Watched

RESULTS: Final = Path(__file__).with_name("results")
Cells = Sequence[str]
COSTS: Final[Cells] = ("server", "PostgreSQL", "both", "per second", "p50 ms", "p99 ms")
LEGEND: Final = (
    "by hand: a bare Starlette route with one statement written for speed (a booking's: with those that ours"
    " sends, and nothing else); it is the limit. plain: the same with PostgreSQL's JSON functions. pgbench:"
    " our booking's transaction, prepared; whole: with those before and after it (who asks, the answer);"
    " simple: the transaction with -M simple."
)


@dataclass
class Results:
    """What one run found; what was not asked for or cannot be measured yet is not there."""

    machine: Machine
    terms: Terms
    began: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))
    noisy: bool = False
    """Others worked on the machine while something was measured."""
    reading: list[Reading] = field(default_factory=list)
    booking: list[Booking] = field(default_factory=list)
    search: list[Search] = field(default_factory=list)
    live: Live | None = None
    messages: Messages | None = None
    edge: Edge | None = None
    startup: float | None = None
    tokens: Tokens | None = None
    client: Client = field(default_factory=Client)
    api_startup: float | None = None
    watched: Watched | None = None

    def goals(self) -> list[Goal]:
        """Those that this run can judge."""
        judged = goals_of(
            self.reading,
            self.booking,
            self.search,
            live=self.live,
            messages=self.messages,
            edge=self.edge,
            startup=self.startup,
            tokens=self.tokens,
            api_startup=self.api_startup,
            watched=self.watched,
        )
        return judged + self.client.goals


@dataclass(frozen=True)
class Sheet:
    """One table, wherever it is shown."""

    title: str
    columns: Cells
    rows: Sequence[Cells]


def sheets(results: Results) -> list[Sheet]:
    """All tables, without those that would be empty."""
    all_ = [
        _goals(results.goals()),
        _reading(results.reading),
        _booking(results.booking),
        _search(results.search),
        _live(results.live),
        _messages(results.messages),
        _edge(results.edge),
        _watched(results.watched),
        Sheet("The client: behind its goals", ("", "Found"), results.client.remarks),
    ]
    return [sheet for sheet in all_ if sheet.rows]


def _goals(goals: Sequence[Goal]) -> Sheet:
    rows = [
        (goal.name, f"{goal.found:,.2f}{goal.unit}", goal.wish, "reached" if goal.reached else "missed")
        for goal in goals
    ]
    return Sheet("Goals", ("What", "Found", "Goal", "Verdict"), rows)


def _reading(found: Sequence[Reading]) -> Sheet:
    rows = [
        (f"{one.question.name.upper()} {one.size.name}", name, *_costs(figures))
        for one in found
        for name, figures in (("ours", one.ours), ("by hand", one.limit), ("plain", one.plain))
    ]
    return Sheet("Reading: CPU milliseconds for one request", ("", "", *COSTS), rows)


def _booking(found: Sequence[Booking]) -> Sheet:
    rows = [
        (one.size.name, name, *_costs(figures))
        for one in found
        for name, figures in (
            ("ours", one.ours),
            ("by hand", one.limit),
            ("pgbench", one.pgbench),
            ("whole", one.whole),
            ("simple", one.simple),
        )
    ]
    return Sheet("Booking: CPU milliseconds for one booking", ("", "", *COSTS), rows)


def _search(found: Sequence[Search]) -> Sheet:
    rows = [
        (one.text, str(one.found), "yes" if one.indexed else "no", f"{one.milliseconds:.1f}") for one in found
    ]
    return Sheet("Search among 100,000 doctors", ("Text", "Found", "By index", "ms"), rows)


def _live(found: Live | None) -> Sheet:
    if found is None:
        return Sheet("", (), ())
    extent = found.extent
    times = "p50 {:,.1f} ms, p99 {:,.1f} ms".format
    rows = [
        ("Subscriptions, each on a socket of its own", f"{extent.subscriptions:,}"),
        ("Memory of the API for one", f"{found.bytes_each / 1e3:,.1f} kB"),
        ("Opened in a second", f"{found.opened_per_second:,.0f}"),
        (f"{extent.events:,} events of one person each", times(found.one_p50, found.one_p99)),
        (f"{extent.hot_events} of a doctor whom {extent.hot:,} watch", times(found.hot_p50, found.hot_p99)),
        ("Lost, repeated", f"{found.lost}, {found.repeated}"),
    ]
    return Sheet("Live: from commit to client, with two API processes; one run", ("", "Found"), rows)


def _messages(found: Messages | None) -> Sheet:
    if found is None:
        return Sheet("", (), ())
    rows = [
        ("Letters", f"{found.letters:,}"),
        ("A minute", f"{found.per_minute:,.0f}"),
        ("Lost, repeated", f"{found.lost}, {found.repeated}"),
    ]
    return Sheet("Messages: one worker, a mail server on this machine; one run", ("", "Found"), rows)


def _edge(found: Edge | None) -> Sheet:
    if found is None:
        return Sheet("", (), ())
    rows = [
        ("To measure the client's largest document", f"{found.largest:.3f} ms"),
        ("To measure the worst 8 kB", f"{found.worst:.2f} ms"),
        (
            "Q1's CPU with the edge, and without",
            f"{found.with_edge:.3f}, {found.without:.3f} ms ({found.share:.1%})",
        ),
        ("Q1 a second, at the most", f"{found.peak:,.0f}"),
        (
            f"{OVERLOAD:g} times as many asked for: answered",
            f"{found.goodput:,.0f}, p99 {found.accepted_p99:,.0f} ms",
        ),
        (
            "turned away, not even sent",
            f"{found.refused:,} (p99 {found.refused_p99:,.0f} ms), {found.unsent:,}",
        ),
        ("afterwards, of a fresh server's; memory", f"{found.after:.2f}; {found.grown_mb:+,.0f} MB"),
        (
            f"An event's p99, and beside {SILENT} who never read",
            f"{found.reader_alone:,.1f}, {found.reader_beside:,.1f} ms",
        ),
    ]
    return Sheet("The edge: one run", ("", "Found"), rows)


def _watched(found: Watched | None) -> Sheet:
    if found is None:
        return Sheet("", (), ())
    rows = [
        ("bare", "", *_costs(found.bare)),
        ("metrics and logs", f"{found.counting:+.1%}", *_costs(found.counted)),
        ("and traces of a tenth", f"{found.tracing:+.1%}", *_costs(found.traced)),
        ("and traces of all", f"{found.tracing_all:+.1%}", *_costs(found.all_traced)),
    ]
    return Sheet("Being watched: CPU milliseconds for one Q1", ("", "more", *COSTS), rows)


def _costs(figures: Figures) -> Cells:
    server = f"{figures.server:.3f}" if figures.server else ""
    times = (f"{figures.p50:.1f}", f"{figures.p99:.1f}") if figures.p50 else ("", "")
    costs = server, f"{figures.postgres:.3f}", f"{figures.total:.3f}"
    return (*costs, f"{figures.per_second:,.0f}", *times)


def show(results: Results, console: Console) -> None:
    """Print everything."""
    console.print(f"\n{results.machine}")
    for sheet in sheets(results):
        table = Table(*sheet.columns, title=sheet.title, title_justify="left")
        for row in sheet.rows:
            table.add_row(*map(_coloured, row))
        console.print(table)
    for line in _remarks(results):
        console.print(line)


def _coloured(cell: str) -> str:
    return {"reached": "[green]reached[/]", "missed": "[red]missed[/]"}.get(cell, escape(cell))


def _remarks(results: Results) -> list[str]:
    reading, booking = map(results.terms.in_blocks_of, (READING, BOOKING))
    remarks = [
        f"Medians of {reading.repetitions} rounds of blocks of {reading.seconds:g} s, in turns (booking:"
        f" {booking.repetitions} of {booking.seconds:g} s); ratios are the median of those of each round."
        " 16 connections (pgbench: 8). PostgreSQL's figures are those of all its processes.",
        LEGEND,
    ]
    if results.noisy:
        remarks.append("Others worked on this machine meanwhile: take the figures with care.")
    return remarks


def write(results: Results) -> Path:
    """Keep the run under its day and machine, and as the latest."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{results.began:%Y-%m-%d}-{results.machine.slug}.json"
    path.write_bytes(orjson.dumps(_plain(results), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    (RESULTS / "latest.md").write_text(_markdown(results))
    return path


def _plain(results: Results) -> dict[str, Any]:
    plain = asdict(results)
    for one in plain["reading"]:
        one["question"].pop("variables")
    return plain | {"goals": [asdict(goal) for goal in results.goals()]}


def _markdown(results: Results) -> str:
    lines = [f"# Measured on {results.began:%Y-%m-%d}", "", f"{results.machine}.", *_remarks(results), ""]
    for sheet in sheets(results):
        lines += [f"## {sheet.title}", "", _row(sheet.columns), _row(["---"] * len(sheet.columns))]
        lines += [*map(_row, sheet.rows), ""]
    for one in results.search[:1]:
        lines += [f"## The plan of the search for '{one.text}'", "", "```", one.plan, "```", ""]
    return "\n".join(lines)


def _row(cells: Cells) -> str:
    return f"| {' | '.join(cells)} |"
