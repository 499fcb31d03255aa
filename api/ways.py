"""How people and programs say who they are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from api.bearers import Bearers, Finder
from api.claims import person_finder
from api.elsewhere import Elsewhere
from api.oauth import audience
from api.partners import OwnTokens, service_account
from api.sessions import Sessions
from infra.database import Database
from infra.identity import Trust, Verifier
from infra.settings import Settings
from infra.signing import SigningKeys
from infra.token_claims import Kind

if TYPE_CHECKING:
    import httpx2


@dataclass(frozen=True)
class Ways:
    """Cookies, tokens, and the way to a provider and back."""

    sessions: Sessions
    bearers: Bearers
    elsewhere: Elsewhere | None


def ways_in(
    settings: Settings,
    keys: SigningKeys,
    http: "httpx2.AsyncClient | None",
    database: Database,
    clock: Callable[[], datetime],
    seconds: Callable[[], float],
) -> Ways:
    """Sessions and our own tokens always; a provider and its tokens where the settings name one."""
    sessions, oidc = Sessions(database, settings), settings.oidc
    own = Trust(settings.origin, audience(settings.origin), Kind.RFC9068, keys)
    programs: list[Finder] = [OwnTokens(settings.origin), service_account]
    if oidc is None or http is None:
        return Ways(sessions, Bearers(Verifier([own]), programs, database), None)
    from api.provider import ProviderClient  # authlib, which not every clinic waits for
    from infra.discovery import Provider

    provider = Provider(oidc.issuer, http, seconds)
    trusted = [Trust(oidc.issuer, oidc.audience, Kind(oidc.tokens), provider)] if oidc.audience else []
    verifier = Verifier([own, *trusted])
    client = ProviderClient(oidc, provider, verifier, clock)
    bearers = Bearers(verifier, [*programs, person_finder(oidc)], database)
    return Ways(sessions, bearers, Elsewhere(settings, client, sessions, database, clock))
