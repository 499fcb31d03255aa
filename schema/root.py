"""The roots of the contract, and the catalogue of where each of its fields comes from."""

from datetime import date
from functools import cache

import strawberry
from strawberry.schema.config import StrawberryConfig
from strawberry.types.base import StrawberryObjectDefinition

from planner.compiler import Catalogue
from planner.sources import Published, Source
from schema.accounts.mutations import AccountMutations
from schema.accounts.newcomers import NewcomerMutations
from schema.accounts.types import ViewerQueries
from schema.administration.mutations import AdministrationMutations
from schema.administration.types import AdministrationQueries
from schema.appointments.mutations import AppointmentMutations
from schema.appointments.subscriptions import AppointmentSubscriptions
from schema.appointments.types import AppointmentQueries
from schema.availability.types import AvailabilityQueries
from schema.declare import source_of
from schema.doctors.queries import DoctorQueries
from schema.inputs import directly
from schema.integrators.mutations import IntegratorMutations
from schema.integrators.queries import IntegratorQueries
from schema.problems import Problem
from schema.scalars import SCALAR_TYPES, SCALARS
from schema.slots.mutations import SlotMutations
from schema.slots.subscriptions import SlotSubscriptions


@strawberry.type
class Query(
    ViewerQueries,
    DoctorQueries,
    AppointmentQueries,
    AvailabilityQueries,
    IntegratorQueries,
    AdministrationQueries,
):
    """Reading: every query is answered by one SQL statement."""


@strawberry.type
class Mutation(
    AccountMutations,
    NewcomerMutations,
    SlotMutations,
    AppointmentMutations,
    IntegratorMutations,
    AdministrationMutations,
):
    """Writing: each mutation is one transaction."""


@strawberry.type
class Subscription(AppointmentSubscriptions, SlotSubscriptions):
    """Following: what happens, in order, from a cursor on."""


@cache
def published_schema() -> strawberry.Schema:
    """The schema, made once."""
    config = StrawberryConfig(scalar_map=SCALAR_TYPES, disable_field_suggestions=True)
    return directly(strawberry.Schema(Query, Mutation, Subscription, types=[Problem, date], config=config))


@cache
def catalogue() -> Catalogue:
    """Every published field's source, by the types' and fields' GraphQL names."""
    schema = published_schema()
    sources: dict[tuple[str, str], Source] = {}
    types: dict[str, Published] = {}
    for name, type_ in schema.schema_converter.type_map.items():
        definition = type_.definition
        if not isinstance(definition, StrawberryObjectDefinition) or definition.is_input:
            continue
        for field in definition.fields:
            sources[name, schema.config.name_converter.get_graphql_name(field)] = source_of(field)
        if own := vars(definition.origin).get("__published__"):
            types[name] = own
    return Catalogue(schema._schema, sources, types, SCALARS)
