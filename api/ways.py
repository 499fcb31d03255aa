"""How people and programs say who they are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import httpx2

from api.bearers import Bearers
from api.claims import person_finder
from api.elsewhere import Elsewhere
from api.provider import ProviderClient
from api.sessions import Sessions
from infra.database import Database
from infra.discovery import Provider
from infra.identity import Kind, Trust, Verifier
from infra.settings import Settings


@dataclass(frozen=True)
class Ways:
    """Cookies, tokens, and the way to a provider and back."""

    sessions: Sessions
    bearers: Bearers
    elsewhere: Elsewhere | None


def ways_in(
    settings: Settings,
    http: httpx2.AsyncClient,
    database: Database,
    clock: Callable[[], datetime],
    seconds: Callable[[], float],
) -> Ways:
    """Sessions always; a provider and its tokens where the settings name one."""
    sessions, oidc = Sessions(database, settings), settings.oidc
    if oidc is None:
        return Ways(sessions, Bearers(Verifier([]), [], database), None)
    provider = Provider(oidc.issuer, http, seconds)
    trusted = [Trust(oidc.issuer, oidc.audience, Kind(oidc.tokens), provider)] if oidc.audience else []
    verifier = Verifier(trusted)
    client = ProviderClient(oidc, provider, verifier, clock)
    bearers = Bearers(verifier, [person_finder(oidc)], database)
    return Ways(sessions, bearers, Elsewhere(settings, client, sessions, database, clock))
