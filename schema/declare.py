"""How a published field says where its data comes from: Strawberry's types beside the planner's sources.

@published(rows.Slot)
class Slot:
    id: strawberry.ID = column(rows.Slot.id)
    doctor: Doctor = one(doctor_of_slot)
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, dataclass_transform

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from planner.sources import (
    Argument,
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
    Source,
    Visible,
    Within,
    arguments_of,
)

T = TypeVar("T")
PAGE_ARGUMENTS = {
    "first": Argument("first", int, 20, Within(1, 100)),
    "after": Argument("after", str | None, None, None),
}


def _graphql_name(name: str) -> str | None:
    """`from_` is Python's way around a keyword."""
    return name[:-1] if name.endswith("_") else None


def _field(source: Source, description: str | None) -> Any:
    field = strawberry.field(description=description, metadata={"source": source})
    assert isinstance(field, StrawberryField)
    field.arguments = [
        StrawberryArgument(
            name, _graphql_name(name), StrawberryAnnotation(argument.annotation), default=argument.default
        )
        for name, argument in source.arguments.items()
    ]
    return field


def column(attribute: Any, *, visible: Visible | None = None, description: str | None = None) -> Any:
    """A column of the type's own table: `column(rows.Doctor.name)`."""
    key = attribute.key
    return _field(Column(read=lambda row, _: getattr(row, key), visible=visible), description)


def value(
    read: Callable[[Any, Asking], Any], *, visible: Visible | None = None, description: str | None = None
) -> Any:
    """A value computed in SQL from the row."""
    return _field(Column(read=read, visible=visible), description)


def one(select: Callable[..., Any], *, guard: Guard | None = None, description: str | None = None) -> Any:
    """A related row, or none."""
    return _field(One(select=select, arguments=arguments_of(select), guard=guard), description)


def many(
    select: Callable[..., Any],
    *,
    guard: Guard | None = None,
    check: Check | None = None,
    description: str | None = None,
) -> Any:
    """Related rows."""
    return _field(Many(select=select, arguments=arguments_of(select), guard=guard, check=check), description)


def page(
    select: Callable[..., Any],
    *,
    guard: Guard | None = None,
    check: Check | None = None,
    description: str | None = None,
) -> Any:
    """A connection over related rows, with `first` and `after` beside the function's own arguments."""
    arguments = arguments_of(select) | PAGE_ARGUMENTS
    return _field(Page(select=select, arguments=arguments, guard=guard, check=check), description)


def either(members: Mapping[str, Callable[..., Any]], *, description: str | None = None) -> Any:
    """A union's value: the row of whichever member is there."""
    return _field(Either(members=members), description)


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
