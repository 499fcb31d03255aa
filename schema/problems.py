"""Refusals as published: the interface, the one that every noun shares, and the unions they are part of."""

from typing import Annotated, Any

import strawberry


@strawberry.interface
class Problem:
    """A refusal: `message` is a sentence for a person, in the viewer's language."""

    message: str


@strawberry.type
class InvalidField:
    """One field that cannot be taken: its path in the input, such as `rules.2.endsAt`, and why."""

    path: str
    message: str


@strawberry.type
class InvalidInput(Problem):
    """Some fields cannot be taken; all of them are named."""

    fields: list[InvalidField]


def result(name: str, *members: type[Any]) -> Any:
    """A mutation's result: what was asked for, or a refusal."""
    union: Any = members[0]
    for member in members[1:]:
        union = union | member
    return Annotated[union, strawberry.union(name)]


@strawberry.type(description="Some identifier given is already in use; which one is not said.")
class AlreadyRegistered(Problem):
    """Some identifier given is already in use; which one is not said."""
