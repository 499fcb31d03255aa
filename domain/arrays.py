"""Many rows in one statement: each column comes as one array."""

from typing import Any

from sqlalchemy import ARRAY, TableValuedAlias, bindparam, column, func
from sqlalchemy.types import TypeEngine


def given(name: str, **columns: type[TypeEngine[Any]]) -> TableValuedAlias:
    """The rows that a statement is run with, as a table; each bind is a list, named as its column."""
    arrays = (bindparam(column, type_=ARRAY(kind)) for column, kind in columns.items())
    table = func.unnest(*arrays).table_valued(*(column(name, kind) for name, kind in columns.items()))
    return table.render_derived(name)
