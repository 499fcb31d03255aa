"""The thin edge of writing: narrow the viewer, call the use case, name what came of it."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any
from uuid import UUID

import strawberry

from domain.errors import DomainError, InvalidInput
from schema.access import Access
from schema.context import Context
from schema.outcome import Outcome
from schema.scalars import uuid_or_none
from schema.sentences import FIELDS, REFUSALS

Info = strawberry.Info[Context, None]
Resolver = Callable[..., Awaitable[Any]]


def mutation(access: Access, result: Any, description: str | None = None) -> Callable[[Resolver], Any]:
    """Publish a resolver under its result's union, for whoever has access; a refusal becomes its member."""

    def publish(resolver: Resolver) -> Any:
        @wraps(resolver)
        async def resolve(self: Any, info: Info, **arguments: Any) -> Any:
            access.must_allow(info.context.viewer)
            try:
                return await resolver(self, info, **arguments)
            except DomainError as refusal:
                return refused(refusal, info.context.locale)

        return strawberry.mutation(
            resolver=resolve, graphql_type=result, description=description, metadata={"access": access}
        )

    return publish


def refused(refusal: DomainError, locale: str) -> Outcome:
    """The published type of the refusal's name, with its attributes and a sentence."""
    name = type(refusal).__name__
    given = dict(vars(refusal))
    if isinstance(refusal, InvalidInput):
        given["fields"] = [
            {"path": field.path, "message": FIELDS[field.problem].in_(locale)} for field in refusal.fields
        ]
    return Outcome(name, message=REFUSALS[name].in_(locale), **given)


def row_id(value: strawberry.ID) -> UUID:
    """The id as the clinic knows it; what cannot be an id is the nil UUID (RFC 9562), which names nothing."""
    return uuid_or_none(value) or UUID(int=0)
