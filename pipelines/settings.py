"""What an installation decides: folders, key, perimeter; read from the environment."""

import os
from datetime import date
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def _user_cache() -> Path:
    """Return where this person's computer keeps what can be computed again."""
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(home) if home else Path.home() / ".cache") / "observatoire-insertion"


class Settings(BaseSettings):
    """Settings of one installation, each an environment variable `OBSERVATOIRE_<NAME>`.

    `cache` keeps the territories once read (public data only); `key` or `key_file` holds the
    secret of the pseudonyms; `departments` the codes expected in the data; `territories` a
    folder of official files; `reference_date` replaces today; `contact` says in documents where
    to ask about the figures; `logo` is the image printed beside their title.
    """

    model_config = SettingsConfigDict(env_prefix="OBSERVATOIRE_", extra="ignore")

    store: Path = Path("observatoire")
    cache: Path = Field(default_factory=_user_cache)
    key: SecretStr | None = None
    key_file: Path | None = None
    departments: frozenset[str] = frozenset()
    territories: Path | None = None
    reference_date: date | None = None
    contact: str = "la personne qui tient l'observatoire"
    logo: Path | None = None
