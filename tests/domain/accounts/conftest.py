"""What the tests of accounts share."""

from datetime import datetime

import pytest

from infra.database import Database
from tests.domain.accounts.people import Door


@pytest.fixture
def door(database: Database, now: datetime) -> Door:
    """A door with its own address and its own, quick, passwords."""
    return Door(database, now)
