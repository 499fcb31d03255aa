"""Reading: Q1 and Q2, ours beside the hand-written route, on each size."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from rich.console import Console

from bench import servers
from bench.data import Size
from bench.driver import Driver, Job
from bench.measure import Block, Figures, Quiet, Terms, figures, in_turns
from bench.questions import Question, must_agree, questions, request
from bench.servers import HOST, Postgres, Server


@dataclass(frozen=True)
class Reading:
    """One question on one size."""

    question: Question
    size: Size
    slots: int
    """How many there are in an answer."""
    ours: Figures
    limit: Figures
    plain: Figures
    """The hand-written route, written with PostgreSQL's JSON functions."""
    ratio: float
    """The limit's cost in ours: 1 is as cheap as by hand."""


async def read(
    postgres: Postgres, sizes: Sequence[Size], driver: Driver, terms: Terms, quiet: Quiet, console: Console
) -> list[Reading]:
    """Every question on every size."""
    found = []
    for size in sizes:
        async with postgres.connected(size.database) as connection:
            asked = await questions(connection)
        async with (
            servers.api(postgres, size.database) as ours,
            servers.peer(postgres, size.database) as peer,
        ):
            for question in asked:
                with console.status(f"{question.name}: {question.title}, {size}"):
                    slots = must_agree(question, ours, peer)
                    blocks = _blocks(question, ours, peer, postgres, driver, terms)
                    rounds = await in_turns(blocks, terms.repetitions, quiet)
                costs = dict(zip(("ours", "limit", "plain"), rounds.medians, strict=True))
                ratio = rounds.median_of(lambda ours, limit, _: limit.total / ours.total)
                found.append(Reading(question, size, slots, **costs, ratio=ratio))
                console.print(f"{question.name} on {size}: {found[-1].ratio:.2f} of the hand-written route")
    return found


def _blocks(
    question: Question, ours: Server, peer: Server, postgres: Postgres, driver: Driver, terms: Terms
) -> list[Block]:
    async def block(server: Server, path: str) -> Figures:
        requests = [request(path, body) for body in question.bodies()]
        job = Job(
            HOST, server.port, requests, b'"startsAt"', server.pid, postgres.pid, terms.warm, terms.seconds
        )
        return figures(await driver.run(job))

    paths = (ours, "/graphql"), (peer, f"/{question.name}"), (peer, f"/{question.name}/plain")
    return [partial(block, server, path) for server, path in paths]
