"""A clinic with a provider beside it: one of each kind for all tests of a worker."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from api.app import create_app
from infra.settings import Settings
from tests.oidc.browser import Browser
from tests.oidc.people import PEOPLE
from tests.oidc.provider import Provider, providing

OpenClinic = Callable[..., AbstractAsyncContextManager["Clinic"]]


class Clinic:
    """The API as it is served, in this process; browsers come to it, and its own seconds can be moved."""

    def __init__(self, settings: Settings) -> None:
        self.seconds = 1_000.0
        self.app = create_app(settings, seconds=lambda: self.seconds)

    def browser(self) -> Browser:
        """Another one, in which nobody is signed in."""
        return Browser(self.app)


@pytest.fixture(scope="session")
async def provider() -> AsyncIterator[Provider]:
    async with providing(PEOPLE) as running:
        yield running


@pytest.fixture
def open_clinic(database_url: str) -> OpenClinic:
    @asynccontextmanager
    async def opened(provider: Provider, **oidc: Any) -> AsyncIterator[Clinic]:
        settings: dict[str, Any] = {"database_url": database_url, "oidc": provider.settings | oidc}
        clinic = Clinic(Settings(**settings, _env_file=None))
        async with clinic.app.router.lifespan_context(clinic.app):
            yield clinic

    return opened


@pytest.fixture
async def house(provider: Provider, open_clinic: OpenClinic) -> AsyncIterator[Clinic]:
    async with open_clinic(provider) as clinic:
        yield clinic


@pytest.fixture
def now() -> datetime:
    """The provider's clock is nobody's to move."""
    return datetime.now(UTC)
