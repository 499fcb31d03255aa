"""Settings from files, beside those from the environment."""

import pytest
from pydantic_settings import SettingsError

from infra.settings import Settings


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HEALTHMED_SECRETS_DIR", str(tmp_path))
    monkeypatch.delenv("HEALTHMED_DATABASE_URL", raising=False)
    return tmp_path


def test_a_setting_may_be_a_file(folder):
    (folder / "healthmed_database_url").write_text("postgresql://ana@db/clinic\n")
    assert Settings().database_url == "postgresql://ana@db/clinic"


def test_the_environment_has_the_first_word(folder, monkeypatch):
    (folder / "HEALTHMED_DATABASE_URL").write_text("postgresql://ana@db/clinic")
    monkeypatch.setenv("HEALTHMED_DATABASE_URL", "postgresql://ana@other/clinic")
    assert Settings().database_url == "postgresql://ana@other/clinic"


def test_a_folder_of_secrets_that_is_not_there_is_refused(folder, monkeypatch):
    monkeypatch.setenv("HEALTHMED_SECRETS_DIR", f"{folder}/none")
    with pytest.raises(SettingsError, match=r"^HEALTHMED_SECRETS_DIR names .*/none, which is no folder$"):
        Settings()


def test_a_nested_secret_is_a_file_beside_what_the_environment_says(folder, monkeypatch):
    (folder / "healthmed_oidc_client_secret").write_text("s3cret")
    monkeypatch.setenv("HEALTHMED_OIDC_ISSUER", "https://id.example.org")
    monkeypatch.setenv("HEALTHMED_OIDC_CLIENT_ID", "clinic")
    provider = Settings().oidc
    assert provider is not None
    assert (provider.issuer, provider.client_secret) == ("https://id.example.org", "s3cret")
