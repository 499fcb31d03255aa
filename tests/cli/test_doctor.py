"""`doctor` tells what is set, what is unsafe, what is missing; and whether all is well, by its exit code."""

import socket
from pathlib import Path

import pytest

from cli.checks import DIST
from infra.identity import new_private_key
from tests.cli.up import run_cli
from tests.sink import sinking

PRODUCTION = {
    "environment": "production",
    "secret": "k" * 40,
    "public_url": "https://clinic.example",
    "introspection": "false",
    "graphiql": "false",
    "demo": "false",
}


def words(text: str) -> str:
    """Without the table's line breaks."""
    return " ".join(text.split())


def examined(**settings: str) -> tuple[int, str]:
    ended = run_cli("doctor", **settings)
    assert ended.stderr == ""
    return ended.returncode, words(ended.stdout)


@pytest.mark.skipif(not DIST.exists(), reason="frontend/dist is not built: `make up` builds it")
def test_the_defaults_may_start_and_are_told(tmp_path: Path):
    code, said = examined(data=str(tmp_path), port="0")
    assert (code, "Health&Med can start." in said) == (0, True)
    assert "HEALTHMED_HORIZON_DAYS 60" in said
    assert "production would refuse 5 of them" in said
    assert "No clinic runs on" in said


def test_secrets_are_not_told(tmp_path: Path):
    nobody = "postgresql://ana:s3cret@127.0.0.1:1/clinic"
    code, said = examined(data=str(tmp_path), database_url=nobody, secret="hush" * 10, metrics_token="hushed")
    assert code == 1
    assert "PostgreSQL at 127.0.0.1:1 (HEALTHMED_DATABASE_URL) cannot be reached" in said
    assert not [secret for secret in ("s3cret", "hush") if secret in said]


def test_what_is_unsafe_in_production_is_named_and_nothing_starts(tmp_path: Path):
    unsafe = {name: value for name, value in PRODUCTION.items() if name != "secret"}
    code, said = examined(data=str(tmp_path), port="0", **unsafe)
    assert (code, "HEALTHMED_SECRET is the default" in said) == (1, True)
    for command in ("api", "worker", "up"):
        ended = run_cli(command, data=str(tmp_path), database_url="postgresql://x@/x", **unsafe)
        assert ended.returncode == 1
        assert ended.stderr == (
            "HEALTHMED_SECRET is the default, which everybody knows: set it to a random text.\n"
        )


def test_production_takes_no_demo_data():
    ended = run_cli("seed", database_url="postgresql://x@/x", **PRODUCTION)
    assert (ended.returncode, "production takes none" in ended.stderr) == (1, True)


async def test_every_dependency_is_tried(tmp_path: Path, database_url: str):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        where = {"data": str(tmp_path), "port": str(taken.getsockname()[1]), "database_url": database_url}
        away = {"redis_url": "redis://127.0.0.1:1", "smtp_url": "smtp://127.0.0.1:1"}
        oidc = {"oidc_issuer": "http://127.0.0.1:1", "oidc_client_id": "x", "oidc_client_secret": "s3cret"}
        code, said = examined(**where, **away, **oidc)
    assert code == 1
    assert "is in use: set HEALTHMED_PORT to a free one" in said
    assert "Redis at 127.0.0.1:1 (HEALTHMED_REDIS_URL) cannot be reached" in said
    assert "HEALTHMED_SMTP_URL does not work" in said
    assert "PostgreSQL Version 18" in said
    assert "http://127.0.0.1:1 cannot be asked: ConnectError" in said
    assert "s3cret" not in said


async def test_a_mail_server_that_lets_us_in_is_well(tmp_path: Path):
    import asyncio

    async with sinking() as sink:
        _, said = await asyncio.to_thread(
            examined, data=str(tmp_path), port="0", smtp_url=f"smtp://127.0.0.1:{sink.port}"
        )
    assert f"127.0.0.1:{sink.port} lets us in." in said
    assert not sink.letters


def test_keys_that_sign_are_told_of_when_they_are_missing_and_counted_when_not(tmp_path: Path):
    elsewhere = {"data": str(tmp_path), "port": "0", "database_url": "postgresql://127.0.0.1:1/clinic"}
    _, said = examined(**elsewhere)
    assert "! Signing keys HEALTHMED_SIGNING_KEYS is not set" in said
    _, said = examined(**elsewhere, **PRODUCTION)
    assert "✗ Signing keys HEALTHMED_SIGNING_KEYS is not set" in said
    two = new_private_key() + new_private_key()
    _, said = examined(**elsewhere, signing_keys=two.decode())
    assert "✓ Signing keys 2 are given, the first one signs." in said
    assert "PRIVATE KEY" not in said
