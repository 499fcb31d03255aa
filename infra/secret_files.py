"""Settings from files, as Docker and Kubernetes hand out secrets: one for each, named like its variable."""

import os

from pydantic_settings import (
    BaseSettings,
    NestedSecretsSettingsSource,
    PydanticBaseSettingsSource,
    SettingsError,
)

FOLDER = "HEALTHMED_SECRETS_DIR"


class FromFilesToo(BaseSettings):
    """What the environment does not say is looked for in the folder HEALTHMED_SECRETS_DIR."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """In the order of their weight."""
        return init_settings, env_settings, NestedSecretsSettingsSource(file_secret_settings, _folder())


def _folder() -> str | None:
    folder = os.environ.get(FOLDER)
    if folder and not os.path.isdir(folder):
        raise SettingsError(f"{FOLDER} names {folder}, which is no folder")
    return folder or None
