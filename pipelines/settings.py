"""What an installation decides: folders, key, perimeter; read from the environment."""

from datetime import date
from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings of one installation, each an environment variable `OBSERVATOIRE_<NAME>`.

    `key` or `key_file` holds the secret of the pseudonyms; `departments` the codes expected in
    the data; `territories` a folder of official files; `reference_date` replaces today.
    """

    model_config = SettingsConfigDict(env_prefix="OBSERVATOIRE_", extra="ignore")

    store: Path = Path("observatoire")
    key: SecretStr | None = None
    key_file: Path | None = None
    departments: frozenset[str] = frozenset()
    territories: Path | None = None
    reference_date: date | None = None
