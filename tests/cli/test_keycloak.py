"""The Keycloak beside the clinic: what its realm promises, and what is said when it cannot run."""

import json
import os
from pathlib import Path

import pytest

from api.elsewhere import CALLBACK
from cli.keycloak import REALM, VERSION, WRITTEN_FOR, Keycloak, must_have_java
from cli.ports import listen
from cli.refusals import Refused
from domain.accounts.models import Role
from infra.settings import Settings

CLINIC = "http://127.0.0.1:8765"


@pytest.fixture
def keycloak(tmp_path: Path) -> Keycloak:
    """As if it had been fetched."""
    (tmp_path / "cache" / f"keycloak-{VERSION}" / "bin").mkdir(parents=True)
    (tmp_path / "cache" / f"keycloak-{VERSION}" / "bin" / "kc.sh").touch()
    return Keycloak(tmp_path, 0)


def clients() -> dict[str, dict[str, object]]:
    return {client["clientId"]: client for client in json.loads(REALM.read_text())["clients"]}


def test_the_realm_lets_the_clinic_in_and_nobody_else():
    web = clients()["healthmed-web"]
    assert web["redirectUris"] == [WRITTEN_FOR + CALLBACK]
    assert web["attributes"] == {
        "pkce.code.challenge.method": "S256",
        "post.logout.redirect.uris": f"{WRITTEN_FOR}/",
    }
    for client in clients().values():
        assert not client["publicClient"]
        assert not client["implicitFlowEnabled"]
        assert not client["directAccessGrantsEnabled"]


def test_the_realm_is_guarded_and_says_that_its_secrets_are_for_show():
    realm = json.loads(REALM.read_text())
    assert realm["bruteForceProtected"]
    assert (realm["revokeRefreshToken"], realm["refreshTokenMaxReuse"]) == (True, 0)
    assert {role["name"] for role in realm["roles"]["realm"]} == {role.lower() for role in Role}
    secrets = [client["secret"] for client in realm["clients"] if "secret" in client]
    secrets += [user["credentials"][0]["value"] for user in realm["users"]]
    assert all(secret.startswith("demo-") for secret in secrets)
    assert len({user["id"] for user in realm["users"]}) == len(realm["users"]), "the same after each import"


def test_the_realm_is_imported_for_the_address_of_this_clinic(keycloak: Keycloak):
    program = keycloak.program(CLINIC)
    imported = (program.folder / "data" / "import" / "realm.json").read_text()
    assert f"{CLINIC}{CALLBACK}" in imported
    assert WRITTEN_FOR not in imported
    assert f"--http-port={keycloak.port}" in program.command


def test_the_clinic_understands_what_it_is_told(keycloak: Keycloak, monkeypatch: pytest.MonkeyPatch):
    for name, value in keycloak.settings().items():
        monkeypatch.setenv(name, value)
    oidc = Settings(_env_file=None).oidc
    assert oidc is not None
    assert (oidc.issuer, oidc.client_id, oidc.tokens) == (keycloak.issuer, "healthmed-web", "keycloak")
    assert "demo-secret" not in repr(oidc)


def test_whom_one_can_be_is_shown(keycloak: Keycloak):
    assert ("Keycloak patient", "paula", "demo-paula") in keycloak.sign_ins()


def test_a_port_that_is_taken_is_told_with_its_own_setting(tmp_path: Path):
    with listen("127.0.0.1", 0) as taken, pytest.raises(Refused, match="HEALTHMED_KEYCLOAK_PORT"):
        Keycloak(tmp_path, taken.getsockname()[1])


def _java(folder: Path, version: str) -> None:
    program = folder / "java"
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2024' >&2\n")
    program.chmod(0o755)


@pytest.mark.parametrize("version", ["1.8.0_402", "11.0.22", "16"])
def test_an_old_java_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str):
    _java(tmp_path, version)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    with pytest.raises(Refused, match=rf"Java 17 or newer; this is .*{version}"):
        must_have_java()


@pytest.mark.parametrize("version", ["17", "21.0.2", "25-ea"])
def test_a_newer_java_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str):
    _java(tmp_path, version)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    must_have_java()


def test_no_java_is_one_sentence_that_says_how_to_have_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused, match="Java 17 or newer, which is missing here: install it"):
        must_have_java()
