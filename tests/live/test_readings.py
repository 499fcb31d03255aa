"""An event is read once for all who asked in the same words, and only for them."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from graphql import GraphQLNamedType, GraphQLObjectType, get_named_type

from api.feeds import Feeds, Watcher
from domain.terms import Terms
from domain.viewer import Anonymous, PatientViewer
from infra.database import Database
from infra.live import NEWS, WAKE, Doorbell, Live, end
from schema.context import Context
from schema.execution import Executor
from schema.following import Following, follow
from schema.root import catalogue
from schema.streams import Stream
from tests.clinic import Clinic
from tests.live.client import SLOTS, VISITS
from tests.live.conftest import eventually
from tests.live.test_nothing_missed import Agenda
from tests.server import Server

WATCHERS = 300


class Reads:
    """The database, counting."""

    def __init__(self, database: Database) -> None:
        self._database, self.count = database, 0

    async def read(self, sql: str, values: Sequence[Any]) -> Any:
        self.count += 1
        return await self._database.read(sql, values)


class Heard:
    """An outlet that remembers."""

    def __init__(self) -> None:
        self.payloads: list[str] = []

    def push(self, payload: str) -> None:
        self.payloads.append(payload)

    async def send(self, payload: str) -> None:
        self.push(payload)

    def lose(self) -> None:
        raise AssertionError


class Room:
    """What an API process holds, without its sockets."""

    def __init__(self, database: Database, live: Live) -> None:
        self.reads = Reads(database)
        self.executor = Executor(catalogue(), self.reads.read)
        self.feeds = Feeds(database, live, lambda: datetime.now(UTC))
        self._database = database

    def following(self, query: str, viewer: Any = None, **variables: Any) -> Following:
        nobody: Any = None
        viewer = viewer or Anonymous(locale="en")
        context = Context(viewer, datetime.now(UTC), viewer.locale, "", self._database, nobody, Terms())
        return follow(self.executor, query, variables, None, context)

    async def watch(self, following: Following) -> Heard:
        heard = Heard()
        await self.feeds.watch(Watcher(following, heard))
        return heard


@pytest.fixture
async def room(database: Database, redis_url: str, server: Server) -> AsyncIterator[Room]:
    async with _following(database, redis_url) as live:
        yield Room(database, live)


@asynccontextmanager
async def _following(database: Database, redis_url: str) -> AsyncIterator[Live]:
    doorbell = Doorbell(redis_url, listen=NEWS, ring=WAKE)
    live = Live(database, doorbell)
    tasks = [asyncio.ensure_future(live.run()), asyncio.ensure_future(doorbell.listen())]
    yield live
    await end(tasks)
    await doorbell.close()


async def all_heard(everybody: list[Heard], count: int) -> None:
    """Wait until each was told so often."""

    async def told() -> bool:
        return all(len(heard.payloads) == count for heard in everybody)

    await eventually(told)


async def test_an_event_is_one_statement_however_many_watch(room: Room, clinic: Clinic):
    agenda = await Agenda.new(clinic)
    everybody = [await room.watch(room.following(SLOTS, doctor=agenda.doctor)) for _ in range(WATCHERS)]
    await agenda.happen(3)
    await all_heard(everybody, 3)
    assert room.reads.count == 3
    assert len({tuple(heard.payloads) for heard in everybody}) == 1


async def test_where_each_of_them_began_makes_no_difference(room: Room, clinic: Clinic):
    agenda = await Agenda.new(clinic)
    await agenda.happen(3)
    places = await agenda.positions()
    renamed = SLOTS.replace("$after", "$seen")
    everybody = []
    for query, name in ((SLOTS, "after"), (renamed, "seen")):
        for place in places:
            words = {"doctor": agenda.doctor, name: str(place)}
            everybody.append(await room.watch(room.following(query, **words)))
    before = room.reads.count
    await agenda.happen()
    await eventually(lambda: _last_told(everybody, agenda))
    assert room.reads.count - before == 2, "one for each of the two documents"


async def _last_told(everybody: list[Heard], agenda: Agenda) -> bool:
    newest = f'"{(await agenda.positions())[-1]}"'
    return all(heard.payloads and newest in heard.payloads[-1] for heard in everybody)


def test_other_variables_keep_readings_apart(database: Database):
    nobody: Any = None
    room = Room(database, nobody)
    assert len({room.following(SLOTS, doctor="x", after=str(n)).reading for n in range(3)}) == 1
    assert len({room.following(SLOTS, doctor=name, after="1").reading for name in "xyz"}) == 3


async def test_each_viewer_has_a_reading_of_their_own_appointments(room: Room, clinic: Clinic):
    patients = [PatientViewer((await clinic.patient()).id, "en") for _ in range(3)]
    assert len({room.following(VISITS, viewer).reading for viewer in patients}) == 3


async def test_nothing_stays_when_everybody_left(room: Room, clinic: Clinic):
    agenda = await Agenda.new(clinic)
    watchers = [Watcher(room.following(SLOTS, doctor=agenda.doctor), Heard()) for _ in range(3)]
    for watcher in watchers:
        await room.feeds.watch(watcher)
    assert len(room.feeds) == 3
    for watcher in watchers:
        room.feeds.leave(watcher)
        room.feeds.leave(watcher)
    assert len(room.feeds) == 0
    assert not room.feeds._feeds
    assert not room.feeds._live._followers


def test_what_is_read_once_for_all_shows_nothing_that_depends_on_who_asks():
    known = catalogue()
    for (_, name), source in known.sources.items():
        if isinstance(source, Stream) and not source.per_viewer:
            root = known.schema.subscription_type
            assert root is not None
            for type_ in _reachable(get_named_type(root.fields[name].type), set()):
                published = known.types.get(type_.name)
                assert published is None or published.visible is None, type_
                for field in getattr(type_, "fields", ()):
                    shown: Any = known.sources.get((type_.name, field))
                    assert getattr(shown, "visible", None) is None, f"{type_}.{field}"
                    assert getattr(shown, "guard", None) is None, f"{type_}.{field}"


def _reachable(type_: GraphQLNamedType, found: set[GraphQLNamedType]) -> set[GraphQLNamedType]:
    if type_ not in found:
        found.add(type_)
        for field in type_.fields.values() if isinstance(type_, GraphQLObjectType) else ():
            _reachable(get_named_type(field.type), found)
    return found
