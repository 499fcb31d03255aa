"""From what graphql-core coerced to what a mutation's resolver takes: worked out once for each field.

Strawberry works it out anew at each call, which costs a booking 60 µs more (measured).
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, NamedTuple

import strawberry
from graphql import GraphQLResolveInfo
from strawberry.schema.config import StrawberryConfig
from strawberry.types.base import (
    StrawberryList,
    StrawberryObjectDefinition,
    StrawberryOptional,
    get_object_definition,
)
from strawberry.types.field import StrawberryField

Convert = Callable[[Any], Any]


class Part(NamedTuple):
    """An argument, or an input object's field."""

    published: str
    name: str
    convert: Convert | None
    """None for what is taken as it is: scalars and members of enumerations."""


def directly(schema: strawberry.Schema) -> strawberry.Schema:
    """The same schema, whose mutations are called without Strawberry in between."""
    root = schema._schema.mutation_type
    assert root is not None, "there are mutations"
    for field in root.fields.values():
        declared = field.extensions[schema.schema_converter.DEFINITION_BACKREF]
        field.resolve = _resolver(declared, schema.config)
    return schema


def _resolver(field: StrawberryField, config: StrawberryConfig) -> Callable[..., Awaitable[Any]]:
    assert field.base_resolver is not None, "a mutation has a resolver"
    call: Any = field.base_resolver.wrapped_func
    make_info = config.info_class
    parts = parts_of(field, config)

    async def resolve(source: Any, info: GraphQLResolveInfo[Any], **given: Any) -> Any:
        return await call(source, make_info(info, field), **taken(parts, given))

    return resolve


def parts_of(field: StrawberryField, config: StrawberryConfig) -> list[Part]:
    """A mutation's arguments."""
    published = config.name_converter.get_graphql_name
    return [
        Part(published(argument), argument.python_name, _converter(argument.type, published))
        for argument in field.arguments
    ]


def _converter(type_: Any, published: Callable[[Any], str]) -> Convert | None:
    if isinstance(type_, StrawberryOptional):
        return _converter(type_.of_type, published)
    if isinstance(type_, StrawberryList):
        item = _converter(type_.of_type, published)
        return (lambda values: [_one(item, value) for value in values]) if item else list
    definition = get_object_definition(type_)
    return _maker(definition, published) if definition else None


def _maker(definition: StrawberryObjectDefinition, published: Callable[[Any], str]) -> Convert:
    """Makes the dataclass of an input object."""
    make, parts = definition.origin, []
    for field in definition.fields:
        type_ = field.resolve_type(type_definition=definition)
        parts.append(Part(published(field), field.python_name, _converter(type_, published)))
    return lambda given: make(**taken(parts, given))


def taken(parts: Sequence[Part], given: Mapping[str, Any]) -> dict[str, Any]:
    """What was given, by our names; the dataclass or the resolver knows what stands for the rest."""
    return {name: _one(convert, given[published]) for published, name, convert in parts if published in given}


def _one(convert: Convert | None, value: Any) -> Any:
    return value if convert is None or value is None else convert(value)
