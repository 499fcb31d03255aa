"""A subscription once it is understood: whom it follows, and how each event reads in its words."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import orjson
from graphql import GraphQLError, OperationType, get_argument_values
from graphql.execution.collect_fields import FieldDetailsList

from domain.events import EventRow
from planner.operations import Operation, Refused
from planner.plan import Run
from planner.sources import Rejected
from schema.context import Context
from schema.execution import Executor
from schema.streams import Stream


@dataclass(frozen=True)
class Following:
    """One subscription's document, with its variables, for one viewer."""

    executor: Executor
    operation: Operation
    key: str
    details: FieldDetailsList
    run: Run
    stream: Stream
    party_id: UUID
    after: str | None

    @property
    def reading(self) -> Hashable:
        """Equal for those whom one reading of an event serves."""
        context = self.run.context
        viewer = context.viewer_id if self.stream.per_viewer else None
        inputs = {name: value for name, value in self.run.inputs.items() if name != "after"}
        return id(self.operation), orjson.dumps(inputs, option=orjson.OPT_SORT_KEYS), context.locale, viewer

    async def told(self, event: EventRow, now: Any) -> str | None:
        """The payload's JSON text; None when it is none of its business, or not to be seen any more."""
        outcome = self.stream.tell(event)
        if outcome is None:
            return None
        run = replace(self.run, context=replace(self.run.context, now=now))
        try:
            text = await self.executor.result(self.operation, self.key, self.details, outcome, run)
        except LookupError:
            return None
        return f'{{"data":{{"{self.key}":{text}}}}}'


def follow(
    executor: Executor,
    query: str,
    variables: Mapping[str, Any] | None,
    operation_name: str | None,
    context: Context,
) -> Following:
    """Understand a subscription; Refused says why it cannot be."""
    operation = executor.operations.prepare(query, operation_name)
    if operation.node.operation is not OperationType.SUBSCRIPTION:
        raise Refused(Rejected("Queries and mutations go over HTTP.", "BAD_USER_INPUT"))
    values = operation.variables(variables or {})
    (key, details), *_ = operation.fields(values).items()
    root, name = executor.catalogue.schema.subscription_type, details[0].node.name.value
    assert root is not None
    stream = executor.catalogue.sources[root.name, name]
    assert isinstance(stream, Stream)
    try:
        arguments = get_argument_values(root.fields[name], details[0].node, values, hide_suggestions=True)
        party = stream.party(context, arguments)
    except Rejected as rejected:
        raise Refused(rejected) from None
    except GraphQLError as error:
        raise Refused(Rejected(error.message, "BAD_USER_INPUT")) from None
    run = Run(variables or {}, values, context, {})
    return Following(executor, operation, key, details, run, stream, party, arguments.get("after"))
