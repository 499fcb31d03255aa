"""A client's text to an operation that may be run: parsed, limited, validated, and kept with its plans."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property, lru_cache, partial
from typing import Any, Final

from graphql import (
    ASTValidationRule,
    DocumentNode,
    GraphQLError,
    GraphQLInputType,
    GraphQLLeafType,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    Undefined,
    get_nullable_type,
    get_variable_values,
    is_input_object_type,
    is_leaf_type,
    is_non_null_type,
    parse,
    print_ast,
    specified_rules,
    validate,
)
from graphql.execution.collect_fields import (
    FieldDetailsList,
    FragmentDetails,
    GroupedFieldSet,
    collect_fields,
    collect_subfields,
)
from graphql.execution.get_variable_signature import GraphQLVariableSignature, get_variable_signature
from graphql.execution.values import VariableValues, VariableValueSource
from graphql.utilities import coerce_input_value

from domain.viewer import Viewer
from planner.sources import Rejected
from schema.limits import ENDLESS, MOST, MOST_TOKENS, Size, Sizes, must_fit, too_many

Coerce = Callable[[Any], Any]
"""From what was sent to a value of the type; Undefined, or an exception, when it is none."""
KEPT_OPERATIONS: Final = 1_000
KEPT_PLANS: Final = 2_000
"""Of all operations together: one for each set of an operation's variables that is given, null or absent."""


class Refused(Exception):
    """The operation cannot be run; nothing of it was."""

    def __init__(self, *errors: GraphQLError) -> None:
        super().__init__(errors[0].message)
        self.errors = errors


def _bad_input(error: GraphQLError) -> GraphQLError:
    """The same error, as the client's."""
    error.extensions = {"code": "BAD_USER_INPUT", **(error.extensions or {})}
    return error


class Plans(dict[Any, Any]):
    """The plans of all operations together, the oldest go first; and how often each was of use."""

    hits = made = refused = 0


@dataclass(frozen=True, eq=False)
class Operation:
    """One operation of a valid document, with the plans that were made for it."""

    schema: GraphQLSchema
    node: OperationDefinitionNode
    fragments: dict[str, FragmentDetails]
    plans: Plans = field(default_factory=Plans)
    """Shared with all other operations."""
    size: Size = field(default_factory=Size)
    calls: tuple[str, ...] = ()
    """The root fields that may be executed, one for each response key."""
    known: bool = False
    """Whether the client was built with this document."""

    def must_fit(self, viewer: Viewer) -> None:
        """Refused when it is more than this viewer may ask for at once."""
        if too_much := must_fit(self.size, viewer):
            raise Refused(*too_much)

    @cached_property
    def _signatures(self) -> list[tuple[GraphQLVariableSignature, Coerce | None]]:
        """Each variable's, and how a value of it is coerced, where that is plain."""
        signatures = [
            get_variable_signature(self.schema, node) for node in self.node.variable_definitions or ()
        ]
        return [(one, _coercer(one.type)) for one in signatures if not isinstance(one, GraphQLError)]

    def variables(self, given: Mapping[str, Any]) -> VariableValues:
        """The variables coerced to their types; Refused names all that do not fit."""
        values = VariableValues({}, {})
        for signature, coerce in self._signatures:
            value = given.get(signature.name, Undefined)
            if value is Undefined and signature.default is None and not is_non_null_type(signature.type):
                values.sources[signature.name] = VariableValueSource(signature)
                continue
            try:
                coerced = coerce(value) if coerce and value is not Undefined else Undefined
            except Exception:
                coerced = Undefined  # what is wrong with it is said below
            if coerced is Undefined:
                return self._any_variables(given)
            values.sources[signature.name] = VariableValueSource(signature, value)
            values.coerced[signature.name] = coerced
        return values

    def _any_variables(self, given: Mapping[str, Any]) -> VariableValues:
        """For lists, what nests, defaults and mistakes: graphql-core's own way, which costs more."""
        nodes = self.node.variable_definitions or ()
        values = get_variable_values(self.schema, nodes, dict(given), max_errors=20, hide_suggestions=True)
        if isinstance(values, list):
            raise Refused(*map(_bad_input, values))
        return values

    def fields(self, variables: VariableValues) -> GroupedFieldSet:
        """The root fields, merged, by response key."""
        root = self.schema.get_root_type(self.node.operation)
        assert root is not None, "validation refuses operations that the schema does not have"
        try:
            return collect_fields(self.schema, self.fragments, variables, root, self.node).grouped_field_set
        except GraphQLError as error:
            raise Refused(_bad_input(error)) from None

    def subfields(
        self, variables: VariableValues, type_: GraphQLObjectType, details: FieldDetailsList
    ) -> GroupedFieldSet:
        """What is selected of an object of this type, merged, by response key."""
        return collect_subfields(
            self.schema, self.fragments, variables, self.node, type_, details
        ).grouped_field_set

    def plan(self, key: Any, variables: VariableValues, make: Callable[[], Any]) -> Any:
        """The plan for these variables' shape, made once; Refused when there is none."""
        key = (self, key, shape(variables.coerced))
        if (plan := self.plans.get(key)) is None:
            return self._made(key, make)
        self.plans.hits += 1
        return plan

    def _made(self, key: Any, make: Callable[[], Any]) -> Any:
        try:
            plan = self.plans[key] = make()
        except GraphQLError as error:
            self.plans.refused += 1
            raise Refused(_bad_input(error)) from None
        self.plans.made += 1
        if len(self.plans) > KEPT_PLANS:
            del self.plans[next(iter(self.plans))]
        return plan


def _coercer(type_: GraphQLInputType) -> Coerce | None:
    """For a leaf, or an input object of leaves."""
    named = get_nullable_type(type_)
    if is_leaf_type(named):
        return _leaf_coercer(named, required=named is not type_)
    if is_input_object_type(named):
        leaves = all(is_leaf_type(get_nullable_type(field.type)) for field in named.fields.values())
        return partial(coerce_input_value, type_=type_) if leaves else None
    return None


def _leaf_coercer(leaf: GraphQLLeafType, *, required: bool) -> Coerce:
    """Without asking at each value what kind of type this is, as graphql-core does."""

    def coerce(value: Any) -> Any:
        if value is None:
            return Undefined if required else None
        return leaf.coerce_input_value(value)

    return coerce


def shape(value: Any) -> Any:
    """What SQL may depend on: what is there, and the value of enumerations and booleans."""
    if value is None or isinstance(value, (bool, Enum)):
        return value
    if isinstance(value, dict):
        return tuple([(name, shape(item)) for name, item in value.items()])
    return "given"


class Operations:
    """Prepares operations, and keeps the last ones prepared."""

    def __init__(
        self,
        schema: GraphQLSchema,
        rules: Sequence[type[ASTValidationRule]] = (),
        known: Collection[str] = (),
    ) -> None:
        """`known`: fingerprints of the documents that the client was built with."""
        self._schema, self._rules, self._known = schema, (*specified_rules, *rules), known
        self.prepare = lru_cache(KEPT_OPERATIONS)(self._prepare)
        self.plans = Plans()

    def _prepare(self, text: str, name: str | None) -> Operation:
        document, sizes = self._parsed(text)
        fragments = {name: FragmentDetails(node) for name, node in sizes.fragments.items()}
        chosen = _chosen(sizes.operations, name)
        return Operation(
            self._schema,
            chosen,
            fragments,
            self.plans,
            size=sizes.of(chosen),
            calls=tuple(sizes.root_fields(chosen)),
            known=bool(self._known) and fingerprint(document) in self._known,
        )

    def _parsed(self, text: str) -> tuple[DocumentNode, Sizes]:
        try:
            document = parse(text, max_tokens=MOST_TOKENS)
        except GraphQLError as error:
            if error.message.endswith("tokens. Parsing aborted."):
                raise Refused(too_many("tokens", MOST_TOKENS + 1, MOST_TOKENS)) from None
            raise Refused(_bad_input(error)) from None
        sizes = Sizes(document)
        try:
            too_much = sizes.too_complex()
        except RecursionError:
            too_much = [too_many("depth", ENDLESS, MOST.depth)]
        if too_much:
            raise Refused(*too_much)
        if errors := validate(self._schema, document, self._rules, max_errors=20, hide_suggestions=True):
            raise Refused(*map(_bad_input, errors))
        return document, sizes


def _chosen(operations: Sequence[OperationDefinitionNode], name: str | None) -> OperationDefinitionNode:
    named = [node for node in operations if name is None or (node.name and node.name.value == name)]
    if len(named) == 1:
        return named[0]
    problem = (
        f"There is no operation named '{name}'." if name else "Say which operation: operationName is missing."
    )
    raise Refused(Rejected(problem, "BAD_USER_INPUT"))


def fingerprint(document: DocumentNode) -> str:
    """Equal for documents that differ in blanks, comments and the order of their definitions alone."""
    parts = sorted(print_ast(definition) for definition in document.definitions)
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
