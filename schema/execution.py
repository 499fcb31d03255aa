"""Runs an operation and answers with its JSON: queries as one statement, mutations field by field."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

import orjson
import structlog
from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLObjectType,
    GraphQLResolveInfo,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    execute_sync,
    get_argument_values,
)
from graphql.execution.collect_fields import FieldDetailsList
from graphql.execution.values import VariableValues
from graphql.pyutils import Path, is_awaitable

from domain.transaction import ImpossibleValue, Unavailable
from domain.viewer import IntegratorViewer
from planner.compiler import Catalogue, Compiler
from planner.plan import Plan, Run
from planner.sources import Rejected
from schema.context import Context
from schema.documents import Operation, Operations, Refused
from schema.gate import Gate, NoRoom, Open
from schema.outcome import Outcome
from schema.root import catalogue
from schema.sentences import FULL

log: Final = structlog.get_logger("schema")
MUTATION_SECONDS: Final = 15.0
"""For all fields of a mutation; one statement has 5 s (infra/database.py)."""
Read = Callable[[str, Sequence[Any]], Awaitable[Any]]


class Change(NamedTuple):
    """A mutation that ran."""

    field: str
    result: str
    """The type of what came of it: a refusal's name, or that of what was changed."""


class Answer(NamedTuple):
    """A GraphQL response."""

    body: bytes
    request_error: bool = False
    """Nothing was executed: the operation, its variables, or who asks, were refused."""
    unavailable: bool = False
    """Something we stand on is away, or there is no room; the client may try again."""
    retry_after: int = 0
    """Seconds after which it is worth asking again; 0: that makes no difference."""
    code: str | None = None
    """Of the first error, if there is one."""
    changes: Sequence[Change] = ()


def _body(errors: Sequence[GraphQLError], **more: Any) -> bytes:
    answer = {"errors": [error.formatted for error in errors], **more}
    try:
        return orjson.dumps(answer)
    except orjson.JSONEncodeError:  # a message holds half a surrogate pair that the client sent
        return json.dumps(answer, ensure_ascii=False).encode(errors="replace")


def _refused(errors: Sequence[GraphQLError]) -> Answer:
    said = errors[0].extensions or {}
    return Answer(
        _body(errors),
        request_error=True,
        unavailable=said.get("code") == "UNAVAILABLE",
        retry_after=said.get("retryAfterSeconds", 0),
        code=said.get("code"),
    )


def _code(error: GraphQLError) -> str | None:
    return (error.extensions or {}).get("code")


def seen_by_client(error: Exception, path: list[Any] | None, context: Context) -> GraphQLError:
    """The error that the client sees: a rejection as it is, what we stand on by its code, a fault masked."""
    if isinstance(error, Refused):
        return error.errors[0]
    if isinstance(error, Rejected):
        error.path = error.path or path
        return error
    if isinstance(error, Unavailable):
        return GraphQLError(FULL.in_(context.locale), path=path, extensions={"code": "UNAVAILABLE"})
    if isinstance(error, (ImpossibleValue, GraphQLError)):
        message = getattr(error, "message", "A value cannot be stored: text is Unicode without NUL.")
        return GraphQLError(message, path=path, extensions={"code": "BAD_USER_INPUT"})
    log.error("fault", exc_info=error, request_id=context.request_id)
    extensions = {"code": "INTERNAL", "requestId": context.request_id}
    return GraphQLError("Something broke on our side.", path=path, extensions=extensions)


def _failed(error: Exception, key: str | None, context: Context, changes: Sequence[Change] = ()) -> Answer:
    """Something was executed, or could have been: there is an error and no data."""
    seen = seen_by_client(error, [key] if key else None, context)
    away = isinstance(error, Unavailable)
    return Answer(_body([seen], data=None), unavailable=away, code=_code(seen), changes=changes)


class Executor:
    """Executes operations of one schema."""

    def __init__(
        self,
        catalogue: Catalogue,
        read: Read,
        *,
        introspection: bool = True,
        gate: Gate | None = None,
        known: Collection[str] = (),
    ) -> None:
        """`known`: fingerprints of the documents that the client was built with."""
        self.catalogue, self._read, self.gate = catalogue, read, gate or Open()
        rules = () if introspection else (NoSchemaIntrospectionCustomRule,)
        self.operations = Operations(catalogue.schema, rules, known)
        self._with_introspection = Operations(catalogue.schema, (), known) if rules else self.operations

    async def execute(
        self, query: str, variables: Mapping[str, Any] | None, operation_name: str | None, context: Context
    ) -> Answer:
        """The answer to one request; never raises for what a client may send."""
        try:
            operation = self.admitted(query, operation_name, context)
            values = operation.variables(variables or {})
            run = Run(variables or {}, values, context, {})
            async with self.gate.room(operation):
                return await self._run(operation, run)
        except Refused as refused:
            return _refused(refused.errors)
        except NoRoom:
            return _refused([Rejected(FULL.in_(context.locale), "UNAVAILABLE", retryAfterSeconds=1)])
        except Exception as error:
            return _failed(error, None, context)

    def admitted(self, query: str, operation_name: str | None, context: Context) -> Operation:
        """The operation, understood and counted; Refused says why it cannot be run."""
        try:
            operation = self._operations_for(context).prepare(query, operation_name)
        except Refused:
            self.gate.admit(None, context)
            raise
        self.gate.admit(operation, context)
        context.operation = operation.node.operation
        return operation

    def _operations_for(self, context: Context) -> Operations:
        """Partners may ask what there is, whatever the settings say of strangers."""
        return self._with_introspection if isinstance(context.viewer, IntegratorViewer) else self.operations

    async def _run(self, operation: Operation, run: Run) -> Answer:
        if operation.node.operation is OperationType.QUERY:
            return await self._query(operation, run)
        if operation.node.operation is OperationType.MUTATION:
            return await self._in_time(self._mutation(operation, run))
        raise Refused(Rejected("Subscriptions need a WebSocket, or text/event-stream.", "BAD_USER_INPUT"))

    async def _in_time(self, mutation: Awaitable[Answer]) -> Answer:
        """A query is one statement, with its own limit; what a mutation is in the middle of is undone."""
        try:
            async with asyncio.timeout(MUTATION_SECONDS):
                return await mutation
        except TimeoutError:
            raise Unavailable from None

    async def _query(self, operation: Operation, run: Run) -> Answer:
        plan = operation.plan("query", run.variables, partial(self._planned, operation, run.variables))
        try:
            return Answer(b'{"data":%b}' % await plan.run(run, self._read))
        except (GraphQLError, ImpossibleValue) as rejected:
            return _refused([seen_by_client(rejected, None, run.context)])

    def _planned(self, operation: Operation, variables: VariableValues) -> Plan:
        root = self.catalogue.schema.query_type
        assert root is not None
        fields = operation.fields(variables)
        other = {
            key: self._introspection(operation, details, key)
            for key, details in fields.items()
            if details[0].node.name.value in {"__schema", "__type"}
        }
        return self._compiler(operation, variables).query(root, fields, other)

    def _compiler(self, operation: Operation, variables: VariableValues) -> Compiler:
        return Compiler(self.catalogue, partial(operation.subfields, variables), variables)

    def _introspection(
        self, operation: Operation, details: FieldDetailsList, key: str
    ) -> Callable[[Run], str]:
        """What touches no table stays with graphql-core."""
        selection = SelectionSetNode(selections=tuple(detail.node for detail in details))
        node = OperationDefinitionNode(
            operation=OperationType.QUERY,
            selection_set=selection,
            variable_definitions=operation.node.variable_definitions,
        )
        fragments = [fragment.definition for fragment in operation.fragments.values()]
        document = DocumentNode(definitions=(node, *fragments))

        def answer(run: Run) -> str:
            result = execute_sync(self.catalogue.schema, document, variable_values=dict(run.inputs))
            if result.errors:
                raise result.errors[0]
            return orjson.dumps((result.data or {})[key]).decode()

        return answer

    async def _mutation(self, operation: Operation, run: Run) -> Answer:
        """Root fields one after the other; the first that fails ends it, and what went before is kept."""
        parts: list[bytes] = []
        changes: list[Change] = []
        fields = operation.plan("mutation", run.variables, partial(operation.fields, run.variables))
        for key, details in fields.items():
            try:
                outcome = await self._change(operation, key, details, run)
            except Exception as error:
                if not parts and isinstance(error, (GraphQLError, ImpossibleValue)):
                    return _refused([seen_by_client(error, [key], run.context)])
                return _failed(error, key, run.context, changes)
            if isinstance(outcome, Outcome):
                changes.append(Change(details[0].node.name.value, outcome.typename))
            try:
                shown = await self._shown(operation, key, details, outcome, run)
                parts.append(b'"%b":%b' % (key.encode(), shown))
            except Exception as error:
                return _failed(error, key, run.context, changes)
        return Answer(b'{"data":{%b}}' % b",".join(parts), changes=changes)

    async def _change(self, operation: Operation, key: str, details: FieldDetailsList, run: Run) -> Any:
        """What comes of the use case."""
        root, node = self.catalogue.schema.mutation_type, details[0].node
        assert root is not None
        if node.name.value == "__typename":
            return root.name
        field = root.fields[node.name.value]
        arguments = get_argument_values(field, node, run.variables, hide_suggestions=True)
        assert field.resolve is not None
        return await field.resolve(None, self._info(operation, key, details, root, run), **arguments)

    async def _shown(
        self, operation: Operation, key: str, details: FieldDetailsList, outcome: Any, run: Run
    ) -> bytes:
        if isinstance(outcome, Outcome):
            return await self.result(operation, key, details, outcome, run)
        return orjson.dumps(outcome)

    async def result(
        self, operation: Operation, key: str, details: FieldDetailsList, outcome: Outcome, run: Run
    ) -> bytes:
        """What the client wants to see of an outcome."""
        type_ = self.catalogue.schema.type_map[outcome.typename]
        assert isinstance(type_, GraphQLObjectType)
        plan = operation.plan(
            (key, outcome.typename),
            run.variables,
            lambda: self._compiler(operation, run.variables).result(type_, details),
        )
        shown: bytes = await plan.run(run._replace(given=outcome.given), self._read)
        return shown

    def _info(
        self, operation: Operation, key: str, details: FieldDetailsList, root: GraphQLObjectType, run: Run
    ) -> Any:
        node = details[0].node
        return GraphQLResolveInfo(
            field_name=node.name.value,
            field_nodes=[detail.node for detail in details],
            return_type=root.fields[node.name.value].type,
            parent_type=root,
            path=Path(None, key, root.name),
            schema=self.catalogue.schema,
            fragments={name: fragment.definition for name, fragment in operation.fragments.items()},
            root_value=None,
            operation=operation.node,
            variable_values=run.variables,
            context=run.context,
            is_awaitable=is_awaitable,
            abort_signal=None,
            async_helpers=None,  # type: ignore[arg-type]
        )


def build_executor(read: Read, *, introspection: bool) -> Executor:
    """The executor of the published schema."""
    return Executor(catalogue(), read, introspection=introspection)
