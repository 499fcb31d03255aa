"""Refusals: the clinic's rules say no. One class per refusal, in its noun's errors.py.

A refusal's class name is the name of the contract's Problem type; its attributes are that type's fields.
"""

from collections.abc import Iterable
from typing import NamedTuple

from domain.problems import Problem


class DomainError(Exception):
    """A use case refused; nothing of it was kept."""


class Invalid(NamedTuple):
    """One field that cannot be taken."""

    path: str
    """Where in the input, e.g. `cpf` or `rules.2.endsAt`, in the contract's names."""
    problem: Problem
    """What is wrong; schema/sentences.py says it to a person."""


class InvalidInput(DomainError):
    """Some fields cannot be taken; all of them are named at once."""

    def __init__(self, fields: Iterable[Invalid]) -> None:
        self.fields = list(fields)
        super().__init__(", ".join(f"{field.path}: {field.problem}" for field in self.fields))


def must_be_valid(*fields: Invalid | None) -> None:
    """Refuse with all that is wrong, if anything is."""
    wrong = [field for field in fields if field]
    if wrong:
        raise InvalidInput(wrong)
