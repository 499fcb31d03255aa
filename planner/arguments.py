"""A field's arguments at planning time: what is there is a bind parameter, what is not is None."""

import re
from collections.abc import Callable, Mapping
from enum import Enum
from functools import partial
from keyword import iskeyword
from typing import Any

from graphql import (
    FieldNode,
    GraphQLField,
    ListValueNode,
    ObjectValueNode,
    VariableNode,
    get_argument_values,
    get_named_type,
)
from graphql.execution.values import VariableValues
from sqlalchemy import Integer

from planner.plan import Getter, Run, bound
from planner.sources import Rejected, Scalar, Source, Within

Bind = Callable[[Any, Getter, Any], Any]


class InputObject:
    """An input object; attributes that the client did not give are None."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.__dict__.update(values)

    def __getattr__(self, name: str) -> None:
        return None


def snake(name: str) -> str:
    """`maxFeeCents` is max_fee_cents in Python, and `from` is from_."""
    python = re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()
    return f"{python}_" if iskeyword(python) else python


def _has_variables(node: Any) -> bool:
    if isinstance(node, ListValueNode):
        return any(map(_has_variables, node.values))
    if isinstance(node, ObjectValueNode):
        return any(_has_variables(field.value) for field in node.fields)
    return isinstance(node, VariableNode)


def getters_of(
    field: GraphQLField, node: FieldNode, variables: VariableValues
) -> dict[str, tuple[Any, Getter]]:
    """Each argument that has a value: the value of this run, and how to find it in another."""
    nodes = {argument.name.value: argument.value for argument in node.arguments or ()}

    def getter(name: str, sample: Any) -> Getter:
        value = nodes.get(name)
        if isinstance(value, VariableNode) and (variable := value.name.value) in variables.coerced:
            return lambda run: run.variables.coerced[variable]
        if _has_variables(value):
            return lambda run: get_argument_values(field, node, run.variables)[name]
        return lambda run: sample

    samples = get_argument_values(field, node, variables)
    return {name: (sample, getter(name, sample)) for name, sample in samples.items()}


def argument(
    bind: Bind, scalars: Mapping[str, Scalar], key: Any, type_: Any, sample: Any, getter: Getter
) -> Any:
    """What the source function gets; enumerations and booleans are known, for they shape the statement."""
    if sample is None or isinstance(sample, (bool, Enum)):
        return sample
    named = get_named_type(type_)
    if isinstance(sample, dict):
        return InputObject(
            {
                snake(name): argument(
                    bind, scalars, (key, name), named.fields[name].type, item, partial(_item, getter, name)
                )
                for name, item in sample.items()
            }
        )
    sql_type = Integer if named.name == "Int" and isinstance(sample, int) else None
    return bind(key, lambda run: bound(getter(run), type_, scalars), sql_type)


def _item(getter: Getter, name: str, run: Run) -> Any:
    return getter(run)[name]


def checks_of(
    source: Source, getters: Mapping[str, tuple[Any, Getter]], path: list[str]
) -> list[Callable[[Run], None]]:
    """What is checked before each run: who asks, each argument alone, then all together."""
    found: list[Callable[[Run], None]] = []
    if guard := source.guard:
        found.append(lambda run: guard(run.context))
    for name, (_, getter) in getters.items():
        if within := source.arguments[snake(name)].check:
            found.append(partial(_check_one, within, name, getter))
    if check := source.check:
        found.append(lambda run: check({snake(name): getter(run) for name, (_, getter) in getters.items()}))
    return [partial(_at, list(path), check) for check in found]


def _check_one(within: Within, name: str, getter: Getter, run: Run) -> None:
    within.check(name, getter(run))


def _at(path: list[str], check: Callable[[Run], None], run: Run) -> None:
    try:
        check(run)
    except Rejected as rejected:
        rejected.path = list(path)
        raise
