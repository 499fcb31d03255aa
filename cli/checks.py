"""Each thing that a clinic stands on, tried once: whether it is there, and what to do when it is not."""

import asyncio
import os
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

import asyncpg
import httpx2

from cli import ports, servers, valkey
from cli.database import database_url
from cli.demo_people import ADMINISTRATOR_EMAIL
from cli.refusals import Refused
from infra.settings import Settings

ENOUGH_MB: Final = 500
WITHIN: Final = 5.0
DIST: Final = Path(__file__).parent.parent / "frontend" / "dist"
EXTENSIONS: Final = {"btree_gist", "pg_trgm", "unaccent"}


class Verdict(Enum):
    """How somebody who runs a clinic should feel about it."""

    WELL = "well"
    MIND = "mind"
    ILL = "ill"


@dataclass(frozen=True)
class Finding:
    """What came of one look."""

    what: str
    verdict: Verdict
    sentence: str


Check = Callable[[Settings], Awaitable[Finding]]


async def data_folder(settings: Settings) -> Finding:
    """There, or can be made; writable; with room. Whoever has real servers keeps nothing in it."""
    if settings.database_url and settings.smtp_url:
        return _well("Data folder", "Nothing is kept in it: PostgreSQL and mail are elsewhere.")
    folder = settings.data.absolute()
    place = next(each for each in (folder, *folder.parents) if each.exists())
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        return _ill("Data folder", f"{place} is not writable for you: set HEALTHMED_DATA to another folder.")
    free = shutil.disk_usage(place).free // 1024**2
    if free < ENOUGH_MB:
        return _mind("Data folder", f"{folder} has {free} MB left: the embedded servers want {ENOUGH_MB}.")
    return _well("Data folder", f"{folder} is writable, {free:,} MB are free.")


async def listening(settings: Settings) -> Finding:
    """The address of the API: free, or ours already."""
    where = f"{settings.host}:{settings.port}"
    if await ports.answers(settings.host, settings.port, "/livez"):
        return _well("Port", f"A Health&Med answers on {where}.")
    try:
        ports.free_port(settings.host, settings.port)
    except Refused as taken:
        return _ill("Port", str(taken))
    return _well("Port", f"{where} is free.")


async def postgresql(settings: Settings) -> Finding:
    """Reachable, with our schema, and without demo people where it is in earnest."""
    try:
        url = database_url(settings)
        await servers.must_reach_database(url)
        return await _looked_at(url, settings)
    except Refused as away:
        embedded = settings.database_url is None
        return (_mind if embedded else _ill)("PostgreSQL", str(away))
    except asyncpg.PostgresError as problem:
        return _ill("PostgreSQL", f"It answers, but not to this user: {type(problem).__name__}.")


async def redis(settings: Settings) -> Finding:
    """Reachable; without it everything works, slower."""
    if settings.redis_url is None:
        runs = await valkey.is_ready(settings.data.absolute() / "valkey" / valkey.SOCKET)
        said = "The embedded one runs." if runs else "Embedded: it runs while `make up` does."
        return (_well if runs else _mind)("Valkey", said)
    try:
        await servers.must_reach_redis(settings.redis_url)
    except Refused as away:
        return _ill("Valkey", f"{away} Without it all goes on, slower, and each process counts rates alone.")
    return _well("Valkey", "It answers.")


async def mail(settings: Settings) -> Finding:
    """A mail server that lets us in; nothing is sent."""
    from aiosmtplib.errors import SMTPException

    from infra.smtp import Server, greet

    if settings.smtp_url is None:
        earnest = settings.environment == "production"
        said = "HEALTHMED_SMTP_URL is not set: letters stay in a folder and reach nobody."
        return (_ill if earnest else _mind)("Mail", said)
    try:
        server = Server.at(settings.smtp_url)
        async with asyncio.timeout(WITHIN):
            await greet(server)
    except (SMTPException, OSError, TimeoutError, ValueError) as problem:
        return _ill("Mail", f"HEALTHMED_SMTP_URL does not work: {type(problem).__name__}.")
    return _well("Mail", f"{server.host}:{server.port} lets us in.")


async def signing_keys(settings: Settings) -> Finding:
    """The same in every process, or a partner's token is good in one of them and refused by the next."""
    from infra.signing import signers_of

    if settings.signing_keys is not None:
        count = len(signers_of(settings.signing_keys.get_secret_value()))
        return _well("Signing keys", f"{count} {'is' if count == 1 else 'are'} given, the first one signs.")
    if settings.database_url is None:
        return _well("Signing keys", "Embedded: one is made in the data folder when it is first needed.")
    said = (
        "HEALTHMED_SIGNING_KEYS is not set: partners get no token where the data folder is read-only, and"
        " else one that other processes refuse; `deploy/signing-keys.sh new FILE` makes one for all."
    )
    return (_ill if settings.environment == "production" else _mind)("Signing keys", said)


async def provider(settings: Settings) -> Finding:
    """The OpenID provider's discovery document, where one is configured."""
    if settings.oidc is None:
        return _well("OpenID provider", "None is configured: people sign in here.")
    issuer = settings.oidc.issuer
    try:
        found = httpx2.get(f"{issuer.rstrip('/')}/.well-known/openid-configuration", timeout=WITHIN).json()
    except (httpx2.HTTPError, ValueError) as problem:
        return _ill("OpenID provider", f"{issuer} cannot be asked: {type(problem).__name__}.")
    if found.get("issuer") != issuer:
        return _ill("OpenID provider", f"{issuer} calls itself {found.get('issuer')}: set that one.")
    return _well("OpenID provider", f"{issuer} answers.")


async def client(settings: Settings) -> Finding:
    """The browser's client, built."""
    needed = ["index.html", *(["operations.json"] if settings.trusted_documents else [])]
    missing = [name for name in needed if not (DIST / name).exists()]
    if missing:
        return _ill("Client", f"frontend/dist/{missing[0]} is missing: `make up` builds it.")
    return _well("Client", "It is built.")


CHECKS: Final[tuple[Check, ...]] = (
    *(data_folder, listening, client, postgresql, redis, mail, signing_keys, provider),
)


async def _looked_at(url: str, settings: Settings) -> Finding:
    from migrations.known import newest

    connection = await asyncpg.connect(url.replace("+asyncpg://", "://", 1), timeout=WITHIN)
    try:
        version = await connection.fetchval("SHOW server_version")
        known = await connection.fetchval("SELECT to_regclass('alembic_version') IS NOT NULL")
        schema = await connection.fetchval("SELECT version_num FROM alembic_version") if known else "none"
        offered = await connection.fetch("SELECT name FROM pg_available_extensions")
        if missing := EXTENSIONS - {row["name"] for row in offered}:
            return _ill("PostgreSQL", f"It lacks the extension {min(missing)}.")
        if schema != newest():
            return _ill("PostgreSQL", f"Its schema is {schema}, not {newest()}: run `python -m cli migrate`.")
        demo = "SELECT true FROM accounts WHERE email = $1"
        if settings.environment == "production" and await connection.fetchval(demo, ADMINISTRATOR_EMAIL):
            return _ill("PostgreSQL", "It holds demo people, whose passwords everybody knows.")
    finally:
        await connection.close()
    return _well("PostgreSQL", f"Version {version}, schema {schema}.")


def _well(what: str, sentence: str) -> Finding:
    return Finding(what, Verdict.WELL, sentence)


def _mind(what: str, sentence: str) -> Finding:
    return Finding(what, Verdict.MIND, sentence)


def _ill(what: str, sentence: str) -> Finding:
    return Finding(what, Verdict.ILL, sentence)
