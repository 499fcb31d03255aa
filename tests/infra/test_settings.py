"""Settings that follow from others."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from pydantic import ValidationError

from infra.identity import new_private_key
from infra.settings import Settings


@pytest.mark.parametrize(
    ("environment", "said", "json"),
    [
        ("production", None, True),
        ("production", False, False),
        ("development", None, False),
        ("development", True, True),
    ],
)
def test_logs_are_json_in_production_unless_it_is_said(environment: str, said: bool | None, json: bool):
    told = {"environment": environment, "log_json": said}
    assert Settings().model_copy(update=told).json_logs is json


def pem(
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, hidden: KeySerializationEncryption | None = None
) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, hidden or NoEncryption()).decode()


GOOD = rsa.generate_private_key(65_537, 2_048)
NO_KEYS = {
    "nothing": "",
    "no PEM": "hush",
    "a public key": GOOD.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
    "an elliptic curve": pem(ec.generate_private_key(ec.SECP256R1())),
    "a short one": pem(rsa.generate_private_key(65_537, 1_024)),
    "one that wants a password": pem(GOOD, BestAvailableEncryption(b"hush")),
    "half of one": pem(GOOD)[:800] + "\n-----END PRIVATE KEY-----",
    "a good one and a bad one": pem(GOOD) + pem(ec.generate_private_key(ec.SECP256R1())),
}


@pytest.mark.parametrize("case", NO_KEYS)
def test_what_cannot_sign_is_no_signing_key_and_is_not_shown(case: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HEALTHMED_SIGNING_KEYS", NO_KEYS[case])
    with pytest.raises(ValidationError, match="must be private RSA keys of 2048 bits or more, in PEM"):
        Settings()


def test_signing_keys_stand_one_below_the_other_in_either_form(monkeypatch: pytest.MonkeyPatch):
    older_form = GOOD.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode()
    monkeypatch.setenv("HEALTHMED_SIGNING_KEYS", older_form + new_private_key().decode())
    assert Settings().signing_keys is not None
    assert "PRIVATE" not in repr(Settings())
