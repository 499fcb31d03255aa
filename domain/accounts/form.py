"""Reads a form field by field and refuses with all that is wrong at once."""

from collections.abc import Callable
from typing import TypeVar

from domain.accounts.rules import Unfit
from domain.errors import Invalid, must_be_valid
from domain.problems import Problem

T = TypeVar("T")


class Form:
    """What was wrong so far; `close` comes before anything that was read is used."""

    def __init__(self) -> None:
        self._wrong: list[Invalid] = []

    def read(self, path: str, rule: Callable[[T], T], typed: T) -> T:
        """The field as the rule keeps it; as it was typed, and noted down, when the rule does not take it."""
        try:
            return rule(typed)
        except Unfit as unfit:
            self.refuse(path, unfit.problem)
            return typed

    def refuse(self, path: str, problem: Problem) -> None:
        """Note a field down, named as the contract names it."""
        self._wrong.append(Invalid(path, problem))

    def close(self) -> None:
        """Refuse with InvalidInput if anything was wrong."""
        must_be_valid(*self._wrong)
