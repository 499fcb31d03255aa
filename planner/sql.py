"""SQLAlchemy Core to the text that asyncpg runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Executable, literal_column
from sqlalchemy.dialects.postgresql.asyncpg import PGCompiler_asyncpg, PGDialect_asyncpg


class Compiler(PGCompiler_asyncpg):
    """Writes the words of our enumerations into the text, so that partial indexes on them are used."""

    def visit_bindparam(self, bindparam: BindParameter[Any], **kw: Any) -> str:  # type: ignore[override]
        """A bind as $n, an enumeration's member as a literal."""
        sample = bindparam.value[0] if bindparam.expanding and bindparam.value else bindparam.value
        if isinstance(sample, StrEnum) and not bindparam.expanding:
            return "'" + sample.replace("'", "''") + "'"
        if isinstance(sample, StrEnum):
            kw["literal_execute"] = True
        return str(super().visit_bindparam(bindparam, **kw))  # type: ignore[no-untyped-call]

    def construct_params(self, *args: Any, **kw: Any) -> dict[str, Any]:
        """Constants as they are, binds without a value as None: their values come with each run."""
        return super().construct_params(*args, **{**kw, "_check": False})  # type: ignore[return-value]


class Dialect(PGDialect_asyncpg):
    """PostgreSQL through asyncpg, with our compiler."""

    statement_compiler = Compiler
    supports_statement_cache = False


DIALECT = Dialect()  # type: ignore[no-untyped-call]


@dataclass(frozen=True)
class Text:
    """A statement's text, the names behind $1, $2, ..., and the values that are constant."""

    sql: str
    names: tuple[str, ...]
    constants: Mapping[str, Any]

    def values(self, binds: Mapping[str, Any]) -> list[Any]:
        """The positional values: those given, else the statement's own."""
        return [binds[name] if name in binds else self.constants[name] for name in self.names]


def words(text: str) -> ColumnElement[str]:
    """Our own words, as a literal (specified by SQL: a quote is written twice, nothing else is special)."""
    return literal_column("'" + text.replace("'", "''") + "'")


def text_of(statement: Executable) -> Text:
    """Compile a statement; takes about a millisecond, so callers keep the result."""
    compiled: Any = statement.compile(dialect=DIALECT, compile_kwargs={"render_postcompile": True})  # type: ignore[attr-defined]
    return Text(compiled.string, tuple(compiled.positiontup or ()), dict(compiled.params))
