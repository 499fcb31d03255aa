"""Asks the planner and the reference the same, and compares what they say."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import unified_diff
from types import SimpleNamespace
from typing import Any

import orjson

from domain.terms import Terms
from domain.viewer import Viewer
from infra.database import Database
from schema.context import Context
from schema.execution import Answer, Executor
from schema.outcome import Outcome
from schema.root import catalogue
from tests.planner.reference import Reference, snake
from tests.planner.scene import NOW, VIEWERS


class Harness:
    """One executor for all who ask, as in the product, so that its plans are shared."""

    def __init__(self, database: Database, reference: Reference) -> None:
        self.database, self.reference = database, reference
        self.executor = Executor(catalogue(), self._read)
        self.statements: list[tuple[str, Sequence[Any]]] = []

    async def _read(self, sql: str, values: Sequence[Any]) -> Any:
        self.statements.append((sql, values))
        return await self.database.read(sql, values)

    async def answer(
        self,
        query: str,
        variables: Mapping[str, Any] | None = None,
        viewer: Viewer | str = "anonymous",
        name: str | None = None,
    ) -> Answer:
        """What the product answers."""
        return await self.executor.execute(query, variables, name, self.context(viewer))

    async def ask(self, query: str, variables: Mapping[str, Any] | None = None, **more: Any) -> Any:
        """The answer, parsed."""
        return orjson.loads((await self.answer(query, variables, **more)).body)

    async def data(self, query: str, variables: Mapping[str, Any] | None = None, **more: Any) -> Any:
        """The answer's data; there are no errors."""
        answered = await self.ask(query, variables, **more)
        assert "errors" not in answered, answered
        return answered["data"]

    def context(self, viewer: Viewer | str) -> Context:
        """A request of this viewer."""
        who = VIEWERS[viewer] if isinstance(viewer, str) else viewer
        return Context(who, NOW, who.locale, "", self.database, None, Terms(), request_id="r")  # type: ignore[arg-type]

    async def result(
        self,
        document: str,
        variables: Mapping[str, Any],
        viewer: str,
        mutation: str,
        outcome: Outcome,
        like: Any,
    ) -> Any:
        """A mutation's answer when its use case gave `outcome`: the reference's for an object `like` it."""
        with giving(mutation, outcome):
            root = SimpleNamespace(**{snake(mutation): like})
            return await self.agree(document, variables, viewer, root=root)

    async def agree(
        self,
        query: str,
        variables: Mapping[str, Any] | None = None,
        viewer: str = "anonymous",
        *,
        root: Any = None,
        name: str | None = None,
    ) -> Any:
        """The planner's answer: the reference's to the byte, or both reject it with the same code."""
        answered = await self.ask(query, variables, viewer=viewer, name=name)
        expected = self.reference.execute(query, variables or {}, VIEWERS[viewer], root, name)
        if expected.errors:
            code = (expected.errors[0].extensions or {}).get("code", "BAD_USER_INPUT")
            assert code_of(answered) == code, (query, variables, answered, expected.errors)
        else:
            must_be_same(answered, {"data": expected.data}, f"{query}\n{variables}\n")
        return answered


@contextmanager
def giving(mutation: str, outcome: Any, calls: list[Any] | None = None) -> Iterator[None]:
    """The mutation's use case is not called: this comes of it, or is raised, and its arguments are noted."""
    root = catalogue().schema.mutation_type
    assert root
    field = root.fields[mutation]
    resolve = field.resolve

    async def give(_: Any, info: Any, **arguments: Any) -> Any:
        if calls is not None:
            calls.append((info.path.key, arguments))
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    field.resolve = give
    yield
    field.resolve = resolve


def must_be_same(answered: Any, expected: Any, about: str = "") -> None:
    """Byte for byte, keys in the same order."""
    if orjson.dumps(answered) != orjson.dumps(expected):
        one, other = map(_lines, (expected, answered))
        raise AssertionError(about + "\n".join(unified_diff(one, other, "reference", "planner", lineterm="")))


def _lines(value: Any) -> list[str]:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode().splitlines()


def code_of(answered: Any) -> Any:
    """The first error's code."""
    return answered["errors"][0]["extensions"]["code"] if "errors" in answered else None
