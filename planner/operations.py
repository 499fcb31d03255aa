"""A client's text to an operation that may be run: parsed, limited, validated, and kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import Any, Final

from graphql import (
    ASTValidationRule,
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    get_variable_values,
    parse,
    specified_rules,
    validate,
)
from graphql.execution.collect_fields import FragmentDetails, GroupedFieldSet, collect_fields
from graphql.execution.values import VariableValues

MOST_TOKENS: Final = 2_000
KEPT_OPERATIONS: Final = 1_000
KEPT_PLANS: Final = 64
"""Plans of one operation: one for each set of variables that is given, null or absent."""


class Refused(Exception):
    """The operation cannot be run; nothing of it was."""

    def __init__(self, *errors: GraphQLError) -> None:
        super().__init__(errors[0].message)
        self.errors = errors


def _input_error(error: GraphQLError) -> GraphQLError:
    error.extensions = {"code": "BAD_USER_INPUT", **(error.extensions or {})}
    return error


@dataclass(frozen=True, eq=False)
class Operation:
    """One operation of a valid document, with the plans that were made for it."""

    schema: GraphQLSchema
    document: DocumentNode
    node: OperationDefinitionNode
    fragments: Mapping[str, FragmentDetails]
    plans: dict[Any, Any] = field(default_factory=dict)

    def variables(self, given: Mapping[str, Any]) -> VariableValues:
        """The variables coerced to their types; Refused names all that do not fit."""
        nodes = self.node.variable_definitions or ()
        values = get_variable_values(self.schema, nodes, dict(given), max_errors=20, hide_suggestions=True)
        if isinstance(values, list):
            raise Refused(*map(_input_error, values))
        return values

    def fields(self, variables: VariableValues) -> GroupedFieldSet:
        """The root fields, merged, by response key."""
        root = self.schema.get_root_type(self.node.operation)
        assert root is not None, "validation refuses operations that the schema does not have"
        return collect_fields(self.schema, dict(self.fragments), variables, root, self.node).grouped_field_set

    def plan(self, key: Any, variables: VariableValues, make: Callable[[], Any]) -> Any:
        """The plan for these variables' shape, made once."""
        key = (key, shape(variables.coerced))
        if (plan := self.plans.get(key)) is None:
            if len(self.plans) >= KEPT_PLANS:
                self.plans.clear()
            plan = self.plans[key] = make()
        return plan


def shape(value: Any) -> Any:
    """What SQL may depend on: what is there, and the value of enumerations and booleans."""
    if value is None or isinstance(value, (bool, Enum)):
        return value
    if isinstance(value, dict):
        return tuple((name, shape(item)) for name, item in value.items())
    return "given"


Limit = Callable[[DocumentNode], Sequence[GraphQLError]]


class Operations:
    """Prepares operations, and keeps the last ones prepared."""

    def __init__(
        self, schema: GraphQLSchema, limit: Limit, rules: Sequence[type[ASTValidationRule]] = ()
    ) -> None:
        self._schema, self._limit = schema, limit
        self._rules = (*specified_rules, *rules)
        self.prepare = lru_cache(KEPT_OPERATIONS)(self._prepare)

    def _prepare(self, text: str, name: str | None) -> Operation:
        document = self._parsed(text)
        operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
        fragments = {
            node.name.value: FragmentDetails(node)
            for node in document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }
        return Operation(self._schema, document, _chosen(operations, name), fragments)

    def _parsed(self, text: str) -> DocumentNode:
        try:
            document = parse(text, max_tokens=MOST_TOKENS)
        except GraphQLError as error:
            raise Refused(_input_error(error)) from None
        except RecursionError:
            raise Refused(_input_error(GraphQLError("The document is nested too deeply."))) from None
        if errors := self._limit(document):
            raise Refused(*errors)
        if errors := validate(self._schema, document, self._rules, max_errors=20, hide_suggestions=True):
            raise Refused(*map(_input_error, errors))
        return document


def _chosen(operations: Sequence[OperationDefinitionNode], name: str | None) -> OperationDefinitionNode:
    named = [node for node in operations if name is None or (node.name and node.name.value == name)]
    if len(named) == 1:
        return named[0]
    problem = (
        f"There is no operation named '{name}'." if name else "Say which operation: operationName is missing."
    )
    raise Refused(_input_error(GraphQLError(problem)))
