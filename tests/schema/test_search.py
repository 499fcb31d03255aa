"""Doctors are found by their words, without accents and give or take a typo, by an index."""

from collections.abc import Sequence
from typing import Any

import orjson
import pytest

from domain.terms import Terms
from domain.viewer import Anonymous
from infra.database import Database
from schema.context import Context
from schema.execution import Executor
from schema.root import catalogue
from tests.clinic import Clinic

SEARCH = "query Search($text: String!) { doctors(filter: { text: $text }, first: 100) { nodes { name } } }"
MANY = """
    WITH made AS (
        INSERT INTO accounts (id, role, locale, created_at)
        SELECT uuidv7(), 'DOCTOR', 'pt-BR', now() FROM generate_series(1, 3000) RETURNING id
    )
    INSERT INTO doctors (id, name, crm_number, crm_state, bio, city, state, time_zone, fee_cents, verified_at,
        search_text, next_slot_at)
    SELECT id, 'Somebody', n, 'AC', '', 'Acre', 'AC', 'America/Sao_Paulo', 1, now(), 'somebody acre', now()
    FROM (SELECT id, row_number() OVER () AS n FROM made) AS numbered
"""


class Desk:
    """Asks as a visitor does, and remembers what PostgreSQL was asked."""

    def __init__(self, clinic: Clinic) -> None:
        self._clinic = clinic
        self._executor = Executor(catalogue(), self._read)
        self.statements: list[tuple[str, Sequence[Any]]] = []

    async def _read(self, sql: str, values: Sequence[Any]) -> Any:
        self.statements.append((sql, values))
        return await self._clinic.database.read(sql, values)

    async def found(self, text: str) -> set[str]:
        """The names of the doctors whom the text finds."""
        nobody: Any = None
        context = Context(Anonymous(), self._clinic.now, "en", "", self._clinic.database, nobody, Terms())
        answer = orjson.loads((await self._executor.execute(SEARCH, {"text": text}, None, context)).body)
        return {doctor["name"] for doctor in answer["data"]["doctors"]["nodes"]}


@pytest.fixture
def desk(clinic: Clinic) -> Desk:
    return Desk(clinic)


@pytest.mark.parametrize(
    "text",
    [
        "helena nogueira",
        "  NOGUEIRA   Heléna ",
        "nogeira",
        "helna florianopolis",
        "heloisa'; helena",
        "Helena - Florianópolis",
        "!helena",
        "helena \\",
        "hele",
    ],
)
@pytest.mark.usefixtures("empty")
async def test_a_text_with_accents_typos_or_in_another_order_finds_the_doctor(
    desk: Desk, clinic: Clinic, text: str
):
    await clinic.doctor("Helena Nogueira", search_text="helena nogueira florianopolis heloisa'; \\")
    await clinic.doctor("Otávio Brandão", search_text="otavio brandao recife")
    assert await desk.found(text) == {"Helena Nogueira"}


@pytest.mark.parametrize("text", ["", "   ", "zwetschge", "helena recife", "'", "helena & otavio"])
@pytest.mark.usefixtures("empty")
async def test_a_text_with_a_word_that_a_doctor_has_not_does_not_find_the_doctor(
    desk: Desk, clinic: Clinic, text: str
):
    await clinic.doctor("Helena Nogueira", search_text="helena nogueira florianopolis")
    await clinic.doctor("Otávio Brandão", search_text="otavio brandao recife")
    assert await desk.found(text) == set()


@pytest.mark.usefixtures("empty")
async def test_a_search_among_many_reads_the_index(desk: Desk, clinic: Clinic, database: Database):
    await clinic.doctor("Helena Nogueira", search_text="helena nogueira florianopolis")
    async with database._writer.acquire() as connection:
        await connection.execute(MANY)
        await connection.execute("ANALYZE doctors")
    assert await desk.found("nogeira") == {"Helena Nogueira"}
    ((sql, values),) = desk.statements
    async with database._reader.acquire() as connection:
        plan = await connection.fetch(f"EXPLAIN {sql}", *values)
    assert any("on doctors_by_words" in line for (line,) in plan)
