"""Servers elsewhere that do not answer."""

import pytest

from cli import servers
from cli.ports import free_port
from cli.refusals import Refused


@pytest.fixture
def nobody() -> int:
    """A port where nobody listens."""
    return free_port("127.0.0.1", 0)


async def refusal(attempt) -> str:
    with pytest.raises(Refused) as caught:
        await attempt
    return str(caught.value)


async def test_a_database_that_is_not_there_is_said_without_its_password(nobody):
    said = await refusal(servers.must_reach_database(f"postgresql://ana:s3cret@127.0.0.1:{nobody}/clinic"))
    assert said == (
        f"PostgreSQL at 127.0.0.1:{nobody} (HEALTHMED_DATABASE_URL) cannot be reached: Connection refused."
    )


async def test_a_name_that_nobody_knows_is_said():
    said = await refusal(servers.must_reach_database("postgresql://ana@nowhere.invalid/clinic"))
    assert said.startswith("PostgreSQL at nowhere.invalid (HEALTHMED_DATABASE_URL) cannot be reached: ")
    assert "Unknown error" not in said


async def test_a_redis_that_is_not_there_is_said_without_its_password(nobody):
    said = await refusal(servers.must_reach_redis(f"redis://:s3cret@127.0.0.1:{nobody}/0"))
    assert said.startswith(f"Redis at 127.0.0.1:{nobody} (HEALTHMED_REDIS_URL) cannot be reached: ")
    assert "s3cret" not in said


@pytest.mark.parametrize(
    "url", ["postgresql://ana:s3cret@host:port/clinic", "nonsense://ana:s3cret@host/clinic", "s3cret"]
)
async def test_an_address_that_cannot_be_read_is_said_without_its_password(url):
    said = await refusal(servers.must_reach_database(url))
    assert "HEALTHMED_DATABASE_URL" in said
    assert "ana:s3cret" not in said
    assert "\n" not in said


async def test_a_database_that_answers_is_let_be(database_url):
    await servers.must_reach_database(database_url)
