"""What must not be so where patients are: each with the sentence that says how to mend it."""

from collections.abc import Iterator
from typing import Final

from infra.settings import KNOWN_SECRET, Settings

SHORTEST_SECRET: Final = 32
DEMO: Final = "demo-"
"""How every secret of deploy/keycloak/realm.json begins; a test holds it to that."""


def dangers(settings: Settings) -> list[str]:
    """Why these settings are no settings for production; nothing elsewhere."""
    if settings.environment != "production":
        return []
    return [*_of_secrets(settings), *_of_addresses(settings), *_of_openness(settings)]


def _of_secrets(settings: Settings) -> Iterator[str]:
    secret = settings.secret.get_secret_value()
    if secret == KNOWN_SECRET:
        yield "HEALTHMED_SECRET is the default, which everybody knows: set it to a random text."
    elif len(secret) < SHORTEST_SECRET:
        yield f"HEALTHMED_SECRET is too short to be random: it takes {SHORTEST_SECRET} characters."
    if settings.oidc and settings.oidc.client_secret.startswith(DEMO):
        yield "HEALTHMED_OIDC_CLIENT_SECRET is the demo realm's, known to everybody: take another."
    if settings.demo:
        yield "Demo data has passwords that everybody knows: set HEALTHMED_DEMO=false."


def _of_addresses(settings: Settings) -> Iterator[str]:
    if not settings.secure:
        yield f"HEALTHMED_PUBLIC_URL must be https://..., or sessions travel unencrypted ({settings.origin})."
    issuer = settings.oidc.issuer if settings.oidc else None
    for name, address in (("CLIENT_ORIGIN", settings.client_origin), ("OIDC_ISSUER", issuer)):
        if address and not address.startswith("https://"):
            yield f"HEALTHMED_{name} must be https://..., too ({address})."


def _of_openness(settings: Settings) -> Iterator[str]:
    if settings.introspection:
        yield "Introspection tells strangers all there is to try: set HEALTHMED_INTROSPECTION=false."
    if settings.graphiql:
        yield "GraphiQL is a tool for developing: set HEALTHMED_GRAPHIQL=false."
    if settings.auto_verify_doctors:
        yield "Anybody would be taken for a doctor: set HEALTHMED_AUTO_VERIFY_DOCTORS=false."
    if settings.metrics_public:
        yield "/metrics would be public: set HEALTHMED_METRICS_PUBLIC=false (and HEALTHMED_METRICS_TOKEN)."
