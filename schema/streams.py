"""What a subscription follows in the event log, and what it tells of each event."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args
from uuid import UUID

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument

from domain.events import EventRow
from planner.sources import Source
from schema.access import Access
from schema.context import Context
from schema.outcome import Outcome


@dataclass(frozen=True, kw_only=True)
class Stream(Source):
    """A subscription's root field. Its arguments include `after`, the cursor of the last change seen."""

    party: Callable[[Context, Mapping[str, Any]], UUID]
    """Whose events it follows: a doctor's or a patient's."""
    tell: Callable[[EventRow], Outcome | None]
    """The change that the event is; None for an event that is none of its business."""
    per_viewer: bool
    """Whether what is told depends on who asks; otherwise one reading serves all who watch."""


def stream(access: Access, source: Stream, arguments: Mapping[str, Any], description: str) -> Any:
    """Publish a stream for whoever has access, with its own arguments, by name and type, beside `after`.

    An argument whose type allows null may be left out.
    """
    guarded = replace(source, guard=access.guard)
    field: Any = strawberry.field(description=description, metadata={"source": guarded, "access": access})
    field.arguments = [
        *(_argument(name, type_) for name, type_ in arguments.items()),
        StrawberryArgument("after", None, StrawberryAnnotation(str | None), default=None),
    ]
    return field


def _argument(name: str, type_: Any) -> StrawberryArgument:
    if type(None) in get_args(type_):
        return StrawberryArgument(name, None, StrawberryAnnotation(type_), default=None)
    return StrawberryArgument(name, None, StrawberryAnnotation(type_))
