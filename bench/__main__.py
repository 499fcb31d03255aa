"""`python -m bench`: fill, measure, print, write."""

import asyncio
from typing import Annotated

import typer
from rich.console import Console

from bench import data, servers
from bench.booking import book
from bench.client import client
from bench.driver import Driver
from bench.edge import ALL as LONG
from bench.edge import FEW as SHORT
from bench.edge import Edge, edge
from bench.live import ALL, FEW, live
from bench.machine import Machine
from bench.measure import BOOKING, READING, Quiet, Terms
from bench.messages import FEW_LETTERS, LETTERS, messages
from bench.questions import Different
from bench.reading import read
from bench.report import Results, show, write
from bench.search import search
from bench.startup import start_api, start_up
from bench.tokens import tokens
from bench.watched import watch
from cli.refusals import Refused

PARTS = (
    *("reading", "booking", "search", "live", "messages", "edge", "tokens", "watched"),
    *("startup", "client"),
)
QUICK = Terms(warm=0.5, seconds=1.0, repetitions=1, patience=5.0)


def main(
    quick: Annotated[
        bool, typer.Option(help="Small data and short blocks: a smoke test, nothing is written.")
    ] = False,
    only: Annotated[
        list[str] | None, typer.Option(help=f"One of {', '.join(PARTS)}; may be repeated.")
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.5, help="How long a block is measured.")] = Terms.seconds,
    repetitions: Annotated[
        int, typer.Option(min=1, help="Blocks of each kind; the median counts.")
    ] = Terms.repetitions,
    patience: Annotated[
        float, typer.Option(help="Seconds to wait, in all, for others to be quiet.")
    ] = Terms.patience,
    small: Annotated[bool, typer.Option(help="Leave out the large data.")] = False,
) -> None:
    """Measure this clinic on this machine, part by part, and say whether the goals are reached.

    The first run fills bench/data (about 3 GB; some minutes); later ones find it there.
    """
    console = Console(emoji=False, highlight=False)
    parts = tuple(only or PARTS)
    if unknown := set(parts) - set(PARTS):
        raise typer.BadParameter(f"{', '.join(sorted(unknown))}: it is one of {', '.join(PARTS)}.")
    terms = QUICK if quick else Terms(seconds=seconds, repetitions=repetitions, patience=patience)
    sizes = [data.SMALL] if quick or small else [data.SMALL, data.LARGE]
    try:
        results = asyncio.run(_measured(parts, sizes, terms, console))
    except (Refused, Different) as reason:
        console.print(reason, style="red", markup=False)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    show(results, console)
    if not quick and parts == PARTS:
        console.print(f"Written to {write(results).relative_to(servers.ROOT)} and bench/results/latest.md.")


async def _measured(
    parts: tuple[str, ...], sizes: list[data.Size], terms: Terms, console: Console
) -> Results:
    results, quiet = Results(Machine.this(), terms), Quiet(terms.patience, console)
    console.print(f"{results.machine}")
    async with servers.postgres() as postgres:
        await _load(results, parts, sizes, postgres, quiet, console)
        if "search" in parts:
            await data.have(postgres, data.SEARCH, console)
            results.search = await search(postgres, data.SEARCH, console)
        if {"live", "messages", "startup"} & set(parts):
            await data.have(postgres, data.SMALL, console)
        if "live" in parts:
            await quiet.wait()
            results.live = await live(postgres, data.SMALL, console, FEW if terms is QUICK else ALL)
        if "messages" in parts:
            await quiet.wait()
            letters = FEW_LETTERS if terms is QUICK else LETTERS
            results.messages = await messages(postgres, data.SMALL, console, letters)
        if "edge" in parts:
            results.edge = await _edge(postgres, terms, quiet, console)
        if "startup" in parts:
            results.api_startup = await start_api(postgres, data.SMALL, terms.repetitions, quiet, console)
    await _measure_alone(results, parts, quiet, console)
    results.noisy = quiet.noisy
    return results


async def _load(
    results: Results,
    parts: tuple[str, ...],
    sizes: list[data.Size],
    postgres: servers.Postgres,
    quiet: Quiet,
    console: Console,
) -> None:
    """What is asked for of what one driver loads."""
    reading, booking = map(results.terms.in_blocks_of, (READING, BOOKING))
    with Driver() as driver:
        for size in sizes if {"reading", "booking"} & set(parts) else []:
            await data.have(postgres, size, console)
        if "reading" in parts:
            results.reading = await read(postgres, sizes, driver, reading, quiet, console)
        if "booking" in parts:
            results.booking = [await book(postgres, size, driver, booking, quiet, console) for size in sizes]
        if "watched" in parts:
            await data.have(postgres, data.SMALL, console)
            results.watched = await watch(postgres, data.SMALL, driver, reading, quiet, console)


async def _edge(postgres: servers.Postgres, terms: Terms, quiet: Quiet, console: Console) -> Edge:
    await data.have(postgres, data.SMALL, console)
    with Driver() as driver:
        extent = SHORT if terms is QUICK else LONG
        return await edge(postgres, data.SMALL, driver, terms, quiet, console, extent)


async def _measure_alone(results: Results, parts: tuple[str, ...], quiet: Quiet, console: Console) -> None:
    """What needs no data of ours."""
    if "tokens" in parts:
        results.tokens = await tokens(quiet, console)
    if "startup" in parts:
        results.startup = await start_up(results.terms.repetitions, quiet, console)
    if "client" in parts:
        results.client = await client(quiet, console)


if __name__ == "__main__":
    typer.run(main)
