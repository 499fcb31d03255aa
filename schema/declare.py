"""How a published field says where its data comes from: Strawberry's types beside the planner's sources.

@published(rows.Slot)
class Slot:
    id: strawberry.ID = column(rows.Slot.id)
    doctor: Doctor = one(doctor_of_slot)
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, TypeVar, dataclass_transform, get_args, get_origin

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from planner.sources import (
    Asking,
    Check,
    Column,
    Either,
    Given,
    Guard,
    Many,
    One,
    Page,
    Published,
    Rejected,
    Source,
    Visible,
)
from schema.access import Access

T = TypeVar("T")


@dataclass(frozen=True)
class Within:
    """An integer argument's bounds, both included; written as Annotated[int, Within(1, 100)]."""

    least: int
    most: int

    def check(self, name: str, arguments: Mapping[str, Any]) -> None:
        """Reject a value outside the bounds."""
        if not self.least <= (value := arguments[name]) <= self.most:
            problem = f"'{name}' must be {self.least} to {self.most}; {value} is not."
            raise Rejected(problem, "BAD_USER_INPUT", argument=name)


@dataclass(frozen=True)
class Argument:
    """A field's argument as the source function declares it."""

    annotation: Any
    default: Any
    within: Within | None = None


PAGE_ARGUMENTS = {"first": Argument(int, 20, Within(1, 100)), "after": Argument(str | None, None)}


def _arguments_of(function: Callable[..., Any]) -> dict[str, Argument]:
    """The keyword-only parameters of a source function, as GraphQL arguments."""
    found = {}
    for parameter in inspect.signature(function, eval_str=True).parameters.values():
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
            continue
        annotation, within = parameter.annotation, None
        if get_origin(annotation) is Annotated:
            annotation, *notes = get_args(annotation)
            within = next((note for note in notes if isinstance(note, Within)), None)
        found[parameter.name] = Argument(annotation, parameter.default, within)
    return found


def _checks_of(arguments: Mapping[str, Argument], check: Check | None) -> list[Check]:
    """Each argument's bounds, then what holds for all of them together."""
    bounds = [partial(argument.within.check, name) for name, argument in arguments.items() if argument.within]
    return [*bounds, check] if check else list[Check](bounds)


def _graphql_name(name: str) -> str | None:
    """`from_` is Python's way around a keyword."""
    return name[:-1] if name.endswith("_") else None


def _field(
    source: Source,
    description: str | None,
    arguments: Mapping[str, Argument] | None = None,
    access: Access | None = None,
) -> Any:
    field = strawberry.field(description=description, metadata={"source": source, "access": access})
    assert isinstance(field, StrawberryField)
    field.arguments = [
        StrawberryArgument(
            name, _graphql_name(name), StrawberryAnnotation(argument.annotation), default=argument.default
        )
        for name, argument in (arguments or {}).items()
    ]
    return field


def column(
    attribute: Any,
    *,
    visible: Visible | None = None,
    description: str | None = None,
    name: str | None = None,
) -> Any:
    """A column of the type's own table: `column(rows.Doctor.name)`; `name` where Python has a keyword."""
    key = attribute.key
    field = _field(Column(read=lambda row, _: getattr(row, key), visible=visible), description)
    field.graphql_name = name
    return field


def value(
    read: Callable[[Any, Asking], Any], *, visible: Visible | None = None, description: str | None = None
) -> Any:
    """A value computed in SQL from the row."""
    return _field(Column(read=read, visible=visible), description)


def one(select: Callable[..., Any], *, access: Access | None = None, description: str | None = None) -> Any:
    """A related row, or none; a root field says who has access."""
    arguments = _arguments_of(select)
    source = One(select=select, guard=_guard(access), checks=_checks_of(arguments, None))
    return _field(source, description, arguments, access)


def many(
    select: Callable[..., Any],
    *,
    access: Access | None = None,
    check: Check | None = None,
    description: str | None = None,
) -> Any:
    """Related rows."""
    arguments = _arguments_of(select)
    source = Many(select=select, guard=_guard(access), checks=_checks_of(arguments, check))
    return _field(source, description, arguments, access)


def page(
    select: Callable[..., Any],
    *,
    access: Access | None = None,
    check: Check | None = None,
    description: str | None = None,
) -> Any:
    """A connection over related rows, with `first` and `after` beside the function's own arguments."""
    arguments = _arguments_of(select) | PAGE_ARGUMENTS
    source = Page(select=select, guard=_guard(access), checks=_checks_of(arguments, check))
    return _field(source, description, arguments, access)


def either(
    members: Mapping[str, Callable[..., Any]],
    *,
    access: Access | None = None,
    description: str | None = None,
) -> Any:
    """A union's value: the row of whichever member is there."""
    return _field(Either(members=members, guard=_guard(access)), description, None, access)


def _guard(access: Access | None) -> Guard | None:
    return access.guard if access else None


@dataclass_transform(kw_only_default=True, field_specifiers=(column, value, one, many, page, either))
def published(table: type[Any], *, visible: Visible | None = None) -> Callable[[type[T]], type[T]]:
    """A GraphQL type that stands for a table's rows, as far as they are visible to whoever asks."""

    def publish(cls: type[T]) -> type[T]:
        made = strawberry.type(cls, description=cls.__doc__)
        made.__published__ = Published(table, visible)  # type: ignore[attr-defined]
        return made

    return publish


def source_of(field: StrawberryField) -> Source:
    """The field's declaration; a field without one is given by the use case under its own name."""
    declared = field.metadata.get("source")
    return declared if isinstance(declared, Source) else Given(name=field.python_name)
