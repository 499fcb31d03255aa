"""Production starts with nothing that is unsafe; each danger has its own sentence."""

from typing import Any

import pytest

from infra.safety import dangers
from infra.settings import Settings

SAFE: dict[str, Any] = {
    "environment": "production",
    "secret": "x" * 32,
    "public_url": "https://clinic.example",
    "introspection": False,
    "graphiql": False,
    "demo": False,
}
UNSAFE: dict[str, tuple[dict[str, Any], str]] = {
    "the default secret": ({"secret": Settings().secret}, "HEALTHMED_SECRET is the default"),
    "a short secret": ({"secret": "x" * 31}, "HEALTHMED_SECRET is too short"),
    "no public address": ({"public_url": None}, "HEALTHMED_PUBLIC_URL must be https"),
    "an address without TLS": ({"public_url": "http://clinic.example"}, "HEALTHMED_PUBLIC_URL must be https"),
    "a client without TLS": ({"client_origin": "http://a.example"}, "HEALTHMED_CLIENT_ORIGIN must be https"),
    "a provider without TLS": (
        {"oidc": {"issuer": "http://id.example", "client_id": "x", "client_secret": "y"}},
        "HEALTHMED_OIDC_ISSUER must be https",
    ),
    "the demo realm's secret": (
        {
            "oidc": {
                "issuer": "https://id.example",
                "client_id": "x",
                "client_secret": "demo-secret-of-the-web",
            }
        },
        "HEALTHMED_OIDC_CLIENT_SECRET is the demo realm's",
    ),
    "introspection": ({"introspection": True}, "HEALTHMED_INTROSPECTION=false"),
    "GraphiQL": ({"graphiql": True}, "HEALTHMED_GRAPHIQL=false"),
    "demo data": ({"demo": True}, "HEALTHMED_DEMO=false"),
    "doctors whom nobody verified": ({"auto_verify_doctors": True}, "HEALTHMED_AUTO_VERIFY_DOCTORS=false"),
    "public metrics": ({"metrics_public": True}, "HEALTHMED_METRICS_PUBLIC=false"),
}


def settings(**chosen: Any) -> Settings:
    return Settings(_env_file=None, **chosen)


def test_safe_settings_have_no_dangers():
    assert dangers(settings(**SAFE)) == []


@pytest.mark.parametrize(("changed", "sentence"), UNSAFE.values(), ids=UNSAFE)
def test_each_danger_is_named_alone(changed: dict[str, Any], sentence: str):
    (found,) = dangers(settings(**SAFE | changed))
    assert sentence in found


def test_the_defaults_are_for_trying_out_and_refused_in_production():
    assert dangers(settings()) == []
    assert len(dangers(settings(environment="production"))) == 5


def test_a_secret_is_not_told():
    (found,) = dangers(settings(**SAFE | {"secret": "hidden"}))
    assert "hidden" not in found
