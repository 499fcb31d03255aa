"""A mail server, and a worker's post that sends to it."""

from collections.abc import AsyncIterator

import pytest

from tests.clinic import Clinic
from tests.sink import Sink, sinking
from tests.workers.office import Office, office_of


@pytest.fixture
async def sink() -> AsyncIterator[Sink]:
    async with sinking() as opened:
        yield opened


@pytest.fixture
def office(clinic: Clinic, sink: Sink) -> Office:
    return office_of(clinic, sink)
