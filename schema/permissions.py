"""Who may ask what, as a table, written from what is declared beside each root field."""

from collections.abc import Iterator
from typing import Final

from strawberry.types.base import StrawberryObjectDefinition

from domain.integrators.scopes import Scope
from domain.viewer import (
    AdministratorViewer,
    Anonymous,
    DoctorViewer,
    IntegratorViewer,
    PatientViewer,
    Viewer,
)
from planner.sources import Rejected
from schema.access import Access
from schema.root import published_schema

ROOTS: Final = ("Query", "Mutation", "Subscription")
VIEWS: Final[dict[str, Viewer]] = {
    "nobody": Anonymous(),
    "patient": PatientViewer(),
    "doctor": DoctorViewer(),
    "administrator": AdministratorViewer(),
    **{f"`{scope}`": IntegratorViewer(scopes=frozenset({scope})) for scope in Scope},
    "no scope": IntegratorViewer(),
}
"""Every kind of viewer; a partner with each scope alone, and with none."""
MAY, NOTHING, SIGN_IN, NO = "✓", "null", "sign in", "–"
ANSWERS: Final = {"UNAUTHENTICATED": SIGN_IN, "FORBIDDEN": NO}
HEAD: Final = """# Who may ask what

Written by `make schema` from the schema's declarations; `make check` says when it is stale. Tests ask every
operation as every kind of viewer, also with ids that are somebody else's and nobody's.

| | |
|---|---|
| ✓ | May ask, and finds what is public, one's own or granted; all else looks as if it were not there |
| null | May ask, and finds nothing |
| sign in | Rejected with `UNAUTHENTICATED` |
| – | Rejected with `FORBIDDEN` |

The columns after the administrator are partners' programs, with a token of that scope alone. A token with
several may do what each of them may. All but the directory also needs the doctor's grant of that scope.
"""


def accesses(root: str) -> Iterator[tuple[str, Access]]:
    """Each of a root's fields, by its published name, and who has access."""
    schema = published_schema()
    definition = schema.schema_converter.type_map[root].definition
    assert isinstance(definition, StrawberryObjectDefinition)
    for field in definition.fields:
        access = field.metadata.get("access")
        assert isinstance(access, Access), f"{root}.{field.python_name} does not say who has access"
        yield schema.config.name_converter.get_graphql_name(field), access


def answer(access: Access, viewer: Viewer) -> str:
    """What that kind of viewer finds."""
    try:
        access.must_allow(viewer)
    except Rejected as rejected:
        return ANSWERS[(rejected.extensions or {})["code"]]
    return NOTHING if isinstance(viewer, access.nothing) else MAY


def table() -> str:
    """The page as it is published."""
    return HEAD + "".join(_section(root) for root in ROOTS)


def _section(root: str) -> str:
    rows = [
        [f"`{name}`", *(answer(access, viewer) for viewer in VIEWS.values())]
        for name, access in accesses(root)
    ]
    lines = [[root, *VIEWS], ["---"] * (len(VIEWS) + 1), *rows]
    return "\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)
