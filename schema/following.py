"""A subscription once it is understood: whom it follows, and how each event reads in its words."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from graphql import FieldNode, GraphQLError, Node, OperationType, VariableNode, get_argument_values
from graphql.execution.collect_fields import FieldDetailsList

from domain.events import EventRow
from domain.transaction import Unavailable
from planner.plan import NotThere, Run
from planner.sources import Rejected
from schema.context import Context
from schema.documents import Operation, Refused
from schema.execution import Executor, seen_by_client
from schema.outcome import Outcome
from schema.streams import Stream


@dataclass(frozen=True, slots=True)
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
    reading: Hashable
    """Equal for those whom one reading of an event serves."""

    async def told(self, event: EventRow, now: datetime) -> str | None:
        """The payload's JSON text; None when it is none of its business, or not to be seen any more."""
        outcome = self.stream.tell(event)
        if outcome is None:
            return None
        run = self.run._replace(context=replace(self.run.context, now=now))
        try:
            return f'{{"data":{{"{self.key}":{(await self._read(outcome, run)).decode()}}}}}'
        except NotThere:
            return None
        except Unavailable:
            raise
        except Exception as error:
            seen = seen_by_client(error, [self.key], run.context)
            return orjson.dumps({"errors": [seen.formatted], "data": None}).decode()

    async def _read(self, outcome: Outcome, run: Run) -> bytes:
        return await self.executor.result(self.operation, self.key, self.details, outcome, run)


def follow(
    executor: Executor,
    query: str,
    variables: Mapping[str, Any] | None,
    operation_name: str | None,
    context: Context,
) -> Following:
    """Understand a subscription; Refused says why it cannot be."""
    operation = executor.admitted(query, operation_name, context)
    if operation.node.operation is not OperationType.SUBSCRIPTION:
        raise Refused(
            Rejected(
                "Queries and mutations are POSTed, and answered in JSON.",
                "BAD_USER_INPUT",
            )
        )
    run = Run(variables or {}, operation.variables(variables or {}), context, {})
    key, details = _root_of(operation, run)
    root, node = executor.catalogue.schema.subscription_type, details[0].node
    stream = executor.catalogue.sources[root.name, node.name.value] if root else None
    assert isinstance(stream, Stream)
    assert root is not None
    try:
        if stream.guard:
            stream.guard(context)
        field = root.fields[node.name.value]
        arguments = get_argument_values(field, node, run.variables, hide_suggestions=True)
        party = stream.party(context, arguments)
    except Rejected as rejected:
        raise Refused(rejected) from None
    except GraphQLError as error:
        raise Refused(Rejected(error.message, "BAD_USER_INPUT")) from None
    after, reading = arguments.get("after"), _reading(operation, node, run, stream)
    return Following(executor, operation, key, details, run, stream, party, after, reading)


def _root_of(operation: Operation, run: Run) -> tuple[str, FieldDetailsList]:
    for key, details in operation.fields(run.variables).items():
        if not details[0].node.name.value.startswith("__"):
            return key, details
    raise Refused(Rejected("Nothing is subscribed to.", "BAD_USER_INPUT"))


def _reading(operation: Operation, node: FieldNode, run: Run, stream: Stream) -> Hashable:
    """Who asks in the same words, wherever each of them begins."""
    viewer = run.context.viewer_id if stream.per_viewer else None
    cursor = operation.plan("cursor", run.variables, lambda: _cursor_variable(operation, node))
    inputs = {name: value for name, value in run.inputs.items() if name != cursor}
    words = orjson.dumps(inputs, option=orjson.OPT_SORT_KEYS) if inputs else b""
    return operation, words, run.context.locale, viewer


def _cursor_variable(operation: Operation, node: FieldNode) -> str | None:
    """The variable that gives the stream's `after` and nothing else; "" for none."""
    given = [argument.value for argument in node.arguments or () if argument.name.value == "after"]
    if given and isinstance(given[0], VariableNode):
        name = given[0].name.value
        nodes = [operation.node.selection_set, *(f.definition for f in operation.fragments.values())]
        uses = [used for one in nodes for used in _variables_in(one) if used == name]
        return name if len(uses) == 1 else ""
    return ""


def _variables_in(node: Node) -> Iterator[str]:
    """The name of each use of a variable."""
    if isinstance(node, VariableNode):
        yield node.name.value
    for key in node.keys:
        value = getattr(node, key, None)
        for child in value if isinstance(value, (list, tuple)) else (value,):
            if isinstance(child, Node):
                yield from _variables_in(child)
