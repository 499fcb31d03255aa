"""A field's arguments at planning time: what is there is a bind parameter, what is not is None."""

import re
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import lru_cache, partial
from keyword import iskeyword
from operator import attrgetter
from typing import Any

from graphql import ListValueNode, ObjectValueNode, ValueNode, VariableNode, get_named_type, is_enum_type
from graphql.execution.values import VariableValues
from sqlalchemy import Integer

from planner.plan import Getter, Run
from planner.sources import Scalar, Source

Bind = Callable[[Any, Getter, Any], Any]


class InputObject:
    """An input object; attributes that the client did not give are None."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.__dict__.update(values)

    def __getattr__(self, name: str) -> None:
        return None


@lru_cache(maxsize=1000)
def snake(name: str) -> str:
    """`maxFeeCents` is max_fee_cents in Python, and `from` is from_."""
    python = re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()
    return f"{python}_" if iskeyword(python) else python


def getter_of(node: ValueNode | None, sample: Any, variables: VariableValues) -> Getter:
    """How to find in another run, of the same shape, the value that was `sample` in this one."""
    if isinstance(node, VariableNode) and (variable := node.name.value) in variables.coerced:
        return lambda run: run.variables.coerced[variable]
    if isinstance(node, ListValueNode):
        items = [getter_of(*pair, variables) for pair in zip(node.values, sample, strict=True)]
        return lambda run: [item(run) for item in items]
    if isinstance(node, ObjectValueNode):
        nodes = {field.name.value: field.value for field in node.fields}
        said = {n: getter_of(nodes[n], item, variables) for n, item in sample.items() if n in nodes}
        defaults = {name: item for name, item in sample.items() if name not in nodes}
        return lambda run: {**defaults, **{name: field(run) for name, field in said.items()}}
    return lambda run: sample


def argument(
    bind: Bind, scalars: Mapping[str, Scalar], key: Any, type_: Any, sample: Any, getter: Getter
) -> Any:
    """What the source function gets; enumerations and booleans are known, for they shape the statement."""
    if sample is None or isinstance(sample, (bool, Enum)):
        return sample
    named = get_named_type(type_)
    if isinstance(sample, dict):
        items = {
            name: argument(bind, scalars, (key, name), named.fields[name].type, item, _item(getter, name))
            for name, item in sample.items()
        }
        return InputObject({snake(name): item for name, item in items.items()})
    convert = attrgetter("value") if is_enum_type(named) else scalars[named.name].bind
    found = _converted(getter, convert) if convert else getter
    return bind(key, found, Integer if named.name == "Int" else None)


def _item(getter: Getter, name: str) -> Getter:
    return lambda run: getter(run)[name]


def _converted(getter: Getter, convert: Callable[[Any], Any]) -> Getter:
    """The value, or each of a list's, as asyncpg takes it."""

    def get(run: Run) -> Any:
        value = getter(run)
        return [convert(item) for item in value] if isinstance(value, list) else convert(value)

    return get


def checks_of(source: Source, getters: Mapping[str, Getter]) -> Iterator[Callable[[Run], None]]:
    """What is checked before each run: who asks, and what for."""
    if guard := source.guard:
        yield lambda run: guard(run.context)
    named = {snake(name): getter for name, getter in getters.items()}
    for check in source.checks:
        yield partial(lambda check, run: check({name: get(run) for name, get in named.items()}), check)
