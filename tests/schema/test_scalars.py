"""Scalars: what PostgreSQL writes is what Python writes, and what is written is read back."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any
from uuid import UUID

import orjson
import pytest
from graphql import GraphQLError, GraphQLScalarType
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Boolean, Date, DateTime, Integer, Text, Time, Uuid, bindparam, cast, select

from planner.sql import text_of
from schema.root import published_schema
from schema.scalars import SCALARS, uuid_or_none

BOUNDED = settings(max_examples=150, deadline=None)
ZONES = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=ZONES | st.just(UTC))
MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
VALUES: dict[str, tuple[Any, st.SearchStrategy[Any]]] = {
    "DateTime": (DateTime(timezone=True), INSTANTS),
    "Date": (Date(), st.dates()),
    "Time": (Time(), MINUTES),
    "String": (Text(), st.text(st.characters(codec="utf-8", exclude_characters="\0"))),
    "Int": (Integer(), st.integers(-(2**31), 2**31 - 1)),
    "Boolean": (Boolean(), st.booleans()),
    "ID": (Uuid(), st.uuids()),
}


def scalar(name: str) -> GraphQLScalarType:
    found = published_schema()._schema.type_map[name]
    assert isinstance(found, GraphQLScalarType)
    return found


@pytest.mark.parametrize("name", SCALARS)
@BOUNDED
@given(data=st.data())
async def test_postgresql_writes_a_value_as_python_does(database, name: str, data):
    type_, values = VALUES[name]
    value = data.draw(values)
    rendered = cast(SCALARS[name].render(cast(bindparam("value"), type_)), Text)
    text = await database.read(text_of(select(rendered)).sql, [value])
    answered = orjson.loads(f'"{text}"' if SCALARS[name].quoted else text)
    expected = str(value) if name == "ID" else scalar(name).coerce_output_value(value)
    assert answered == expected


@pytest.mark.parametrize("name", ["DateTime", "Date", "Time"])
@BOUNDED
@given(data=st.data())
def test_what_is_written_is_read_back(name: str, data):
    value = data.draw(VALUES[name][1])
    assert scalar(name).coerce_input_value(scalar(name).coerce_output_value(value)) == value


@BOUNDED
@given(instant=INSTANTS)
def test_an_instant_is_written_in_utc_without_zeros_that_say_nothing(instant: datetime):
    written = scalar("DateTime").coerce_output_value(instant)
    assert written.endswith("Z")
    assert "+" not in written
    assert not written.endswith("0Z") or "." not in written


@pytest.mark.parametrize("name", ["DateTime", "Date", "Time"])
@BOUNDED
@given(value=st.text() | st.integers() | st.floats() | st.none() | st.lists(st.integers()) | st.booleans())
def test_anything_else_is_refused_as_the_clients_error(name: str, value: Any):
    try:
        scalar(name).coerce_input_value(value)
    except GraphQLError:
        return
    assert isinstance(value, str)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DateTime", "2026-12-01T12:00:00"),
        ("DateTime", "2026-12-01"),
        ("DateTime", "0001-01-01T00:00:00+14:00"),
        ("DateTime", "9999-12-31T23:59:59-14:00"),
        ("DateTime", "2026-12-01T24:00:01Z"),
        ("Date", "2026-12-01T00:00:00Z"),
        ("Date", "2026-02-29"),
        ("Time", "08:30Z"),
        ("Time", "08:30+02:00"),
        ("Time", "25:00"),
    ],
)
def test_what_only_looks_like_one_is_refused(name: str, value: str):
    with pytest.raises(GraphQLError):
        scalar(name).coerce_input_value(value)


@pytest.mark.parametrize(
    "text", ["2026-12-01T13:00:00Z", "2026-12-01T10:00:00-03:00", "2026-12-01T13:00:00.000Z"]
)
def test_one_instant_may_be_written_in_several_ways(text: str):
    assert scalar("DateTime").coerce_input_value(text) == datetime(2026, 12, 1, 13, tzinfo=UTC)


@given(value=st.uuids())
def test_an_id_is_read_in_any_of_its_spellings(value: UUID):
    for text in (str(value), str(value).upper(), value.hex, f"{{{value}}}", value.urn):
        assert uuid_or_none(text) == value


@given(text=st.text())
def test_what_is_no_id_names_nothing(text: str):
    assert uuid_or_none(text) is None or uuid_or_none(text) == UUID(text)


def test_dates_are_days():
    assert scalar("Date").coerce_input_value("2026-12-01") == date(2026, 12, 1)
