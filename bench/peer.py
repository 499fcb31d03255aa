"""The limit: a bare Starlette route with one hand-written statement that gives the JSON text itself.

`/q1` and `/q2` are written for speed, `/q1/plain` and `/q2/plain` as one usually would, with PostgreSQL's
JSON functions; all of them answer what our GraphQL answers. `/book` is bench/peer_booking.py's.
`python -m bench.peer` serves them.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import asyncpg
import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bench.peer_booking import book
from infra.settings import Settings

FREE: Final = "status = 'FREE' AND starts_at > now() AND (held_until IS NULL OR held_until <= now())"
SLOT: Final = """'{"id":"' || id || '","startsAt":' || replace(to_json(starts_at)::text, '+00:00', 'Z')
    || ',"endsAt":' || replace(to_json(ends_at)::text, '+00:00', 'Z') || '}'"""
PLAIN_SLOT: Final = """json_build_object('id', id,
    'startsAt', replace(to_json(starts_at)::text, '+00:00', 'Z')::json,
    'endsAt', replace(to_json(ends_at)::text, '+00:00', 'Z')::json)"""
SOONEST: Final = """SELECT * FROM doctors WHERE verified_at IS NOT NULL AND EXISTS (
        SELECT FROM doctor_specialties WHERE doctor_id = doctors.id AND specialty_code = $1)
    ORDER BY next_slot_at, doctors.id LIMIT 20"""
NEXT: Final = f"FROM slots WHERE doctor_id = d.id AND {FREE} ORDER BY starts_at LIMIT 5"
WEEK: Final = (
    f"FROM slots WHERE doctor_id = d.id AND {FREE} AND starts_at >= $2 AND starts_at < $3 ORDER BY starts_at"
)

Q1: Final = f"""
SELECT convert_to('{{"data":{{"doctors":{{"nodes":[' || coalesce(string_agg('{{"id":"' || id
    || '","name":' || to_json(name) || ',"crmNumber":' || to_json(crm_number)
    || ',"crmState":' || to_json(crm_state) || ',"bio":' || to_json(bio) || ',"city":' || to_json(city)
    || ',"state":' || to_json(state) || ',"feeCents":' || fee_cents || ',"nextSlots":['
    || coalesce((SELECT string_agg(slot, ',') FROM (SELECT {SLOT} AS slot {NEXT}) AS s), '')
    || ']}}', ','), '') || ']}}}}}}', 'UTF8')
FROM ({SOONEST}) AS d"""
Q2: Final = f"""
SELECT convert_to('{{"data":{{"doctor":' || coalesce((SELECT '{{"id":"' || id || '","slots":['
    || coalesce((SELECT string_agg(slot, ',') FROM (SELECT {SLOT} AS slot {WEEK}) AS s), '') || ']}}'
    FROM doctors AS d WHERE id = $1 AND verified_at IS NOT NULL), 'null') || '}}}}', 'UTF8')"""
Q1_PLAIN: Final = f"""
SELECT json_build_object('data', json_build_object('doctors', json_build_object('nodes', coalesce(json_agg(
    json_build_object('id', id, 'name', name, 'crmNumber', crm_number, 'crmState', crm_state, 'bio', bio,
        'city', city, 'state', state, 'feeCents', fee_cents, 'nextSlots', coalesce(
            (SELECT json_agg(slot) FROM (SELECT {PLAIN_SLOT} AS slot {NEXT}) AS s), '[]'::json))
    ), '[]'::json))))::text
FROM ({SOONEST}) AS d"""
Q2_PLAIN: Final = f"""
SELECT json_build_object('data', json_build_object('doctor', (SELECT json_build_object('id', id,
        'slots', coalesce((SELECT json_agg(slot) FROM (SELECT {PLAIN_SLOT} AS slot {WEEK}) AS s), '[]'::json))
    FROM doctors AS d WHERE id = $1 AND verified_at IS NOT NULL)))::text"""

Values = Callable[[dict[str, Any]], tuple[Any, ...]]


def _of_q1(variables: dict[str, Any]) -> tuple[Any, ...]:
    return (variables["specialty"],)


def _of_q2(variables: dict[str, Any]) -> tuple[Any, ...]:
    begins, ends = (datetime.fromisoformat(variables[name]) for name in ("from", "to"))
    return UUID(variables["id"]), begins, ends


async def _keep_as_it_is(_: asyncpg.Connection) -> None:
    """No statement changes the session, so nothing is reset between two of them."""


def _pool(settings: Settings, most: int, **more: str) -> asyncpg.Pool:
    return asyncpg.create_pool(
        settings.database_url,
        min_size=most,
        max_size=most,
        reset=_keep_as_it_is,
        server_settings={"jit": "off", "timezone": "UTC", **more},
    )


def create_app(settings: Settings) -> Starlette:
    """The routes on pools as large as ours, with our pools' settings."""
    reader: asyncpg.Pool
    writer: asyncpg.Pool

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        nonlocal reader, writer
        reader = _pool(settings, settings.read_pool, plan_cache_mode="force_generic_plan")
        writer = _pool(settings, settings.write_pool)
        async with reader, writer:
            yield

    def answering(sql: str, values: Values) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            variables = orjson.loads(await request.body())["variables"]
            async with reader.acquire() as connection:
                found: str | bytes = await connection.fetchval(sql, *values(variables))
            return Response(found, media_type="application/json")

        return answer

    async def booking(request: Request) -> Response:
        return await book(reader, writer, request)

    async def ready(_: Request) -> Response:
        return PlainTextResponse("ready")

    answers = {"/q1": (Q1, _of_q1), "/q2": (Q2, _of_q2)}
    answers |= {"/q1/plain": (Q1_PLAIN, _of_q1), "/q2/plain": (Q2_PLAIN, _of_q2)}
    routes = [Route(path, answering(*how), methods=["POST"]) for path, how in answers.items()]
    routes.append(Route("/book", booking, methods=["POST"]))
    return Starlette(routes=[Route("/", ready), *routes], lifespan=lifespan)


def main() -> None:
    """Serve until a signal comes."""
    settings = Settings()
    app = create_app(settings)
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        access_log=False,
        server_header=False,
    )


if __name__ == "__main__":
    main()
